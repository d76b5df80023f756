"""The statutory parameters and unit costs that the prices of a study use."""

from __future__ import annotations

from collections.abc import Iterable

from costmodel.costs.pricing import names_in
from costmodel.errors import InputError, NotInForceError, Problem
from costmodel.problems.instrument import Instrument
from costmodel.problems.problem import SocialProblem
from costmodel.statutes.book import ParameterBook


def parameters_used(problem: SocialProblem, instruments: Iterable[Instrument]) -> tuple[str, ...]:
    """Return the names in prices and quantities that the files do not declare themselves.

    Examples
    --------
    >>> from costmodel.problems.loader import shipped_instruments, shipped_problem
    >>> used = parameters_used(shipped_problem("unemployment"), shipped_instruments().values())
    >>> "unemployment_benefit_first90" in used, "benefit_share" in used
    (True, False)
    """
    wanted = [
        name
        for service in problem.service
        for name in names_in([*service.quantity, *service.price])
        if name not in problem.value
    ]
    wanted += [
        name
        for instrument in instruments
        for line in instrument.cost
        for name in names_in([*line.quantity, *line.price])
        if name not in instrument.value
    ]
    return tuple(dict.fromkeys(wanted))


def fail_if_unknown(names: Iterable[str], *, book: ParameterBook, year: int) -> None:
    """Refuse a price year in which a parameter is not known, naming all such parameters.

    Raises
    ------
    InputError
        With one problem for each parameter that is not in force in every month of ``year``.
    """
    problems = []
    for name in names:
        try:
            book.mean_over_year(name, year)
        except NotInForceError:
            parameter = book.parameter(name)
            problems.append(
                Problem(
                    f"{name}.toml",
                    f"rok {year}",
                    str(parameter),
                    f"„{parameter.label}” znane w całym {year} r.",
                    "Dopisz wartość ze źródłem do data/statutes albo data/unit_costs, "
                    "albo zmień annex_date w place.toml na rok, w którym ceny są znane.",
                )
            )
    if problems:
        raise InputError(problems)
