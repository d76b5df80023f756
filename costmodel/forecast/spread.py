"""How far outcomes stray from a forecast, by years ahead, learned from the back-test."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]


def spread_by_horizon(log_errors: Floats, horizon: int, *, level: float) -> Floats:
    r"""Return the spread of the log of the outcome 1 … ``horizon`` years ahead.

    Parameters
    ----------
    log_errors : ndarray of shape (n_origins, n_tried)
        Back-test errors by years ahead, NaN where unknown. [log units]
    horizon : int
        Years ahead asked for, also beyond those tried.
    level : float
        Last known value of the series, for the least spread of a count. [persons]

    Returns
    -------
    ndarray of shape (horizon,)
        Standard deviation, growing with every year. [log units]

    Notes
    -----
    .. math:: s_h = c \cdot a \cdot h^{b}

    a and b come from the root mean squares of the errors around **zero** (bias widens the
    interval), each horizon weighted by its number of origins; b is kept within the bounds of
    the settings. Few origins make the estimate unsure: c lifts the normal to the Student t with
    n − 1 degrees at 80 %. The spread is never below :math:`\sqrt{h/N}`, the chance variation of
    a count N.
    """
    settings = default_settings()
    squares = np.nansum(log_errors**2, axis=0)
    counts = np.isfinite(log_errors).sum(axis=0)
    ahead = np.arange(1, log_errors.shape[1] + 1)
    known = (counts > 0) & (squares > 0)
    floor = chance_spread(level, horizon)
    if not known.any():
        return floor
    rms = np.sqrt(squares[known] / counts[known])
    power, base = settings.spread_growth, 0.0
    if known.sum() >= int(settings.min_origins):
        power = float(np.polyfit(np.log(ahead[known]), np.log(rms), 1, w=np.sqrt(counts[known]))[0])
        power = float(np.clip(power, settings.spread_growth_low, settings.spread_growth_high))
    base = float(np.sqrt(np.average((rms / ahead[known] ** power) ** 2, weights=counts[known])))
    unsure = _student_over_normal(int(counts.max()))
    return np.maximum(unsure * base * np.arange(1, horizon + 1) ** power, floor)


def assumed_spread(horizon: int, *, level: float) -> Floats:
    """Return the wide spread of a series too short for a back-test.

    Examples
    --------
    >>> assumed_spread(3, level=1000.0).round(2)
    array([0.25, 0.38, 0.48])
    """
    settings = default_settings()
    spread = settings.short_series_spread * np.arange(1, horizon + 1) ** settings.spread_growth
    return np.maximum(spread, chance_spread(level, horizon))


def chance_spread(level: float, horizon: int) -> Floats:
    """Return the chance variation of a count, the least spread there is.

    Examples
    --------
    >>> chance_spread(100.0, 2).round(3)
    array([0.1  , 0.141])
    """
    return np.asarray(np.sqrt(np.arange(1, horizon + 1) / max(level, 1.0)), dtype=np.float64)


def _student_over_normal(n_origins: int) -> float:
    degrees = max(n_origins - 1, 1)
    upper = 0.9  # the upper end of the 80 % interval, at which the two are matched
    return float(stats.t.ppf(upper, degrees) / stats.norm.ppf(upper))
