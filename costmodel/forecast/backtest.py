"""Tell how each candidate did in the past of one series, year ahead by year ahead."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.forecast.candidates import CANDIDATES, Candidate
from costmodel.forecast.rolling import RollingErrors

Floats = NDArray[np.float64]


def backtest_table(values: Floats, tried: RollingErrors) -> pd.DataFrame:
    """Return the errors of every candidate by horizon.

    Parameters
    ----------
    values : ndarray of shape (n_years,)
        The series. [unit of series]
    tried : RollingErrors
        Its back-test, of this one series and :data:`CANDIDATES`.

    Returns
    -------
    DataFrame
        One row per method and horizon: ``method``, ``label``, ``horizon`` [years],
        ``n_origins``, ``mae`` [unit of series], ``mape`` [%], ``mase`` [ratio to the mean
        yearly change in the training years]. The method ``naive`` is the flat copy of the last
        value: the yardstick.

    References
    ----------
    .. [1] Hyndman and Koehler (2006), Int. J. Forecasting 22, p. 679 (MASE).
    """
    n_horizons = tried.levels.shape[-1]
    padded = np.concatenate([values, np.full(n_horizons, np.nan)])
    truths = np.stack([padded[origin : origin + n_horizons] for origin in tried.origins])
    scales = np.array([np.abs(np.diff(values[:origin])).mean() for origin in tried.origins])
    rows = [
        row
        for candidate, errors in zip(CANDIDATES, tried.levels[:, :, 0], strict=True)
        for row in _rows(candidate, np.abs(errors), truths, scales)
    ]
    return pd.DataFrame(rows)


def mean_error(table: pd.DataFrame, method: str, column: str) -> float:
    """Return the mean over horizons of an error of one method, NaN without a back-test."""
    if table.empty:
        return float("nan")
    return float(table.loc[table["method"] == method, column].mean())


def _rows(
    candidate: Candidate, misses: Floats, truths: Floats, scales: Floats
) -> list[dict[str, object]]:
    known = np.isfinite(misses)
    relative = np.divide(
        misses, truths, out=np.full_like(misses, np.nan), where=known & (truths > 0)
    )
    scale = np.broadcast_to(scales[:, None], misses.shape)
    scaled = np.divide(misses, scale, out=np.full_like(misses, np.nan), where=known & (scale > 0))
    return [
        {
            "method": candidate.name,
            "label": candidate.label,
            "horizon": h + 1,
            "n_origins": int(known[:, h].sum()),
            "mae": _mean(misses[:, h]),
            "mape": 100 * _mean(relative[:, h]),
            "mase": _mean(scaled[:, h]),
        }
        for h in range(misses.shape[1])
    ]


def _mean(column: Floats) -> float:
    """Return the mean of what is known, NaN where nothing is (a zero denominator)."""
    known = column[np.isfinite(column)]
    return float(known.mean()) if known.size else float("nan")
