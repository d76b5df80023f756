"""The value at which a plan just pays back, draw by draw, where there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import elementwise

from costmodel.errors import ModelError
from costmodel.uncertainty.summary import INTERVAL, summarise

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BreakEvenDraws:
    """Where each draw breaks even within the range searched.

    Parameters
    ----------
    roots : ndarray of shape (n_draws,)
        Value with a net result of 0; not a number where there is none. [unit of the value]
    always, never : ndarray of shape (n_draws,)
        Whether the net result is above 0, or below 0, at both ends. [true or false]
    low, high : float
        Ends of the range searched. [unit of the value]
    """

    roots: Floats
    always: NDArray[np.bool_]
    never: NDArray[np.bool_]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """The break-even value among the draws that have one. [unit of the value]"""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BreakEvenSummary:
    """What the draws say of the break-even value.

    ``threshold`` is ``None`` where no draw has one. The three shares make 1: draws that break
    even within the range, that pay back all over it, and that nowhere do. [share]
    """

    threshold: Threshold | None
    share_found: float
    share_always: float
    share_never: float


def break_even_draws(
    net: Callable[[Floats], Floats], low: float, *, high: float, n_draws: int
) -> BreakEvenDraws:
    """Return for each draw the value with a net result of 0.

    Parameters
    ----------
    net : callable
        Takes an ndarray of shape (n_draws,), one value for each draw, and returns the net result
        of each draw at its own value. Continuous; with one root in the range, as where it rises
        or falls all over it, the root is that one, with several it is one of them. [zł]
    low, high : float
        Ends of the range searched, for every draw. [unit of the value]
    n_draws : int
        Number of draws.

    Returns
    -------
    BreakEvenDraws
        A net result of exactly 0 at an end makes the end the root.

    Raises
    ------
    ModelError
        If ``low`` is not below ``high``, or a net result at an end has another shape or is not
        finite, or one within is not.

    Notes
    -----
    Each draw is bracketed by the ends of the range, and solved by Chandrupatla's method to the
    last digits.

    References
    ----------
    .. [1] Chandrupatla (1997), Advances in Engineering Software 28(3), pp. 145–149.

    Examples
    --------
    >>> saving, cost = np.array([2.0, 1.0, 0.1]), np.array([1.0, 3.0, 9.0])
    >>> found = break_even_draws(lambda x: x * saving - cost, 0.0, high=20.0, n_draws=3)
    >>> found.roots, found.never
    (array([0.5, 3. , nan]), array([False, False,  True]))
    """
    if not (np.isfinite([low, high]).all() and low < high and n_draws > 0):
        raise ModelError(
            f"the range from {low:g} to {high:g} with {n_draws} draws cannot be searched: give "
            "finite ends, the lower first, and a draw at least."
        )
    at_low, at_high = (_at_end(net, end, n_draws=n_draws) for end in (low, high))

    def some(values: Floats, draws: NDArray[np.float64]) -> Floats:
        """Return the net result of those draws that are still searched."""
        chosen = draws.astype(np.intp)
        whole = np.full(n_draws, low)
        whole[chosen] = values
        return np.asarray(net(whole)[chosen], dtype=np.float64)

    ends = (np.full(n_draws, low), np.full(n_draws, high))
    found = elementwise.find_root(some, ends, args=(np.arange(n_draws, dtype=np.float64),))
    always, never = (at_low > 0) & (at_high > 0), (at_low < 0) & (at_high < 0)
    lost = np.flatnonzero(~(always | never) & ~found.success)
    if lost.size:
        raise ModelError(
            f"draw {lost[0]} has no end of its search between {low:g} and {high:g}, and "
            f"{lost.size - 1} others: the net result must be finite all over the range. Correct "
            "the function or the range."
        )
    return BreakEvenDraws(np.asarray(found.x, dtype=np.float64), always, never, low, high)


def summarise_break_even(found: BreakEvenDraws, *, interval: float = INTERVAL) -> BreakEvenSummary:
    """Return median and interval among the draws that break even, and how many do.

    Examples
    --------
    >>> nowhere = break_even_draws(lambda x: -1.0 - x, 0.0, high=5.0, n_draws=4)
    >>> summarise_break_even(nowhere)
    BreakEvenSummary(threshold=None, share_found=0.0, share_always=0.0, share_never=1.0)
    """
    has = np.isfinite(found.roots)
    threshold = None
    if has.any():
        told = summarise(found.roots[has], interval=interval)
        threshold = Threshold(float(told.median), float(told.low), float(told.high))
    return BreakEvenSummary(
        threshold, float(has.mean()), float(found.always.mean()), float(found.never.mean())
    )


def _at_end(net: Callable[[Floats], Floats], end: float, *, n_draws: int) -> Floats:
    result = np.asarray(net(np.full(n_draws, end)), dtype=np.float64)
    if result.shape != (n_draws,) or not np.isfinite(result).all():
        raise ModelError(
            f"the net result at {end:g} has shape {result.shape} and "
            f"{np.count_nonzero(~np.isfinite(result))} numbers that are not finite: it must have "
            f"{n_draws} finite ones. Correct the function or the range."
        )
    return result
