"""What many draws say together: centre, interval, error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]
INTERVAL = 0.8
"""Level of the printed intervals: 8 of 10 runs fall inside."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Centre and interval of draws, each an array without the draw axis."""

    mean: Floats
    median: Floats
    low: Floats
    high: Floats


def summarise(draws: Floats, *, interval: float = INTERVAL) -> Summary:
    """Return mean, median and the central interval over the first axis.

    Parameters
    ----------
    draws : ndarray of shape (n_draws, ...)
        Any quantity.
    interval : float
        Level of the interval. [share]

    Examples
    --------
    >>> s = summarise(np.arange(101.0), interval=0.8)
    >>> float(s.low.round(6)), float(s.median), float(s.high.round(6))
    (10.0, 50.0, 90.0)
    """
    if not 0 < interval < 1:
        raise ModelError(f"interval is {interval:g}: it must lie between 0 and 1, e.g. 0.8.")
    tail = (1 - interval) / 2
    low, median, high = np.quantile(draws, [tail, 0.5, 1 - tail], axis=0)
    return Summary(np.asarray(draws.mean(axis=0)), median, low, high)


def monte_carlo_error(draws: Floats) -> float:
    """Return the standard error of the mean of independent ``draws`` of shape (n_draws,).

    With Sobol' points the true error is smaller: this is an upper guide.

    Examples
    --------
    >>> round(monte_carlo_error(np.array([1.0, 3.0])), 3)
    1.0
    """
    if draws.size < 2:
        return float("nan")
    return float(draws.std(ddof=1) / np.sqrt(draws.size))


def probability_positive(draws: Floats) -> float:
    """Return the share of ``draws`` above zero. [share]

    Examples
    --------
    >>> probability_positive(np.array([-1.0, 0.0, 2.0, 3.0]))
    0.5
    """
    return float((draws > 0).mean())
