"""A share learned from counts: how many of those observed had the thing that is counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
JEFFREYS = 0.5
"""Added to each count: the prior that does not depend on the scale on which a share is told."""


def share_fault(successes: float | None, trials: float | None) -> str:
    """Say what is wrong with counts, or nothing.

    Examples
    --------
    >>> share_fault(3, 2)
    'has 3 successes of 2 trials: there cannot be more. Correct them.'
    """
    if successes is None or trials is None:
        return "needs 'successes' and 'trials': give both."
    if not (float(successes).is_integer() and float(trials).is_integer()):
        return f"has {successes:g} successes of {trials:g} trials: counts must be whole."
    if trials < 1 or successes < 0:
        return f"has {successes:g} successes of {trials:g} trials: count at least one trial."
    if successes > trials:
        return (
            f"has {successes:g} successes of {trials:g} trials: there cannot be more. Correct them."
        )
    return ""


def share_mean(successes: float, trials: float) -> float:
    """Return the expected share. [share]

    Examples
    --------
    >>> share_mean(0, 9)
    0.05
    """
    return (successes + JEFFREYS) / (trials + 2 * JEFFREYS)


def share_quantile(successes: float, trials: float, *, probability: Floats) -> Floats:
    r"""Return the share below which the true one lies with ``probability``.

    Parameters
    ----------
    successes, trials : float
        Whole numbers, :math:`0 \le s \le n`. [persons]
    probability : ndarray of any shape
        Between 0 and 1. [probability]

    Returns
    -------
    ndarray of the same shape
        [share]

    Notes
    -----
    The posterior under the prior of Jeffreys, Beta(½, ½):

    .. math:: p \mid s, n \sim \mathrm{Beta}(s + \tfrac12,\; n - s + \tfrac12)

    A count of none of n leaves a share above 0 possible, and of all of n one below 1.

    References
    ----------
    .. [1] Jeffreys (1961), Theory of Probability, 3rd ed., sec. 3.10 (the prior).
    .. [2] Brown, Cai, DasGupta (2001), Statistical Science 16(2), sec. 3.1.3 (its intervals).

    Examples
    --------
    >>> share_quantile(0, 9, probability=np.array([0.025, 0.975])).round(3)
    array([0.   , 0.238])
    """
    return np.asarray(
        stats.beta.ppf(probability, successes + JEFFREYS, trials - successes + JEFFREYS),
        dtype=np.float64,
    )
