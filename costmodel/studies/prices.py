"""From the services of a problem and the costs of an instrument to charges by payer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from costmodel.costs.charge import Charge, Kind, split_among_payers
from costmodel.costs.pricing import product
from costmodel.problems.instrument import Instrument
from costmodel.problems.parts import REST, Fee, Payer, Service
from costmodel.problems.problem import SocialProblem
from costmodel.statutes.pit import Tier, pit_lag_years, share_of_income
from costmodel.studies.values import Values
from costmodel.teryt import has_powiat_rights

Floats = NDArray[np.float64]


def local_tiers(teryt: str) -> dict[str, Tier]:
    """Return which tier of the act on local income each local payer is.

    Examples
    --------
    >>> local_tiers("3215011")
    {'gmina': 'gmina', 'powiat': 'powiat', 'voivodeship': 'voivodeship'}
    >>> local_tiers("3262011")
    {'gmina': 'city_county', 'voivodeship': 'voivodeship'}
    """
    if has_powiat_rights(teryt):
        return {"gmina": "city_county", "voivodeship": "voivodeship"}
    return {"gmina": "gmina", "powiat": "powiat", "voivodeship": "voivodeship"}


def budget_of(payer: str, teryt: str) -> str:
    """Return whose budget a payer is: a city with the rights of a powiat has one for both.

    Examples
    --------
    >>> budget_of("powiat", "1465011"), budget_of("powiat", "3215011")
    ('gmina', 'powiat')
    """
    return "gmina" if payer == "powiat" and has_powiat_rights(teryt) else payer


def stay_charges(
    problem: SocialProblem, values: Values, *, teryt: str, n_draws: int
) -> tuple[Charge, ...]:
    """Return what a person-year in each state costs and brings, by payer."""
    return tuple(
        charge
        for service in problem.service
        for state, use in service.use.items()
        for charge in _of_service(service, f"{problem.id}.{state}", use, values, teryt, n_draws)
    )


def participant_charges(
    instrument: Instrument, values: Values, *, served: Sequence[str], teryt: str, n_draws: int
) -> tuple[Charge, ...]:
    """Return what one participant of an instrument costs, by payer, for each group served."""
    return tuple(
        replace(charge, state=name)
        for charge in _of_lines(instrument, values, teryt, per="participant", n_draws=n_draws)
        for name in served
    )


def unit_charges(
    instrument: Instrument, values: Values, *, served: Sequence[str], teryt: str, n_draws: int
) -> tuple[Charge, ...]:
    """Return what one unit of an instrument costs a year, by payer.

    The cost belongs to the problem that is served, and to none where there are several.
    """
    problems = list(dict.fromkeys(name.partition(".")[0] for name in served))
    owner = problems[0] if len(problems) == 1 else ""
    return tuple(
        replace(charge, state=owner)
        for charge in _of_lines(instrument, values, teryt, per="unit", n_draws=n_draws)
    )


def _of_lines(
    instrument: Instrument, values: Values, teryt: str, *, per: str, n_draws: int
) -> list[Charge]:
    charges = []
    for line in instrument.cost:
        if line.per != per:
            continue
        rate = product([*line.quantity, *line.price], values, n_draws=n_draws)
        parts = split_among_payers(rate, _shares(line.payer, values), what=line.id)
        charges += [
            Charge(
                "",
                f"{instrument.id}.{line.id}",
                "optional",
                budget_of(payer, teryt),
                part,
                index=line.index,
            )
            for payer, part in parts.items()
        ]
    return charges


def _of_service(
    service: Service,
    state: str,
    use: tuple[str, ...],
    values: Values,
    teryt: str,
    n_draws: int,
) -> list[Charge]:
    users = product(use, values, n_draws=n_draws)
    quantity = product(service.quantity, values, n_draws=n_draws)
    rate = users * quantity * product(service.price, values, n_draws=n_draws)
    if service.rule == "local_income_tax":
        return _local_income_tax(service, state, rate, values, teryt)
    cash = product(service.cashable, values, n_draws=n_draws) if service.cashable else None
    if service.fee is not None:
        parts = _care_home_fee(service.id, service.fee, rate, users * quantity, values)
    else:
        shares = _shares(service.payer, values)
        by_payer = split_among_payers(rate, shares, what=service.id)
        parts = {(service.id, payer): part for payer, part in by_payer.items()}
    kind: Kind = service.kind
    sign = -1.0 if kind == "revenue" else 1.0
    return [
        Charge(
            state,
            name,
            kind,
            budget_of(payer, teryt),
            sign * part,
            index=service.index,
            cashable=cash,
        )
        for (name, payer), part in parts.items()
    ]


def _care_home_fee(
    name: str, fee: Fee, cost: Floats, months: Floats, values: Values
) -> dict[tuple[str, str], Floats]:
    """Return who pays for a care home: resident, then family, then the gmina.

    Art. 60 and 61 of the act on social assistance: the resident pays a part of income, no more
    than the home costs; relatives what they owe of the rest; the gmina that referred, what is left.
    """
    resident = np.minimum(values(fee.share) * values(fee.income) * months, cost)
    family = np.minimum(values(fee.family) * months, cost - resident)
    return {
        (name, "gmina"): cost - resident - family,
        (f"{name}.resident", "household"): resident,
        (f"{name}.family", "household"): family,
    }


def _local_income_tax(
    service: Service, state: str, income: Floats, values: Values, teryt: str
) -> list[Charge]:
    """Charge the state with what local government receives from the income of residents.

    Art. 8 and 11 of the act of 1 October 2024: a share of income, paid two years later.
    """
    year, book = values.price_year, values.book
    lag = pit_lag_years(book, year)
    received = {
        payer: income * share_of_income(book, tier=tier, year=year)
        for payer, tier in local_tiers(teryt).items()
    }
    charges = [
        Charge(state, service.id, "transfer", payer, -part, lag=lag)
        for payer, part in received.items()
    ]
    paid = np.sum(list(received.values()), axis=0)
    return [*charges, Charge(state, service.id, "transfer", "state", paid, lag=lag)]


def _shares(payers: Mapping[Payer, str], values: Values) -> dict[str, Floats | None]:
    return {payer: None if name == REST else values(name) for payer, name in payers.items()}
