"""Checks of the plan: without effect it saves nothing, turned round it changes the sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from costmodel.break_even import BreakEven
from costmodel.model import Model, run
from costmodel.net_value import net_values, present_values
from costmodel.outcome import PUBLIC, Outcome
from costmodel.scenario import ACTIVATION, INACTION
from costmodel.verification.checked import (
    Checked,
    equal,
    held,
    never_above,
    not_applicable,
)

EXTREME = 1e6
"""Times the assumed effect: more than any chance can bear."""
ZLOTY = 1.0
"""A break-even effect put back may leave this much, or a millionth of the plan's cost. [zł]"""
SHARE_LEFT = 1e-6


def plan_checks(
    model: Model, outcome: Outcome, break_even: Mapping[str, BreakEven]
) -> list[Checked]:
    """Return what the checks of the plan found, in the order of the catalogue."""
    return [
        *without_effect(model),
        turned_round(model, outcome),
        without_people(model),
        extreme_effect(model),
        break_even_put_back(model, break_even),
        no_break_even(model, break_even),
    ]


def without_effect(model: Model) -> list[Checked]:
    """S01: with every effect at zero the pathways have the same people, and the plan only costs.

    S02: then both spend the same on what is mandatory, to the last bit.
    """
    idle = run(model.with_effects_times(0.0))
    people = np.array_equal(idle.people[ACTIVATION], idle.people[INACTION])
    worth = {
        perspective: (idle.net_saving(perspective), -idle.programme_cost(perspective))
        for perspective in _perspectives(idle)
    }
    saved = equal("S01", worth, within=0.0)
    first = saved if people else Checked("S01", "failed", "liczby osób")
    spent = {
        perspective: (idle.cost_of_inaction(perspective), np.zeros(1))
        for perspective in _perspectives(idle)
    }
    return [first, equal("S02", spent, within=0.0)]


def turned_round(model: Model, outcome: Outcome) -> Checked:
    """S03: with the pathways in each other's place every net saving changes its sign alone."""
    swapped = run(
        replace(
            model,
            inaction=replace(model.activation, name=INACTION),
            activation=replace(model.inaction, name=ACTIVATION),
        )
    )
    pairs = {p: (swapped.net_saving(p), -outcome.net_saving(p)) for p in _perspectives(outcome)}
    return equal("S03", pairs)


def without_people(model: Model) -> Checked:
    """S04: a plan that reaches nobody and has no unit is worth exactly nothing."""
    nobody = model.with_plan(model.activation.with_coverage_times(0.0))
    found = net_values(nobody, [PUBLIC])[PUBLIC]
    return equal("S04", {"finanse publiczne": (found, np.zeros_like(found))}, within=0.0)


def extreme_effect(model: Model) -> Checked:
    """C09: even an absurd effect moves no more people than there are."""
    people = run(model.with_effects_times(EXTREME)).people[ACTIVATION]
    if not np.isfinite(people).all():
        return Checked("C09", "failed", "liczby osób", np.inf)
    return never_above("C09", {"liczby osób": (np.zeros(1), people.min(axis=(1, 2)))})


def break_even_put_back(model: Model, found: Mapping[str, BreakEven]) -> Checked:
    """S11: at the break-even effect the mean net value is zero, to a złoty or a millionth."""
    solved = {p: b.factor for p, b in found.items() if b.factor}
    if not solved:
        return not_applicable("S11")
    left, where = 0.0, ""
    for perspective, factor in solved.items():
        changed = model.with_effects_times(factor)
        value = present_values(changed, [perspective])[perspective]
        allowed = max(ZLOTY, SHARE_LEFT * float(np.abs(value.cost).mean()))
        off = abs(float(value.net.mean())) / allowed
        if off > left:
            left, where = off, perspective
    return held("S11", left <= 1.0, where=where)


def no_break_even(model: Model, found: Mapping[str, BreakEven]) -> Checked:
    """S12: where it is said that no effect pays back, the highest one searched does not."""
    without = {p: b.searched_up_to for p, b in found.items() if b.factor is None}
    if not without:
        return not_applicable("S12")
    paying = [
        perspective
        for perspective, highest in without.items()
        if _mean(model.with_effects_times(highest), perspective) >= 0
    ]
    return held("S12", not paying, where=", ".join(paying))


def _mean(model: Model, perspective: str) -> float:
    return float(net_values(model, [perspective])[perspective].mean())


def _perspectives(outcome: Outcome) -> tuple[str, ...]:
    return (PUBLIC, *outcome.ledger.payers)
