"""From the services of a problem and the costs of an instrument to charges by payer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from costmodel.costs.charge import Charge, Kind, split_among_payers
from costmodel.costs.pricing import product
from costmodel.problems.instrument import Instrument
from costmodel.problems.parts import REST, Payer, Service
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


def stay_charges(
    problem: SocialProblem, values: Values, *, teryt: str, n_draws: int
) -> tuple[Charge, ...]:
    """Return what a person-year in each state costs and brings, by payer."""
    return tuple(
        charge
        for service in problem.service
        for state, use in service.use.items()
        for charge in _of_service(service, state, use, values, teryt, n_draws)
    )


def participant_charges(
    instrument: Instrument, values: Values, *, n_draws: int
) -> tuple[Charge, ...]:
    """Return what one participant of an instrument costs at each level, by payer."""
    charges = []
    for line in instrument.cost:
        rate = product([*line.quantity, *line.price], values, n_draws=n_draws)
        parts = split_among_payers(rate, _shares(line.payer, values), what=line.id)
        charges += [
            Charge(level, f"{instrument.id}.{line.id}", "optional", payer, part)
            for level in instrument.effect[0].levels
            for payer, part in parts.items()
        ]
    return tuple(charges)


def _of_service(
    service: Service,
    state: str,
    use: tuple[str, ...],
    values: Values,
    teryt: str,
    n_draws: int,
) -> list[Charge]:
    rate = product([*use, *service.quantity, *service.price], values, n_draws=n_draws)
    if service.rule == "local_income_tax":
        return _local_income_tax(service, state, rate, values, teryt)
    kind: Kind = service.kind
    sign = -1.0 if kind == "revenue" else 1.0
    parts = split_among_payers(rate, _shares(service.payer, values), what=service.id)
    n_draws = rate.shape[0]
    cash = product(service.cashable, values, n_draws=n_draws) if service.cashable else None
    return [
        Charge(state, service.id, kind, payer, sign * part, index=service.index, cashable=cash)
        for payer, part in parts.items()
    ]


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
