"""Whether the draws are enough: how far their mean is from settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError

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


@dataclass(frozen=True, slots=True)
class ReplicatedMean:
    """The mean of several independent runs, and its error. [unit of the result]

    ``error`` is the standard error of ``mean``, which is that of all runs; ``error_of_one`` is
    that of the mean of a single run, which is what a study prints.
    """

    mean: float
    error: float
    error_of_one: float
    n_runs: int


def replicated_mean(run: Callable[[int], Floats], *, seeds: Sequence[int]) -> ReplicatedMean:
    r"""Return the mean over runs that differ by their seed alone.

    Parameters
    ----------
    run : callable
        Takes a seed, returns the result in its draws, an ndarray of shape (n_draws,).
    seeds : sequence of int
        Two or more, each once.

    Raises
    ------
    ModelError
        If there are fewer than two seeds, or one stands twice.

    Notes
    -----
    Scrambled Sobol' points of one run are not independent of each other, so that the deviation of
    its draws says too much; runs under different scrambles are. With R runs of mean
    :math:`\bar y_r`:

    .. math:: SE = \sqrt{\frac{1}{R(R-1)} \sum_r (\bar y_r - \bar y)^2}

    Of few runs the error itself is uncertain: of 8, by a quarter of it.

    References
    ----------
    .. [1] Owen (1997), SIAM Journal on Numerical Analysis 34(5), sec. 1 (replicated nets).

    Examples
    --------
    >>> replicated_mean(lambda seed: np.array([seed, seed + 2.0]), seeds=(1, 3))
    ReplicatedMean(mean=3.0, error=1.0, error_of_one=1.4142135623730951, n_runs=2)
    """
    if len(seeds) < 2 or len(set(seeds)) < len(seeds):
        raise ModelError(f"seeds are {list(seeds)}: there must be two or more, each once.")
    means = np.array([float(run(seed).mean()) for seed in seeds])
    one = float(means.std(ddof=1))
    return ReplicatedMean(float(means.mean()), one / len(seeds) ** 0.5, one, len(seeds))


def is_settled(error: float, *, low: float, high: float, tolerance: float) -> bool:
    """Return whether the error of a mean is no more than a part of the width of the interval.

    Parameters
    ----------
    error : float
        Standard error of the mean; not a number where one draw tells none. [unit of the result]
    low, high : float
        Ends of the interval that is printed. [unit of the result]
    tolerance : float
        Part of the width that is borne. [share]

    Examples
    --------
    >>> is_settled(2.0, low=0.0, high=100.0, tolerance=0.05)
    True
    >>> is_settled(float("nan"), low=0.0, high=100.0, tolerance=0.05)
    False
    """
    return bool(error_against_width(error, low, high) <= tolerance)
