"""From what a study measured to what the plan may claim, each step kept visible."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from costmodel.evidence.attribution import from_gross_to_attributable, net_of_deadweight
from costmodel.evidence.effect import (
    apply_odds_ratio,
    apply_rate_ratio,
    apply_risk_difference,
    apply_risk_ratio,
)
from costmodel.problems.instrument import Effect, Instrument
from costmodel.sources import Grade
from costmodel.studies.base_chances import BaseChances
from costmodel.studies.values import Values

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EffectSteps:
    """One effect of an instrument on some people, each an ndarray of shape (n_draws,).

    Parameters
    ----------
    source, target, field : str
        Whose chance of what: as :class:`costmodel.scenario.Change` tells it.
    base : ndarray
        The chance without the instrument. [probability per year; of inflow 1]
    gross, deadweight : ndarray or None
        Share of participants who succeed, and of those who would have anyway; missing where the
        study compared groups and its result is net already. [probability per year]
    net, attributed, attributable : ndarray
        Change of the chance, less deadweight; the instrument's part of it; less the haircut.
    lost_yearly : ndarray or None
        Part of the effect lost in each further year of the plan. [share per year]
    haircut : float
        Optimism haircut of the grade of evidence. [share]
    """

    instrument: str
    source: str
    target: str
    field: Literal["moves", "emergence", "inflow"]
    base: Floats
    gross: Floats | None
    deadweight: Floats | None
    net: Floats
    attributed: Floats
    attributable: Floats
    lost_yearly: Floats | None
    haircut: float


def effect_steps(
    instrument: Instrument,
    values: Values,
    *,
    chances: BaseChances,
    haircuts: Mapping[Grade, float],
    switched_off: Collection[str] = (),
) -> tuple[EffectSteps, ...]:
    """Return the steps from gross to attributable for all whom an instrument serves.

    Parameters
    ----------
    chances : BaseChances
        Chances of those who do not take part. An effect on a problem, or a link between problems,
        that is not in the model is left out.
    haircuts : mapping of Grade to float
        Optimism haircut of each grade of evidence. [share]
    switched_off : collection of str
        Some of the steps that :class:`costmodel.studies.settings.Settings` names.
    """
    return tuple(
        _steps(instrument, effect, level, values, chances, haircuts, switched_off)
        for effect in instrument.effect
        for level in effect.levels
        if chances.knows(effect, level)
    )


def _steps(
    instrument: Instrument,
    effect: Effect,
    level: str,
    values: Values,
    chances: BaseChances,
    haircuts: Mapping[Grade, float],
    switched_off: Collection[str],
) -> EffectSteps:
    found = chances.of(effect, level)
    measured = values(effect.value) + np.zeros_like(found.base)
    is_gross = effect.kind == "gross_success_rate"
    net = _net(effect, measured, found.base, kept="deadweight" in switched_off)
    part = np.ones(1) if "attribution" in switched_off else values(effect.attribution)
    haircut = 0.0 if "haircut" in switched_off else haircuts[effect.grade]
    attributed = _signed(net, found.sign, part, 0.0)
    lost = instrument.timing.drop_off
    return EffectSteps(
        instrument.id,
        found.source,
        found.target,
        found.field,
        found.base,
        measured if is_gross else None,
        found.base if is_gross else None,
        net,
        attributed,
        _signed(net, found.sign, part, haircut),
        None if lost is None or "drop_off" in switched_off else values(lost),
        haircut,
    )


def _net(effect: Effect, measured: Floats, base: Floats, *, kept: bool) -> Floats:
    """Return the change of a chance that an effect of its kind means."""
    if effect.kind == "gross_success_rate":
        return measured if kept else net_of_deadweight(measured, base)
    if effect.on in ("inflow", "emergence"):  # rates, not chances: they may exceed 1
        return measured if effect.kind == "risk_difference" else base * (measured - 1)
    apply = {
        "risk_difference": apply_risk_difference,
        "risk_ratio": apply_risk_ratio,
        "odds_ratio": apply_odds_ratio,
        "rate_ratio": apply_rate_ratio,
    }[effect.kind]
    return apply(base, measured) - base


def _signed(net: Floats, sign: float, attribution: Floats, haircut: float) -> Floats:
    """Return the attributable part; what helps is cut back, what harms is not."""
    return sign * from_gross_to_attributable(sign * net, attribution=attribution, haircut=haircut)
