"""Formulas of what a stay, a participant and a unit cost whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from costmodel.errors import ModelError
from costmodel.problems.instrument import Instrument
from costmodel.problems.parts import REST, Payer, Service
from costmodel.publish.formula import Formula, lowest, product_of, total
from costmodel.publish.workbook_inputs import InputCells, Look
from costmodel.publish.workbook_twin import Twin
from costmodel.statutes.pit import pit_lag_years
from costmodel.studies.prices import budget_of, local_tiers

_SIGNS = re.compile(r" ([+-]) ")
OPTIONAL = "optional"
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Price:
    """What one person-year in a state, one participant or one unit costs one payer.

    ``service`` is its Polish name.
    """

    state: str
    service: str
    kind: str
    payer: str
    rate: Formula
    lag: int
    index: str


def stay_prices(twin: Twin, cells: InputCells) -> list[Price]:
    """Return the prices of stays, in the order of the engine's charges."""
    frame = twin.frame
    return [
        price
        for name, problem in frame.problems.items()
        for service in problem.service
        for state, use in service.use.items()
        for price in _of_service(service, f"{name}.{state}", use, twin, cells, cells.lookup(name))
    ]


def plan_prices(twin: Twin, cells: InputCells, instrument: Instrument, *, per: str) -> list[Price]:
    """Return what one participant, or one unit, of an instrument costs, by payer."""
    look, prices = cells.lookup(instrument.id), []
    for line in instrument.cost:
        if line.per == per:
            rate = _product([*line.quantity, *line.price], look)
            service = cells.say("owned", owner=instrument.label, label=line.label)
            prices += [
                Price(
                    "", service, OPTIONAL, budget_of(payer, twin.frame.teryt), part, 0, line.index
                )
                for payer, part in _split(rate, line.payer, look).items()
            ]
    return prices


def _of_service(
    service: Service, state: str, use: tuple[str, ...], twin: Twin, cells: InputCells, look: Look
) -> list[Price]:
    teryt = twin.frame.teryt
    months = product_of([_product(use, look), _product(service.quantity, look)])
    rate = months * _product(service.price, look)
    if service.rule == "local_income_tax":
        return _local_income_tax(service, state, rate, twin, cells)
    if service.fee is not None:
        parts = _care_home_fee(service, cells, rate, months, look)
    else:
        parts = {(service.label, p): part for p, part in _split(rate, service.payer, look).items()}
    return [
        Price(
            state,
            name,
            service.kind,
            budget_of(payer, teryt),
            -part if service.kind == "revenue" else part,
            0,
            service.index,
        )
        for (name, payer), part in parts.items()
    ]


def _care_home_fee(
    service: Service, cells: InputCells, cost: Formula, months: Formula, look: Look
) -> dict[tuple[str, str], Formula]:
    """Return who pays for a care home: the resident, then the family, then the gmina."""
    fee, label = service.fee, service.label
    if fee is None:
        raise ModelError(f"{service.id!r} has no table fee: give it one.")
    resident = lowest(look(fee.share) * look(fee.income) * months, cost)
    family = lowest(look(fee.family) * months, cost - resident)
    return {
        (label, "gmina"): cost - resident - family,
        (cells.say("of_resident", label=label), "household"): resident,
        (cells.say("of_family", label=label), "household"): family,
    }


def _local_income_tax(
    service: Service, state: str, income: Formula, twin: Twin, cells: InputCells
) -> list[Price]:
    frame, year = twin.frame, twin.frame.price_year
    lag = pit_lag_years(frame.book, year)
    received = {}
    for payer, tier in local_tiers(frame.teryt).items():
        name = f"pit_income_share_{tier}"
        received[payer] = income * (cells.statutory(name, _in_force(twin, name)) / PERCENT)
    prices = [
        Price(state, service.label, "transfer", payer, -part, lag, "cpi")
        for payer, part in received.items()
    ]
    paid = Price(state, service.label, "transfer", "state", total(received.values()), lag, "cpi")
    return [*prices, paid]


def _in_force(twin: Twin, name: str) -> float:
    """Return a parameter as it is on the first day of the price year."""
    frame = twin.frame
    return frame.book.at(name, date(frame.price_year, 1, 1))


def _split(rate: Formula, payers: Mapping[Payer, str], look: Look) -> dict[str, Formula]:
    """Return each payer's part; the one of the rest comes last, as in the engine."""
    parts: dict[str, Formula] = {
        payer: rate * look(name) for payer, name in payers.items() if name != REST
    }
    rest = next(payer for payer, name in payers.items() if name == REST)
    parts[rest] = rate - total(parts.values()) if parts else rate
    return parts


def _product(factors: Sequence[str], look: Look) -> Formula:
    return product_of(_sum(factor, look) for factor in factors)


def _sum(factor: str, look: Look) -> Formula:
    first, *rest = _SIGNS.split(factor)
    result = look(first)
    for sign, name in zip(rest[::2], rest[1::2], strict=True):
        result = result + look(name) if sign == "+" else result - look(name)
    return result
