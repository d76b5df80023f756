"""Forecast many series from every origin of their past, to see how far each candidate strayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.forecast.candidates import CANDIDATES, Candidate
from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class RollingErrors:
    """Errors of candidates; NaN where the outcome lies after the data.

    Parameters
    ----------
    origins : tuple of int
        Years learned, counted from the first.
    logs, levels : ndarray of shape (n_candidates, n_origins, n_series, n_horizons)
        Outcome minus forecast. [log units] [unit of series]
    """

    origins: tuple[int, ...]
    logs: Floats
    levels: Floats

    def scores(self) -> Floats:
        """Return the mean over horizons of the mean absolute log error.

        Relative, so that old years with high figures do not decide alone; shape
        (n_candidates, n_series). [log units]
        """
        by_horizon = np.nanmean(np.abs(self.logs), axis=1)
        return np.asarray(by_horizon.mean(axis=-1), dtype=np.float64)


def training_length(n_observations: int) -> int:
    """Return the length of the shortest training series. [years]

    Examples
    --------
    >>> training_length(22), training_length(12), training_length(8)
    (10, 6, 5)
    """
    settings = default_settings()
    half = max(int(settings.min_train_short), n_observations // 2)
    return min(int(settings.min_train), half)


def rolling_errors(
    values: Floats,
    horizon: int,
    *,
    offset: Floats,
    candidates: Sequence[Candidate] = CANDIDATES,
) -> RollingErrors:
    """Return the errors of each candidate on each series from rolling origins.

    Parameters
    ----------
    values : ndarray of shape (n_series, n_years)
        Yearly figures, none negative, no gaps. [unit of series]
    horizon : int
        Years ahead that matter; cut to what leaves enough origins.
    offset : ndarray of shape (n_series,)
        Added before taking logs; above 0 only where a series holds zeros. [unit of series]
    candidates : sequence of Candidate

    References
    ----------
    .. [1] Tashman (2000), Int. J. Forecasting 16, p. 437 (rolling origin).
    """
    n_series, n_years = values.shape
    first = training_length(n_years)
    deepest = n_years - first - int(default_settings().min_origins) + 1
    n_horizons = max(1, min(horizon, deepest))
    origins = tuple(range(first, n_years))
    logs = np.log(values + offset[:, None])
    padding = np.full((n_series, n_horizons), np.nan)
    padded, padded_logs = (np.concatenate([x, padding], axis=1) for x in (values, logs))
    shape = (len(candidates), len(origins), n_series, n_horizons)
    log_errors, level_errors = np.empty(shape), np.empty(shape)
    for i, candidate in enumerate(candidates):
        for j, origin in enumerate(origins):
            ahead = slice(origin, origin + n_horizons)
            paths = candidate.path(logs[:, :origin], n_horizons)
            log_errors[i, j] = padded_logs[:, ahead] - paths
            level_errors[i, j] = padded[:, ahead] - np.maximum(np.exp(paths) - offset[:, None], 0)
    return RollingErrors(origins, log_errors, level_errors)
