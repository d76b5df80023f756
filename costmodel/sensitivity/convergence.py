"""Whether the draws are enough: the mean after a part of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PARTS = (4, 2, 1)
"""The mean is shown after a quarter, a half and all of the draws."""


@dataclass(frozen=True, slots=True)
class RunningMean:
    """The mean of the first ``n_draws`` draws."""

    n_draws: int
    mean: float


def running_means(draws: Floats) -> tuple[RunningMean, ...]:
    """Return the mean of draws of shape (n_draws,) after each part of :data:`PARTS`.

    Examples
    --------
    >>> [(m.n_draws, m.mean) for m in running_means(np.array([4.0, 0.0, 2.0, 2.0]))]
    [(1, 4.0), (2, 2.0), (4, 2.0)]
    """
    sizes = [max(1, draws.size // part) for part in PARTS]
    return tuple(RunningMean(n, float(draws[:n].mean())) for n in sizes)


def error_against_width(error: float, low: float, high: float) -> float:
    """Return the error of a mean as a part of the width of the interval. [share]

    Zero where the interval has no width: then nothing is uncertain.

    Examples
    --------
    >>> error_against_width(2.0, 0.0, 100.0), error_against_width(0.0, 5.0, 5.0)
    (0.02, 0.0)
    """
    return error / (high - low) if high > low else 0.0
