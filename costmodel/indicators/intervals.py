"""Intervals of rates and shares: how far chance alone could have moved a small count."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import gamma, norm

from costmodel.errors import ModelError
from costmodel.indicators.catalogue import Catalogue, default_catalogue
from costmodel.indicators.small_numbers import SmallNumbers, default_small_numbers

Floats = NDArray[np.float64]


def wilson_interval(count: ArrayLike, total: ArrayLike, *, level: float) -> tuple[Floats, Floats]:
    r"""Return the score interval of a share.

    Parameters
    ----------
    count, total : array_like of shape (n,)
        How many of how many. [things counted]
    level : float
        Confidence level, between 0 and 1. [share]

    Returns
    -------
    low, high : ndarray of shape (n,)
        Within 0 and 1; NaN where the total is 0 or unknown. [share]

    Raises
    ------
    ModelError
        If a count is negative or above its total, or the level is no share.

    Notes
    -----
    .. math:: \frac{p + z^2/2n \pm z\sqrt{p(1-p)/n + z^2/4n^2}}{1 + z^2/n}

    References
    ----------
    .. [1] Brown, Cai and DasGupta (2001), Statistical Science 16(2), 101–133.

    Examples
    --------
    >>> low, high = wilson_interval([0, 5], [10, 10], level=0.95)
    >>> low.round(3), high.round(3)
    (array([0.   , 0.237]), array([0.278, 0.763]))
    """
    k, n = _shares(count, total, level)
    z = float(norm.ppf(0.5 + level / 2))
    share = k / n
    middle = share + z**2 / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    return np.clip((middle - half) / scale, 0, 1), np.clip((middle + half) / scale, 0, 1)


def rate_interval(count: ArrayLike, exposure: ArrayLike, *, level: float) -> tuple[Floats, Floats]:
    r"""Return the exact Poisson interval of a rate.

    Parameters
    ----------
    count : array_like of shape (n,)
        Events or persons. [things counted]
    exposure : array_like of shape (n,)
        Among how many. [persons, thousands of them, …]
    level : float
        Confidence level, between 0 and 1. [share]

    Returns
    -------
    low, high : ndarray of shape (n,)
        NaN where the exposure is 0 or unknown. [count per unit of exposure]

    Raises
    ------
    ModelError
        If a count or an exposure is negative, or the level is no share.

    Notes
    -----
    Quantiles of :math:`\Gamma(k)` and :math:`\Gamma(k + 1)` over the exposure; 0 below when
    nothing was counted.

    References
    ----------
    .. [1] Garwood (1936), Biometrika 28(3/4), 437–442.

    Examples
    --------
    >>> low, high = rate_interval([0, 10], [1.0, 1.0], level=0.95)
    >>> low.round(3), high.round(3)
    (array([0.   , 4.795]), array([ 3.689, 18.39 ]))
    """
    _fail_if_no_level(level)
    k, e = np.asarray(count, dtype=np.float64), np.asarray(exposure, dtype=np.float64)
    if (k < 0).any() or (e < 0).any():
        raise ModelError(
            f"a count is {np.nanmin(k):g} and an exposure {np.nanmin(e):g}: both must not be "
            "negative. A balance (of migration) has no Poisson interval."
        )
    e = np.where(e > 0, e, np.nan)
    tail = (1 - level) / 2
    low = np.where(k == 0, 0.0, gamma.ppf(tail, np.where(k == 0, 1.0, k)))
    return low / e, gamma.ppf(1 - tail, k + 1) / e


def with_intervals(
    values: pd.DataFrame,
    *,
    catalogue: Catalogue | None = None,
    rule: SmallNumbers | None = None,
) -> pd.DataFrame:
    """Return the table of indicators with an interval where the count is small.

    Parameters
    ----------
    values : DataFrame
        As :func:`costmodel.indicators.compute.compute_indicators` returns it.
    catalogue : Catalogue, optional
        Says which interval an indicator takes; by default the one shipped.
    rule : SmallNumbers, optional
        Up to which count, and of which level; by default the rule shipped.

    Returns
    -------
    DataFrame
        ``values`` with ``low``, ``high`` [``unit``] and ``method`` (``Wilson``, ``Poisson`` or
        empty). For a share the smaller of the count and of those left counts. A share whose
        count exceeds its total is none: it stays without interval.
    """
    catalogue = catalogue or default_catalogue()
    rule = rule or default_small_numbers()
    kinds = {indicator.id: indicator.interval for indicator in catalogue.indicators}
    multiples = {indicator.id: indicator.multiplier for indicator in catalogue.indicators}
    kind = values["indicator"].map(kinds)
    k = values["numerator"].to_numpy(dtype=np.float64)
    n = values["denominator"].to_numpy(dtype=np.float64)
    multiplier = values["indicator"].map(multiples).to_numpy(dtype=np.float64)
    low, high = np.full(len(values), np.nan), np.full(len(values), np.nan)
    share = (kind == "share").to_numpy() & (np.fmin(k, n - k) <= rule.interval_up_to) & (k <= n)
    rate = (kind == "rate").to_numpy() & (k <= rule.interval_up_to)
    for chosen, interval in ((share, wilson_interval), (rate, rate_interval)):
        ends = interval(k[chosen], n[chosen], level=rule.interval_level)
        low[chosen], high[chosen] = (end * multiplier[chosen] for end in ends)
    method = np.where(share, "Wilson", np.where(rate, "Poisson", ""))
    return values.assign(low=low, high=high, method=method)


def _shares(count: ArrayLike, total: ArrayLike, level: float) -> tuple[Floats, Floats]:
    _fail_if_no_level(level)
    k, n = np.asarray(count, dtype=np.float64), np.asarray(total, dtype=np.float64)
    if (k < 0).any() or (k > n).any():
        row = int(np.argmax((k < 0) | (k > n)))
        raise ModelError(
            f"count {k.flat[row]:g} of total {n.flat[row]:g} is no share: a count must lie "
            "between 0 and its total. Take the interval of a rate."
        )
    return k, np.where(n > 0, n, np.nan)


def _fail_if_no_level(level: float) -> None:
    if not 0 < level < 1:
        raise ModelError(f"level is {level:g}: it must lie between 0 and 1, for example 0.95.")
