"""Let small places borrow strength from their peers, and tell how much they borrowed."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from costmodel.calibration.overdispersion import rate_weight, share_weight
from costmodel.calibration.settings import calibration_settings
from costmodel.units import PERCENT

Floats = NDArray[np.float64]
MOST_CASES = 1e6
"""Where places differ by no more than chance, the common value weighs this many cases."""


def shrunk_shares(counts: pd.Series[float], trials: pd.Series[float]) -> pd.DataFrame:
    r"""Return the share of each place, drawn towards that of all.

    Parameters
    ----------
    counts, trials : Series of shape (n_places,)
        Same index: cases [persons] out of how many [persons].

    Returns
    -------
    DataFrame
        Index of the places: ``own`` (NaN without trials), ``estimate``, ``low``, ``high`` [share]
        and ``weight_of_peers`` [share].

    Notes
    -----
    .. math:: p_i \sim \mathrm{Beta}(x_i + K p, \; n_i - x_i + K (1 - p)), \qquad
        w_i = K / (n_i + K)

    with p the share of all and K from :func:`costmodel.calibration.overdispersion.share_weight`.
    The interval is that of the settings and does not hold the uncertainty of p and K.

    References
    ----------
    .. [1] Casella (1985), American Statistician 39, p. 83 (empirical Bayes).

    Examples
    --------
    >>> shrunk = shrunk_shares(pd.Series([0.0, 40, 90]), pd.Series([4.0, 100, 200]))
    >>> bool(0 < shrunk["estimate"][0] < shrunk["estimate"][1])
    True
    """
    x, n = _floats(counts), _floats(trials)
    weight = min(share_weight(np.stack([x, n - x], axis=1)), MOST_CASES)
    common = x.sum() / n.sum()
    alpha, beta = x + weight * common, n - x + weight * (1 - common)
    upper = 0.5 + calibration_settings().interval / 2
    return _shrunk(
        counts.index,
        own=np.divide(x, n, out=np.full_like(x, np.nan), where=n > 0),
        estimate=alpha / (alpha + beta),
        low=stats.beta.ppf(1 - upper, alpha, beta),
        high=stats.beta.ppf(upper, alpha, beta),
        weight=weight / (n + weight),
    )


def shrunk_rates(events: pd.Series[float], exposure: pd.Series[float]) -> pd.DataFrame:
    r"""Return the rate of each place, drawn towards that of all.

    Parameters
    ----------
    events, exposure : Series of shape (n_places,)
        Same index: cases [persons] among inhabitants [persons].

    Returns
    -------
    DataFrame
        As :func:`shrunk_shares`; rates are cases per unit of exposure.

    Notes
    -----
    .. math:: \lambda_i \sim \mathrm{Gamma}(x_i + K m, \; e_i + K), \qquad w_i = K / (e_i + K)

    with m the rate of all and K from :func:`costmodel.calibration.overdispersion.rate_weight`.
    """
    x, e = _floats(events), _floats(exposure)
    common = x.sum() / e.sum()
    weight = min(rate_weight(x, e), MOST_CASES / common)
    shape, rate = x + weight * common, e + weight
    upper = 0.5 + calibration_settings().interval / 2
    return _shrunk(
        events.index,
        own=np.divide(x, e, out=np.full_like(x, np.nan), where=e > 0),
        estimate=shape / rate,
        low=stats.gamma.ppf(1 - upper, shape, scale=1 / rate),
        high=stats.gamma.ppf(upper, shape, scale=1 / rate),
        weight=weight / (e + weight),
    )


def peer_row(counts: Floats) -> Floats:
    """Return the moves that peers add to a row of a gmina's own.

    Parameters
    ----------
    counts : ndarray of shape (n_places, n_targets)
        Moves of peers out of one state. [persons]

    Returns
    -------
    ndarray of shape (n_targets,)
        Share of all peers times the cases it is worth, at most as many as the peers have
        between them. [persons]

    Examples
    --------
    >>> peer_row(np.array([[50.0, 50.0], [50.0, 50.0]])).tolist()
    [100.0, 100.0]
    """
    weight = min(share_weight(counts), float(counts.sum()))
    return np.asarray(weight * counts.sum(axis=0) / counts.sum(), dtype=np.float64)


def borrowed_told(weight_of_peers: float, *, place: str) -> str:
    """Return how much a place borrowed, as a sentence in Polish.

    Examples
    --------
    >>> borrowed_told(0.62, place="Szczecinek")
    'Szczecinek: 62% oceny pochodzi z gmin porównawczych, 38% z własnych liczb.'
    """
    peers = round(PERCENT * weight_of_peers)
    return (
        f"{place}: {peers}% oceny pochodzi z gmin porównawczych, {100 - peers}% z własnych liczb."
    )


def _floats(column: pd.Series[float]) -> Floats:
    return np.asarray(column, dtype=np.float64)


def _shrunk(
    index: pd.Index, *, own: Floats, estimate: Floats, low: Floats, high: Floats, weight: Floats
) -> pd.DataFrame:
    columns = {"own": own, "estimate": estimate, "low": low, "high": high}
    return pd.DataFrame({**columns, "weight_of_peers": weight}, index=index)
