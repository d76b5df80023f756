"""How far outcomes stray from a forecast, by years ahead, learned from the back-test."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]


def spread_by_horizon(log_errors: Floats, logs: Floats, *, horizon: int, level: float) -> Floats:
    r"""Return the spread of the log of the outcome 1 … ``horizon`` years ahead.

    Parameters
    ----------
    log_errors : ndarray of shape (n_origins, n_tried)
        Back-test errors by years ahead, NaN where unknown. [log units]
    logs : ndarray of shape (n_years,)
        The whole history. [log units]
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

    a and b come from mean squares :math:`(n e_h^2 + k v_h) / (n + k)`: e the back-test errors
    around **zero** (bias widens the interval), v the mean square of the h-year changes in the whole
    history, k the history weight of the settings. The model was chosen for its small errors in
    few and mostly recent years; the whole history says how far such a series can move, also
    away from a trend that stops. b is kept within the bounds of the settings. c lifts the normal
    to the Student t with n + k − 1 degrees at 80 %. The spread is never below
    :math:`\sqrt{h/N}`, the chance variation of a count N.
    """
    settings = default_settings()
    counts = np.isfinite(log_errors).sum(axis=0)
    weights = counts + settings.history_weight
    ahead = np.arange(1, log_errors.shape[1] + 1)
    squares = np.nansum(log_errors**2, axis=0)
    squares += settings.history_weight * change_squares(logs, n_horizons=len(ahead))
    floor = chance_spread(level, horizon)
    rms = np.sqrt(squares / weights)
    moved = rms > 0
    if not moved.any():
        return floor
    ahead, rms, weights = ahead[moved], rms[moved], weights[moved]
    power = settings.spread_growth
    if len(ahead) >= int(settings.min_origins):
        power = float(np.polyfit(np.log(ahead), np.log(rms), 1, w=np.sqrt(weights))[0])
        power = float(np.clip(power, settings.spread_growth_low, settings.spread_growth_high))
    base = float(np.sqrt(np.average((rms / ahead**power) ** 2, weights=weights)))
    lift = _student_over_normal(float(weights.max()))
    return _at_least(lift * base * _powers(horizon, power), floor)


def change_squares(logs: Floats, *, n_horizons: int) -> Floats:
    """Return the mean square of the changes over 1 … ``n_horizons`` years in the history.

    Examples
    --------
    >>> change_squares(np.array([0.0, 1.0, 0.0, 1.0]), n_horizons=2).round(3)
    array([1., 0.])
    """
    spans = range(1, n_horizons + 1)
    return np.array([float(np.mean((logs[span:] - logs[:-span]) ** 2)) for span in spans])


def assumed_spread(horizon: int, *, level: float) -> Floats:
    """Return the wide spread of a series too short for a back-test.

    Examples
    --------
    >>> assumed_spread(3, level=1000.0).round(2)
    array([0.25, 0.38, 0.48])
    """
    settings = default_settings()
    spread = settings.short_series_spread * _powers(horizon, settings.spread_growth)
    return _at_least(spread, chance_spread(level, horizon))


def chance_spread(level: float, horizon: int) -> Floats:
    """Return the chance variation of a count, the least spread there is.

    Examples
    --------
    >>> chance_spread(100.0, 2).round(3)
    array([0.1  , 0.141])
    """
    return np.asarray(np.sqrt(np.arange(1, horizon + 1) / max(level, 1.0)), dtype=np.float64)


def _at_least(spread: Floats, floor: Floats) -> Floats:
    return np.asarray(np.maximum(spread, floor), dtype=np.float64)


def _powers(horizon: int, power: float) -> Floats:
    return np.asarray(np.arange(1, horizon + 1, dtype=np.float64) ** power, dtype=np.float64)


def _student_over_normal(n_known: float) -> float:
    upper = 0.9  # the upper end of the 80 % interval, at which the two are matched
    return float(stats.t.ppf(upper, max(n_known - 1, 1)) / stats.norm.ppf(upper))
