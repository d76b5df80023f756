"""The candidate models of short yearly series, each a function from logs to logs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]
Path = Callable[[Floats, int], Floats]
GRID = np.linspace(0.05, 1.0, 20)
"""Weights of the newest year that the smoothers try, from almost none to all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way of forecasting many series of the same years at once.

    ``path(logs, horizon)`` takes logs of shape (n_series, n_years) and returns logs of shape
    (n_series, horizon). ``label`` is Polish.
    """

    name: str
    label: str
    path: Path


def naive(logs: Floats, horizon: int) -> Floats:
    """Return the last value, repeated.

    Examples
    --------
    >>> naive(np.array([[1.0, 3.0]]), 2)
    array([[3., 3.]])
    """
    return np.repeat(logs[:, -1:], horizon, axis=1)


def drift(logs: Floats, horizon: int) -> Floats:
    """Return the line through the first and the last value: ARIMA(0,1,0) with drift, solved.

    Examples
    --------
    >>> drift(np.array([[1.0, 5.0, 3.0]]), 2)
    array([[4., 5.]])
    """
    slope = (logs[:, -1:] - logs[:, :1]) / (logs.shape[1] - 1)
    return np.asarray(logs[:, -1:] + slope * np.arange(1, horizon + 1), dtype=np.float64)


def robust(logs: Floats, horizon: int) -> Floats:
    r"""Return a damped Theil–Sen trend of the last years, started at the last value.

    Notes
    -----
    .. math:: y_{T+h} = y_T + b \sum_{i=1}^{h} \varphi^i

    with b the median of all pairwise slopes in the window, φ the damping of the settings.

    References
    ----------
    .. [1] Sen (1968), JASA 63, p. 1379. Gardner and McKenzie (1985), Manag. Sci. 31, p. 1237.
    """
    settings = default_settings()
    recent = logs[:, -int(settings.robust_window) :]
    first, second = np.triu_indices(recent.shape[1], k=1)
    slopes = np.median((recent[:, second] - recent[:, first]) / (second - first), axis=1)
    return _faded(logs[:, -1], slopes, np.full(len(logs), settings.robust_damping), horizon)


def autoregression(logs: Floats, horizon: int) -> Floats:
    r"""Return ARIMA(1,1,0) of the logs: last year's change, fading.

    Notes
    -----
    Conditional least squares, which is solved: with :math:`d` the yearly changes

    .. math:: \varphi = \sum_t d_t d_{t-1} / \sum_t d_{t-1}^2

    kept within ± the ceiling of the settings, so that no change grows for ever. A series that
    never moved has φ = 0.
    """
    changes = np.diff(logs, axis=1)
    before, after = changes[:, :-1], changes[:, 1:]
    below = (before**2).sum(axis=1)
    phi = np.divide((before * after).sum(axis=1), below, out=np.zeros(len(logs)), where=below > 0)
    ceiling = default_settings().autoregression_ceiling
    return _faded(logs[:, -1], changes[:, -1], np.clip(phi, -ceiling, ceiling), horizon)


def exponential_smoothing(logs: Floats, horizon: int) -> Floats:
    """Return simple exponential smoothing, flat at the last level.

    The weight is the one of :data:`GRID` with the least squares one year ahead.
    """
    weights, none = GRID[:, None], np.zeros((1, 1))
    level, _, squares = smoothed(logs, weights, none, none)
    return np.repeat(_best(level, squares)[:, None], horizon, axis=1)


def damped_trend(logs: Floats, horizon: int) -> Floats:
    """Return Holt's damped trend of the logs, with the damping of the robust trend.

    The weights of level and trend are those of a grid with the least squares one year ahead.
    """
    level_weight, trend_weight = (w.ravel()[:, None] for w in np.meshgrid(GRID[1::2], GRID[1::2]))
    keep = np.full_like(level_weight, default_settings().robust_damping)
    level, trend, squares = smoothed(logs, level_weight, trend_weight, keep)
    damping = np.full(len(logs), default_settings().robust_damping)
    return _faded(_best(level, squares), _best(trend, squares), damping, horizon)


def average(logs: Floats, horizon: int) -> Floats:
    """Return the mean of naive, drift, robust and autoregression.

    References
    ----------
    .. [1] Bates and Granger (1969), Operational Research Quarterly 20, p. 451.
    .. [2] Genre et al. (2013), Int. J. Forecasting 29, p. 108: means are hard to beat.
    """
    parts = [path(logs, horizon) for path in (naive, drift, robust, autoregression)]
    return np.asarray(np.mean(parts, axis=0), dtype=np.float64)


def smoothed(
    logs: Floats, level_weight: Floats, trend_weight: Floats, keep: Floats
) -> tuple[Floats, Floats, Floats]:
    r"""Return last level, last trend and squared errors of exponential smoothing.

    Parameters
    ----------
    logs : ndarray of shape (n_series, n_years)
    level_weight, trend_weight, keep : ndarray of shape (n_tried, 1)
        α, β and the damping φ; β = φ = 0 leaves no trend.

    Returns
    -------
    level, trend, squares : ndarray of shape (n_tried, n_series)

    Notes
    -----
    .. math:: e_t = y_t - l - \varphi b, \quad l \leftarrow l + \varphi b + \alpha e_t, \quad
        b \leftarrow \varphi b + \alpha \beta e_t

    started at the first value and no trend.

    References
    ----------
    .. [1] Hyndman et al. (2008), Forecasting with Exponential Smoothing, table 2.2 (A, Ad, N).
    """
    shape = (len(level_weight), len(logs))
    level, trend = np.broadcast_to(logs[:, 0], shape), np.zeros(shape)
    squares = np.zeros(shape)
    for values in logs.T[1:]:
        ahead = level + keep * trend
        error = values - ahead
        squares = squares + error**2
        level = ahead + level_weight * error
        trend = keep * trend + level_weight * trend_weight * error
    return level, trend, squares


def _best(values: Floats, squares: Floats) -> Floats:
    return np.asarray(values[squares.argmin(axis=0), np.arange(values.shape[1])])


def _faded(last: Floats, change: Floats, keep: Floats, horizon: int) -> Floats:
    """Return the path from a last value whose yearly change fades by ``keep``."""
    fading = np.cumsum(keep[:, None] ** np.arange(1, horizon + 1), axis=1)
    return np.asarray(last[:, None] + change[:, None] * fading, dtype=np.float64)


CANDIDATES: tuple[Candidate, ...] = (
    Candidate("naive", "naiwna (ostatnia wartość)", naive),
    Candidate("drift", "stała roczna zmiana (ARIMA(0,1,0) z dryfem)", drift),
    Candidate("robust", "gasnący trend odporny (Theil–Sen)", robust),
    Candidate("ses", "proste wygładzanie wykładnicze", exponential_smoothing),
    Candidate("arima_110", "ARIMA(1,1,0) logarytmu", autoregression),
    Candidate("holt_damped", "wygładzanie Holta z gasnącym trendem", damped_trend),
    Candidate("average", "średnia czterech prostych prognoz", average),
)
"""All candidates: the flat copy, then single models, then their average."""
NAIVE, AVERAGE = "naive", "average"
