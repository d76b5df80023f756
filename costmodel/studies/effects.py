"""From what a study measured to what the plan may claim, each step kept visible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.evidence.attribution import from_gross_to_attributable, net_of_deadweight
from costmodel.problems.instrument import Instrument
from costmodel.sources import Grade
from costmodel.studies.values import Values

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EffectSteps:
    """One instrument at one level, each an ndarray of shape (n_draws,). [probability per year]

    ``gross`` is missing where the study compared groups and its result is net already.
    """

    instrument: str
    level: str
    gross: Floats | None
    deadweight: Floats | None
    net: Floats
    attributed: Floats
    attributable: Floats
    haircut: float


def effect_steps(
    instrument: Instrument,
    values: Values,
    *,
    without: Mapping[str, Floats],
    haircuts: Mapping[Grade, float],
) -> tuple[EffectSteps, ...]:
    """Return the steps from gross to attributable for each level that an instrument serves.

    Parameters
    ----------
    without : mapping of level to ndarray of shape (n_draws,)
        Chance of independence of those who do not take part. [probability per year]
    haircuts : mapping of Grade to float
        Optimism haircut of each grade of evidence. [share]
    """
    haircut = haircuts[instrument.effect[0].grade]
    measured = values(instrument.effect[0].value)
    attribution = values(instrument.effect[0].attribution)
    steps = []
    for level in instrument.effect[0].levels:
        is_gross = instrument.effect[0].kind == "gross_success_rate"
        net = net_of_deadweight(measured, without[level]) if is_gross else measured
        steps.append(
            EffectSteps(
                instrument.id,
                level,
                measured if is_gross else None,
                without[level] if is_gross else None,
                net,
                from_gross_to_attributable(net, attribution=attribution, haircut=0.0),
                from_gross_to_attributable(net, attribution=attribution, haircut=haircut),
                haircut,
            )
        )
    return tuple(steps)


def effect_by_level(steps: tuple[EffectSteps, ...], levels: tuple[str, ...]) -> Floats:
    """Return attributable effects, shape (n_draws, n_levels), 0 at levels not served."""
    n_draws = steps[0].attributable.shape[0]
    effect = np.zeros((n_draws, len(levels)))
    for step in steps:
        effect[:, levels.index(step.level)] = step.attributable
    return effect
