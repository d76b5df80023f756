"""From a plan and the effects of its instruments to the pathway of activation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from costmodel.evidence.attribution import drop_off
from costmodel.pathway import System
from costmodel.scenario import ACTIVATION, Change, Reach, Scenario
from costmodel.studies.effects import EffectSteps
from costmodel.studies.plan import Plan, Planned
from costmodel.studies.values import Values

Floats = NDArray[np.float64]


def activation_of(
    plan: Plan,
    steps: tuple[EffectSteps, ...],
    values: Mapping[str, Values],
    years: tuple[int, ...],
    system: System,
) -> Scenario:
    """Return the pathway of a plan; groups of problems outside the model are left out."""
    reach = []
    for item in plan.items:
        served = tuple(
            name
            for name in item.instrument.serves
            if name.partition(".")[0] in system.stack.problems
        )
        if served:
            own = tuple(step for step in steps if step.instrument == item.instrument.id)
            reach.append(_reach(item, served, own, values, years, system.n_draws))
    return Scenario(ACTIVATION, tuple(reach), plan.overlap)


def _reach(
    item: Planned,
    served: tuple[str, ...],
    steps: tuple[EffectSteps, ...],
    values: Mapping[str, Values],
    years: tuple[int, ...],
    n_draws: int,
) -> Reach:
    instrument = item.instrument
    running = item.running(years)
    units = None if item.units is None else item.units * running
    places = None
    if units is not None and instrument.capacity is not None:
        per_unit = values[instrument.id](instrument.capacity.per_unit) + np.zeros(n_draws)
        places = units[:, None] * per_unit
    return Reach(
        instrument=instrument.id,
        served=served,
        coverage=item.coverage_by_year(years, served),
        changes=tuple(change_of(step, step.attributable) for step in steps),
        places=places,
        units=units,
        delay=instrument.timing.delay_years,
        lasting=_lasting(item, steps, years, n_draws),
    )


def change_of(step: EffectSteps, delta: Floats) -> Change:
    """Return the change of a chance that an effect brings, at one of its steps."""
    return Change(step.source, step.target, step.field, delta)


def _lasting(
    item: Planned, steps: tuple[EffectSteps, ...], years: tuple[int, ...], n_draws: int
) -> Floats | None:
    """Return what is left of the effect in each year, (n_years, n_draws); it fades from its start.

    ``None`` where nothing is lost.
    """
    lost = next((step.lost_yearly for step in steps if step.lost_yearly is not None), None)
    if lost is None:
        return None
    begins = item.first_year + item.instrument.timing.delay_years
    whole = drop_off(np.ones(n_draws), yearly=lost, n_years=len(years))
    kept = np.ones((len(years), n_draws))
    for row, year in enumerate(years):
        kept[row] = whole[..., max(year - begins, 0)]
    return kept
