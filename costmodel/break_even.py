"""The effect at which a plan just pays back, if there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from costmodel.model import Model
from costmodel.net_value import net_values

Floats = NDArray[np.float64]
SEARCHED_UP_TO = 20.0
"""Multiples of the assumed effect that are searched. Arithmetic bound, printed with the answer."""
GRID = 9
PRECISION = 1e-12
"""Of the multiple: put back into a model of billions, it leaves less than 1 zł."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The answer, with the range that was searched.

    ``factor`` multiplies every effect of the plan so that the mean net present value is 0;
    ``None`` where none does up to ``searched_up_to``.
    """

    perspective: str
    factor: float | None
    searched_up_to: float


def break_even_effect(model: Model, *, perspective: str) -> BreakEven:
    """Return the multiple of the plan's effects with a mean net present value of 0.

    Parameters
    ----------
    model : Model
        With a plan; its effects are those of multiple 1.
    perspective : str
        ``public`` or a payer.

    Notes
    -----
    The net present value is not linear in the effect, since people can be reached only while
    they are there and chances end at 1; it is bracketed on a grid, then solved by Brent's method.
    """

    return break_even_effects(model, [perspective])[perspective]


def break_even_effects(model: Model, perspectives: Sequence[str]) -> dict[str, BreakEven]:
    """Return the break-even of several perspectives: the pathways they share are walked once."""

    @cache
    def means(factor: float) -> dict[str, float]:
        found = net_values(model.with_effects_times(factor), perspectives)
        return {name: float(value.mean()) for name, value in found.items()}

    return {p: _solved(p, partial(_value_of, means, p)) for p in perspectives}


def _value_of(means: Callable[[float], dict[str, float]], perspective: str, factor: float) -> float:
    return means(factor)[perspective]


def _solved(perspective: str, mean_value: Callable[[float], float]) -> BreakEven:
    grid = np.concatenate([[0.0], np.geomspace(0.25, SEARCHED_UP_TO, GRID)])
    values: list[float] = []
    for position, factor in enumerate(grid):
        values.append(mean_value(float(factor)))
        if position and values[-2] < 0 <= values[-1]:
            root = brentq(mean_value, float(grid[position - 1]), float(factor), xtol=PRECISION)
            return BreakEven(perspective, float(root), SEARCHED_UP_TO)
        if not position and values[0] >= 0:
            return BreakEven(perspective, 0.0, SEARCHED_UP_TO)
    return BreakEven(perspective, None, SEARCHED_UP_TO)
