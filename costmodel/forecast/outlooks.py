"""Forecast many series of the same years at once: choose, carry on, and tell how far to trust."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from costmodel.forecast.candidates import CANDIDATES
from costmodel.forecast.choice import chosen
from costmodel.forecast.rolling import RollingErrors, rolling_errors
from costmodel.forecast.settings import default_settings
from costmodel.forecast.spread import assumed_spread, spreads

Floats = NDArray[np.float64]
NAMES = tuple(candidate.name for candidate in CANDIDATES)


@dataclass(frozen=True, slots=True, eq=False)
class Outlooks:
    """What may come of each series.

    Parameters
    ----------
    methods : ndarray of int, shape (n_series,)
        Place of the chosen candidate in :data:`costmodel.forecast.candidates.CANDIDATES`.
    middle, spread : ndarray of shape (n_series, horizon)
        Median and standard deviation of the log of value plus offset. [log units]
    offset : ndarray of shape (n_series,)
        1 where a series holds a zero, else 0. [unit of series]
    tried : RollingErrors or None
        The back-test; ``None`` where the series are too short for one.
    """

    methods: NDArray[np.intp]
    middle: Floats
    spread: Floats
    offset: Floats
    tried: RollingErrors | None

    def quantile(self, level: float) -> Floats:
        """Return a quantile of the outcomes, shape (n_series, horizon). [unit of series]"""
        logs = self.middle + float(stats.norm.ppf(level)) * self.spread
        return np.asarray(np.maximum(np.exp(logs) - self.offset[:, None], 0.0), dtype=np.float64)


def outlooks(values: Floats, horizon: int, *, one_year: float | None = None) -> Outlooks:
    """Return the forecasts of many series.

    Parameters
    ----------
    values : ndarray of shape (n_series, n_years)
        Yearly figures, none negative, no gaps. [unit of series]
    horizon : int
        Years ahead.
    one_year : float, optional
        One-year spread of the panel, as in :func:`costmodel.forecast.spread.spreads`.

    Examples
    --------
    >>> flat = np.full((2, 12), 200.0)
    >>> found = outlooks(flat, 2)
    >>> [NAMES[i] for i in found.methods], found.quantile(0.5).round().tolist()
    (['naive', 'naive'], [[200.0, 200.0], [200.0, 200.0]])
    """
    offset = np.where((values == 0).any(axis=1), 1.0, 0.0)
    logs = np.log(values + offset[:, None])
    if values.shape[1] < default_settings().min_observations:
        methods = np.full(len(values), NAMES.index("naive"))
        spread = assumed_spread(values[:, -1], horizon=horizon)
        return Outlooks(methods, _carried(logs, methods, horizon), spread, offset, None)
    tried = rolling_errors(values, horizon, offset=offset)
    methods = chosen(tried.scores(), NAMES)
    spread = spreads(logs, horizon=horizon, levels=values[:, -1], one_year=one_year)
    return Outlooks(methods, _carried(logs, methods, horizon), spread, offset, tried)


def _carried(logs: Floats, methods: NDArray[np.intp], horizon: int) -> Floats:
    """Return the path of the chosen candidate of each series. [log units]"""
    paths = np.empty((len(logs), horizon))
    for place in np.unique(methods):
        rows = methods == place
        paths[rows] = CANDIDATES[place].path(logs[rows], horizon)
    return paths
