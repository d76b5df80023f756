"""How far outcomes stray from a forecast, by years ahead: the panel's growth, the series' scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]


def spreads(logs: Floats, *, horizon: int, levels: Floats, one_year: float | None = None) -> Floats:
    r"""Return the spread of the log of the outcome 1 … ``horizon`` years ahead.

    Parameters
    ----------
    logs : ndarray of shape (n_series, n_years)
        The whole histories. [log units]
    horizon : int
        Years ahead asked for.
    levels : ndarray of shape (n_series,)
        Last known values, for the least spread of a count. [persons]
    one_year : float, optional
        One-year spread of the panel; by default that of the settings. [log units]

    Returns
    -------
    ndarray of shape (n_series, horizon)
        Standard deviation, growing with every year. [log units]

    Notes
    -----
    .. math:: s_{ih} = \sigma h^{b} \sqrt{\frac{n r_i^2 + k}{n + k}}, \qquad
        r_i^2 = \frac1H \sum_{h \le H} \frac{v_{ih}}{\sigma^2 h^{2b}}

    σ and b are the one-year spread and its growth in all gminas of the panel; v the mean square
    of the h-year changes in the series' own history (around **zero**, so that a trend that may
    stop widens the interval); n the years of the history, k the weight of the panel: a short
    series borrows its scale, a long one has its own. b was set on the panel so that intervals
    hold as often at one year as at ten. The spread is never below :math:`\sqrt{h/N}`, the
    chance variation of a count N.

    References
    ----------
    .. [1] Efron and Morris (1975), JASA 70, p. 311 (the weight of own and common).
    """
    settings = default_settings()
    sigma = settings.panel_spread if one_year is None else one_year
    n_years = logs.shape[1]
    reach = min(int(settings.scale_horizons), n_years // 2)
    common = (sigma * _powers(reach)) ** 2
    scale = np.mean(change_squares(logs, n_horizons=reach) / common, axis=1)
    weight = settings.panel_weight
    own = np.sqrt((n_years * scale + weight) / (n_years + weight))
    return _at_least(sigma * own[:, None] * _powers(horizon), chance_spread(levels, horizon))


def one_year_spread(logs: Floats) -> float:
    r"""Return the one-year spread of a panel, from its changes over 1 … H years.

    Parameters
    ----------
    logs : ndarray of shape (n_series, n_years)

    Notes
    -----
    .. math:: \sigma = \sqrt{\frac1H \sum_{h \le H} \bar v_h / h^{2b}}

    Examples
    --------
    >>> one_year_spread(np.array([[0.0, 0.2, 0.0, 0.2]])).__round__(3)
    0.141
    """
    reach = min(int(default_settings().scale_horizons), logs.shape[1] // 2)
    squares = change_squares(logs, n_horizons=reach).mean(axis=0)
    return float(np.sqrt(np.mean(squares / _powers(reach) ** 2)))


def change_squares(logs: Floats, *, n_horizons: int) -> Floats:
    """Return the mean square of the changes over 1 … ``n_horizons`` years in each history.

    Examples
    --------
    >>> change_squares(np.array([[0.0, 1.0, 0.0, 1.0]]), n_horizons=2).round(3)
    array([[1., 0.]])
    """
    spans = range(1, n_horizons + 1)
    squares = [np.mean((logs[:, span:] - logs[:, :-span]) ** 2, axis=1) for span in spans]
    return np.stack(squares, axis=1)


def assumed_spread(levels: Floats, *, horizon: int) -> Floats:
    """Return the wide spread of series too short for a back-test.

    Examples
    --------
    >>> assumed_spread(np.array([1000.0]), horizon=3).round(2)
    array([[0.25, 0.42, 0.57]])
    """
    spread = default_settings().short_series_spread * _powers(horizon)
    return _at_least(np.tile(spread, (len(levels), 1)), chance_spread(levels, horizon))


def chance_spread(levels: Floats, horizon: int) -> Floats:
    """Return the chance variation of counts, the least spread there is.

    Examples
    --------
    >>> chance_spread(np.array([100.0]), 2).round(3)
    array([[0.1  , 0.141]])
    """
    years = np.arange(1, horizon + 1)
    return np.asarray(np.sqrt(years / np.maximum(levels, 1.0)[:, None]), dtype=np.float64)


def _at_least(spread: Floats, floor: Floats) -> Floats:
    return np.asarray(np.maximum(spread, floor), dtype=np.float64)


def _powers(horizon: int) -> Floats:
    years = np.arange(1, horizon + 1, dtype=np.float64)
    return np.asarray(years ** default_settings().spread_growth, dtype=np.float64)
