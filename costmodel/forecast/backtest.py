"""Try each candidate on the past: forecast from rolling origins, compare with what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.forecast.candidates import CANDIDATES, Candidate
from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class BackTest:
    """What the past says of each candidate.

    Parameters
    ----------
    table : DataFrame
        One row per method and horizon: ``method``, ``label``, ``horizon`` [years],
        ``n_origins``, ``mae`` [unit of series], ``mape`` [%], ``mase`` [ratio to the mean
        yearly change in the training years].
    log_errors : mapping of str to ndarray of shape (n_origins, n_horizons)
        Outcome minus forecast in logs; NaN where the outcome lies after the data.
    ranking : tuple of Candidate
        Best first, by the mean over horizons of MAE; simpler first within the tie share.
    scores : mapping of str to float
        Mean over horizons of MAE; the figure the ranking rests on. [unit of series]
    percent : mapping of str to float
        Mean over horizons of MAPE. [%]
    """

    table: pd.DataFrame
    log_errors: dict[str, Floats]
    ranking: tuple[Candidate, ...]
    scores: dict[str, float]
    percent: dict[str, float]


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


def backtest(
    values: Floats,
    horizon: int,
    *,
    offset: float = 0.0,
    candidates: Sequence[Candidate] = CANDIDATES,
) -> BackTest:
    """Return the errors of each candidate from rolling origins.

    Parameters
    ----------
    values : ndarray of shape (n_years,)
        Yearly figures, none negative, no gaps. [unit of series]
    horizon : int
        Years ahead that matter; cut to what leaves enough origins.
    offset : float
        Added before taking logs; above 0 only where the series holds zeros.
    candidates : sequence of Candidate
        From the simplest to the most complex; the first is the yardstick.

    Returns
    -------
    BackTest
        A candidate whose fit fails at any origin is left out.

    References
    ----------
    .. [1] Hyndman and Koehler (2006), Int. J. Forecasting 22, p. 679 (MASE).
    .. [2] Tashman (2000), Int. J. Forecasting 16, p. 437 (rolling origin).
    """
    first = training_length(len(values))
    deepest = len(values) - first - int(default_settings().min_origins) + 1
    n_horizons = max(1, min(horizon, deepest))
    origins = range(first, len(values))
    logs = np.log(values + offset)
    truths = _ahead(values, origins, n_horizons)
    scales = np.array([np.abs(np.diff(values[:origin])).mean() for origin in origins])
    tables, log_errors = [], {}
    for candidate in candidates:
        paths = [candidate.path(logs[:origin], n_horizons) for origin in origins]
        usable = [path for path in paths if path is not None]
        if len(usable) < len(paths):
            continue
        forecasts = np.vstack(usable)
        log_errors[candidate.name] = np.log(truths + offset) - forecasts
        levels = np.maximum(np.exp(forecasts) - offset, 0.0)
        tables.append(_errors(candidate, truths, levels, scales))
    table = pd.concat(tables, ignore_index=True)
    scores = _means(table, "mae")
    percent = _means(table, "mape")
    tried = [candidate for candidate in candidates if candidate.name in scores]
    return BackTest(table, log_errors, ranked(tried, scores), scores, percent)


def ranked(candidates: Sequence[Candidate], scores: dict[str, float]) -> tuple[Candidate, ...]:
    """Return the candidates best first; within the tie share of the best, simplest first.

    Examples
    --------
    >>> [c.name for c in ranked(CANDIDATES[:3], {"naive": 10.1, "drift": 12.0, "robust": 10.0})]
    ['naive', 'robust', 'drift']
    """
    limit = min(scores.values()) * (1 + default_settings().tie_share)
    tied = [candidate for candidate in candidates if scores[candidate.name] <= limit]
    rest = [candidate for candidate in candidates if scores[candidate.name] > limit]
    return (*tied, *sorted(rest, key=lambda candidate: scores[candidate.name]))


def _ahead(values: Floats, origins: range, n_horizons: int) -> Floats:
    """Return what came 1 … n years after each origin, NaN after the end of the data."""
    padded = np.concatenate([values, np.full(n_horizons, np.nan)])
    return np.stack([padded[origin : origin + n_horizons] for origin in origins])


def _errors(
    candidate: Candidate, truths: Floats, forecasts: Floats, scales: Floats
) -> pd.DataFrame:
    misses = np.abs(truths - forecasts)
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.where(truths > 0, misses / truths, np.nan)
        scaled = np.where(scales[:, None] > 0, misses / scales[:, None], np.nan)
    rows = [
        {
            "method": candidate.name,
            "label": candidate.label,
            "horizon": h + 1,
            "n_origins": int(np.isfinite(misses[:, h]).sum()),
            "mae": _mean(misses[:, h]),
            "mape": 100 * _mean(relative[:, h]),
            "mase": _mean(scaled[:, h]),
        }
        for h in range(truths.shape[1])
    ]
    return pd.DataFrame(rows)


def _means(table: pd.DataFrame, column: str) -> dict[str, float]:
    """Return the mean over horizons of each method."""
    return {str(name): float(mean) for name, mean in table.groupby("method")[column].mean().items()}


def _mean(column: Floats) -> float:
    """Return the mean of what is known, NaN where nothing is (a zero denominator)."""
    known = column[np.isfinite(column)]
    return float(known.mean()) if known.size else float("nan")
