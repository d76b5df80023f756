"""Checks of money: parts make the whole, in every draw and year, by whatever way it is reckoned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from costmodel.model import Model
from costmodel.net_value import net_values
from costmodel.outcome import MANDATORY, OPTIONAL, PUBLIC, Outcome
from costmodel.scenario import ACTIVATION, INACTION
from costmodel.verification.checked import (
    Checked,
    equal,
    never_above,
    not_applicable,
)


def money_checks(model: Model, outcome: Outcome) -> list[Checked]:
    """Return what the checks of money found, in the order of the catalogue."""
    return [
        nothing_costs(model),
        undiscounted(outcome),
        discounted_by_hand(outcome),
        longer_is_dearer(outcome),
        kinds_make_the_total(outcome),
        payers_make_the_total(outcome),
        transfers_cancel(outcome),
        net_is_gross_less_plan(outcome),
        another_way_to_net_value(model, outcome),
    ]


def nothing_costs(model: Model) -> Checked:
    """M01: with all prices at zero no plan saves or costs anything."""
    free = replace(
        model,
        charges=tuple(replace(c, rate=0.0 * c.rate) for c in model.charges),
        participant_charges={
            name: tuple(replace(c, rate=0.0 * c.rate) for c in charges)
            for name, charges in model.participant_charges.items()
        },
        unit_charges={
            name: tuple(replace(c, rate=0.0 * c.rate) for c in charges)
            for name, charges in model.unit_charges.items()
        },
    )
    found = net_values(free, [PUBLIC])[PUBLIC]
    return equal("M01", {"finanse publiczne": (found, np.zeros_like(found))}, within=0.0)


def undiscounted(outcome: Outcome) -> Checked:
    """M02: without a discount rate the present value is the sum over years."""
    plain = replace(outcome, discount_rate=0.0)
    return equal(
        "M02",
        {p: (plain.net_present_value(p), plain.net_saving(p).sum(axis=1)) for p in _all(outcome)},
    )


def discounted_by_hand(outcome: Outcome) -> Checked:
    """M03: each year is divided by (1 + rate) once for every year since the base year."""
    rate = outcome.discount_rate
    pairs = {}
    for perspective in _all(outcome):
        net = outcome.net_saving(perspective)
        by_hand = np.zeros(net.shape[0])
        for year in reversed(range(net.shape[1])):
            by_hand = (by_hand + net[:, year]) / (1.0 + rate)
        pairs[perspective] = (outcome.net_present_value(perspective), by_hand)
    return equal("M03", pairs)


def longer_is_dearer(outcome: Outcome) -> Checked:
    """M08: a longer horizon never lowers what is spent: no year has spending below zero."""
    spent = {
        f"{payer}, {scenario}": (
            np.zeros(1),
            outcome.ledger.total(scenario=scenario, kinds=(*MANDATORY, *OPTIONAL), payers=[payer]),
        )
        for payer in outcome.ledger.payers
        for scenario in (INACTION, ACTIVATION)
    }
    return never_above("M08", spent)


def kinds_make_the_total(outcome: Outcome) -> Checked:
    """M09: kinds of cost make the total of each pathway, in every draw and year."""
    ledger = outcome.ledger
    kinds = tuple(dict.fromkeys(ledger.entries["kind"]))
    return equal(
        "M09",
        {
            scenario: (
                ledger.total(scenario=scenario),
                sum(
                    (ledger.total(scenario=scenario, kinds=[kind]) for kind in kinds),
                    start=np.zeros(1),
                ),
            )
            for scenario in (INACTION, ACTIVATION)
        },
    )


def payers_make_the_total(outcome: Outcome) -> Checked:
    """M10: payers make the total of each pathway, in every draw and year."""
    ledger = outcome.ledger
    return equal(
        "M10",
        {
            scenario: (
                ledger.total(scenario=scenario),
                sum(
                    (ledger.total(scenario=scenario, payers=[payer]) for payer in ledger.payers),
                    start=np.zeros(1),
                ),
            )
            for scenario in (INACTION, ACTIVATION)
        },
    )


def transfers_cancel(outcome: Outcome) -> Checked:
    """M10, second half: what one payer passes to another is nothing to all of them together."""
    ledger, kind = outcome.ledger, ["transfer"]
    if not (ledger.entries["kind"] == "transfer").any():
        return not_applicable("M10b")
    pairs = {}
    for scenario in (INACTION, ACTIVATION):
        by_payer = [ledger.total(scenario=scenario, kinds=kind, payers=[p]) for p in ledger.payers]
        given = sum((np.maximum(part, 0.0) for part in by_payer), start=np.zeros(1))
        taken = sum((np.maximum(-part, 0.0) for part in by_payer), start=np.zeros(1))
        pairs[scenario] = (given, taken)
    return equal("M10b", pairs)


def net_is_gross_less_plan(outcome: Outcome) -> Checked:
    """M11: the net saving is what inaction costs less what the plan costs, line by line."""
    ledger, pairs = outcome.ledger, {}
    for perspective in _all(outcome):
        payers = outcome.payers_of(perspective)
        lines = ledger.total(scenario=INACTION, payers=payers) - ledger.total(
            scenario=ACTIVATION, payers=payers
        )
        pairs[perspective] = (outcome.net_saving(perspective), lines)
    return equal("M11", pairs)


def another_way_to_net_value(model: Model, outcome: Outcome) -> Checked:
    """X05: years weighted first and prices applied once lead to the net value of the ledger."""
    known = [p for p in _all(outcome) if p == PUBLIC or p in {c.payer for c in model.all_charges}]
    found = net_values(model, known)
    return equal("X05", {p: (found[p], outcome.net_present_value(p)) for p in known})


def _all(outcome: Outcome) -> tuple[str, ...]:
    return (PUBLIC, *outcome.ledger.payers)
