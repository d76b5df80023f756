"""The statutory parameters and unit costs that the prices of a study use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from costmodel.costs.pricing import names_in
from costmodel.errors import InputError, NotInForceError, Problem
from costmodel.problems.common import load_common
from costmodel.problems.instrument import Instrument
from costmodel.problems.parts import REST, Payer
from costmodel.problems.problem import SocialProblem
from costmodel.statutes.book import ParameterBook

YEARS_BACK = 3
"""How many years prices may be older than the annex."""


def parameters_used(
    problems: Iterable[SocialProblem], instruments: Iterable[Instrument]
) -> tuple[str, ...]:
    """Return the names in prices and quantities that the files do not declare themselves.

    Examples
    --------
    >>> from costmodel.problems.loader import shipped_problem
    >>> used = parameters_used([shipped_problem("unemployment")], [])
    >>> "unemployment_benefit_first90" in used, "benefit_share" in used
    (True, False)
    """
    common = load_common()
    wanted = [n for p in problems for n in _names_of_problem(p) if n not in p.value]
    wanted += [
        name
        for instrument in instruments
        for line in instrument.cost
        for name in [*names_in([*line.quantity, *line.price]), *_payers(line.payer)]
        if name not in instrument.value
    ]
    return tuple(dict.fromkeys(name for name in wanted if name not in common))


def _names_of_problem(problem: SocialProblem) -> list[str]:
    named: list[str] = []
    for service in problem.service:
        uses = [factor for factors in service.use.values() for factor in factors]
        named += names_in([*uses, *service.quantity, *service.price])
        named += _payers(service.payer)
        if service.fee:
            named += [service.fee.share, service.fee.income, service.fee.family]
    return named


def _payers(payers: Mapping[Payer, str]) -> list[str]:
    return [name for name in payers.values() if name != REST]


def latest_price_year(names: Sequence[str], *, book: ParameterBook, at_most: int) -> int:
    """Return the last year, not after ``at_most``, in which every parameter is known.

    Prices of a year that has just begun are often announced late; then those of the year
    before are used, and the annex says so.

    Raises
    ------
    InputError
        With one problem for each parameter that is not in force in every month of ``at_most``,
        if no year of the last :data:`YEARS_BACK` will do.
    """
    for year in range(at_most, at_most - YEARS_BACK - 1, -1):
        if not _unknown(names, book, year):
            return year
    raise InputError(_unknown(names, book, at_most))


def _unknown(names: Sequence[str], book: ParameterBook, year: int) -> list[Problem]:
    problems = []
    for name in names:
        try:
            book.mean_over_year(name, year)
        except NotInForceError:
            parameter = book.parameter(name)
            last = [e for e in parameter.enactments if e.value is not None][-1]
            problems.append(
                Problem(
                    f"{name}.toml",
                    f"„{parameter.label}”, rok {year}",
                    f"ostatnia wartość: {last.value:g}, od {last.since}",
                    "wartość na każdy miesiąc roku",
                    "Dopisz wartość ze źródłem do data/statutes albo data/unit_costs, "
                    "albo zmień annex_date w place.toml na rok, w którym ceny są znane.",
                )
            )
    return problems
