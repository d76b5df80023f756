"""Refuse a model whose parts do not fit each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from costmodel.costs.charge import Charge
from costmodel.errors import ModelError
from costmodel.pathway import System
from costmodel.scenario import ACTIVATION, INACTION, INFLOW, Scenario

Floats = NDArray[np.float64]
Shaped = tuple[str, Floats, tuple[int, ...]]
ROW_TOLERANCE = 1e-8


def fail_if_pathways_unfit(
    inaction: Scenario, activation: Scenario, priced: Collection[str]
) -> None:
    """Refuse pathways that are named otherwise, or hold an instrument without a cost."""
    names = (inaction.name, activation.name)
    if names != (INACTION, ACTIVATION):
        raise ModelError(f"the pathways are named {names}: they must be {(INACTION, ACTIVATION)}.")
    planned = {r.instrument for r in (*inaction.reach, *activation.reach)}
    unpriced = sorted(planned - set(priced))
    if unpriced:
        raise ModelError(
            f"instrument {unpriced[0]!r} has no cost: each planned instrument must have "
            "participant_charges or unit_charges. Add them."
        )


def fail_if_shaped_otherwise(
    system: System,
    inaction: Scenario,
    activation: Scenario,
    charges: Sequence[Charge],
    price_levels: Floats,
) -> None:
    """Refuse arrays that NumPy would stretch in silence, negative people, rows not of 1."""
    arrays = [
        *_of_system(system),
        *(shaped for s in (inaction, activation) for shaped in _of_scenario(s, system)),
        *(shaped for charge in charges for shaped in _of_charge(charge, system)),
        ("price_levels", price_levels, (system.n_years,)),
    ]
    for name, array, shape in arrays:
        if array.shape != shape:
            raise ModelError(
                f"{name} is of shape {array.shape}: with the draws, years and states of this "
                f"model it must be {shape}."
            )
    _fail_if_negative(system.start, "start")
    _fail_if_negative(system.inflow, "inflow")
    _fail_if_people_are_lost(system)
    _fail_if_nobody_is_served(inaction, system)
    _fail_if_nobody_is_served(activation, system)


def fail_if_not_indexed(
    charges: Sequence[Charge], real_values: Mapping[str, Floats], *, n_years: int
) -> None:
    """Refuse a charge whose rule of indexation has no path of real prices."""
    known = {rule for rule, path in real_values.items() if path.shape == (n_years,)}
    for charge in charges:
        if charge.index not in known:
            raise ModelError(
                f"{charge.service!r} goes on by the rule {charge.index!r}: real_values must hold "
                f"that rule with {n_years} years, and holds {sorted(known)}. Add it."
            )


def _of_system(system: System) -> Iterator[Shaped]:
    n_states, by_draw = len(system.stack.names), system.n_draws
    yield "start", system.start, (n_states, by_draw)
    yield "inflow", system.inflow, (system.n_years, n_states, by_draw)
    for name, links in (("moves", system.moves), ("emergence", system.emergence)):
        yield f"rates of {name}", links.rates, (len(links.sources), by_draw)


def _of_scenario(scenario: Scenario, system: System) -> Iterator[Shaped]:
    by_year, by_draw = system.n_years, system.n_draws
    for r in scenario.reach:
        yield f"coverage of {r.instrument!r}", r.coverage, (by_year, len(r.served))
        for change in r.changes:
            yield f"effect of {r.instrument!r}", change.delta, (by_draw,)
        for name, array in (("places", r.places), ("lasting", r.lasting)):
            if array is not None:
                yield f"{name} of {r.instrument!r}", array, (by_year, by_draw)
        if r.units is not None:
            yield f"units of {r.instrument!r}", r.units, (by_year,)


def _of_charge(charge: Charge, system: System) -> Iterator[Shaped]:
    yield f"rate of {charge.service!r}", charge.rate, (system.n_draws,)
    if charge.cashable is not None:
        yield f"cashable share of {charge.service!r}", charge.cashable, (system.n_draws,)


def _fail_if_negative(people: Floats, name: str) -> None:
    if not (people >= 0).all():
        first = tuple(int(i) for i in np.argwhere(~(people >= 0))[0])
        raise ModelError(f"{name}{list(first)} is {people[first]:g}: people must be 0 or more.")


def _fail_if_people_are_lost(system: System) -> None:
    sums = np.zeros_like(system.start)
    for position, source in enumerate(system.moves.sources):
        sums[source] += system.moves.rates[position]
    off = ~(np.abs(sums - 1) <= ROW_TOLERANCE)
    if off.any():
        state, draw = (int(i) for i in np.argwhere(off)[0])
        raise ModelError(
            f"the moves from {system.stack.names[state]!r} sum to {sums[state, draw]:.6g} in draw "
            f"{draw}: they must sum to 1, so that nobody is lost or born. Correct the shares."
        )


def _fail_if_nobody_is_served(scenario: Scenario, system: System) -> None:
    stack = system.stack
    known = {*stack.names, *(f"{p}.{INFLOW}" for p in stack.problems)}
    for reach in scenario.reach:
        unknown = sorted(set(reach.served) - known)
        if unknown:
            raise ModelError(
                f"{reach.instrument!r} serves {unknown[0]!r}: it must be a state of the model, one "
                f"of {list(stack.names)}."
            )
