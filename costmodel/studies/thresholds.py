"""Where a plan just pays back, draw by draw: its effects, its price, and both on a grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from costmodel.break_even import SEARCHED_UP_TO
from costmodel.fewer_draws import first_draws
from costmodel.model import Model
from costmodel.net_value import Floats, net_values, present_values
from costmodel.sensitivity.break_even_draws import (
    BreakEvenSummary,
    break_even_draws,
    summarise_break_even,
)
from costmodel.sensitivity.two_way import grid

DRAWS = 1_000
"""Draws of these re-runs: the first ones of the study."""
EFFECTS = (0.5, 1.0, 2.0, 4.0)
PRICES = (1.0, 0.75, 0.5, 0.25)
"""Multiples of the assumed effects, and parts of the assumed price, on the grid."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Break-even of one perspective, in multiples of what is assumed.

    ``effect`` is searched from 0 to :data:`costmodel.break_even.SEARCHED_UP_TO`; ``price`` is the
    part of the price at which saving and cost are equal; ``grid`` has the columns x (effects), y
    (price), mean, low, high [zł], chance.
    """

    effect: BreakEvenSummary
    price: BreakEvenSummary
    grid: pd.DataFrame


def thresholds_of(model: Model, perspectives: Sequence[str]) -> Mapping[str, Thresholds]:
    """Return where the plan pays back, by perspective, from the first draws of a model."""
    few = first_draws(model, DRAWS)
    return {perspective: _of(few, perspective) for perspective in perspectives}


def _of(model: Model, perspective: str) -> Thresholds:
    def net(factor: float | Floats) -> Floats:
        return net_values(model.with_effects_times(factor), [perspective])[perspective]

    worth = {
        effect: present_values(model.with_effects_times(effect), [perspective])[perspective]
        for effect in EFFECTS
    }
    assumed = worth[1.0]
    effect = break_even_draws(net, 0.0, high=SEARCHED_UP_TO, n_draws=model.n_draws)
    price = break_even_draws(
        lambda part: assumed.saving - part * assumed.cost,
        0.0,
        high=SEARCHED_UP_TO,
        n_draws=model.n_draws,
    )
    table = grid(lambda x, y: worth[x].saving - y * worth[x].cost, EFFECTS, y_values=PRICES)
    return Thresholds(summarise_break_even(effect), summarise_break_even(price), table)
