"""Draw the change that a small series forecasts towards the change forecast in its peers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.forecast.forecast import Forecast
from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]


def own_weights(last: Floats) -> Floats:
    r"""Return the weight of the own change of series that end at these counts.

    Parameters
    ----------
    last : ndarray of shape (n_series,)
        Last known counts. [persons]

    Returns
    -------
    ndarray of shape (n_series,)
        1 where the count is not small. [share]

    Notes
    -----
    .. math:: w = N / (N + K) \text{ where } N < N_0, \text{ else } 1

    K and N₀ are ``peer_weight`` and ``borrow_below`` of the settings, set on the panel: see
    ``alone_error`` in ``forecast_coverage.toml``.

    References
    ----------
    .. [1] Efron and Morris (1975), JASA 70, p. 311 (the weight of own and common).

    Examples
    --------
    >>> own_weights(np.array([50.0, 5000.0])).tolist()
    [0.2, 1.0]
    """
    settings = default_settings()
    return np.where(last < settings.borrow_below, last / (last + settings.peer_weight), 1.0)


def with_change_of_peers(forecast: Forecast, changes: Floats) -> Forecast:
    r"""Return a forecast whose change is drawn towards that of peers.

    Parameters
    ----------
    forecast : Forecast
        Of the place's own series alone.
    changes : ndarray of shape (n_peers, n_years)
        Changes of the log that the forecasts of peers show, since the last year that the place
        knows, in each year forecast. [log units]

    Returns
    -------
    Forecast
        With ``own_weight`` and ``n_peers``; as it was, where the last count is not small. Its
        spread stays, and so does the back-test, which is that of the own series.

    Raises
    ------
    ModelError
        If there is no peer, or the years do not fit.

    Notes
    -----
    .. math:: m_h = \log y_T + w \, \Delta_h + (1 - w) \, \bar\Delta_h

    with Δ the own change, its mean over peers, and w of :func:`own_weights`.
    """
    if changes.ndim != 2 or len(changes) == 0 or changes.shape[1] != len(forecast.years):
        raise ModelError(
            f"changes have shape {changes.shape}: they must be (n_peers, {len(forecast.years)}), "
            "with one peer or more and the years of the forecast."
        )
    last = float(forecast.history.iloc[-1])
    weight = float(own_weights(np.array([last]))[0])
    if weight == 1:
        return forecast
    offset = forecast.offset
    own = np.log((forecast.median + offset) / (last + offset))
    factor = np.exp((1 - weight) * (changes.mean(axis=0) - own))

    def moved(values: Floats) -> Floats:
        return np.asarray(np.maximum((values + offset) * factor - offset, 0.0))

    return replace(
        forecast,
        median=moved(forecast.median),
        low=moved(forecast.low),
        high=moved(forecast.high),
        own_weight=weight,
        n_peers=len(changes),
    )
