"""Forecast a short yearly series with the model that did best in its own past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from costmodel.errors import ModelError
from costmodel.forecast.backtest import backtest_table, mean_error
from costmodel.forecast.breaks import SeriesBreak, spliced
from costmodel.forecast.candidates import CANDIDATES, NAIVE
from costmodel.forecast.choice import ROUNDING
from costmodel.forecast.history import clean_history
from costmodel.forecast.notes import coverage_remarks, history_remarks, method_remarks
from costmodel.forecast.outlooks import outlooks
from costmodel.translation import translated

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """What may come, how it was found and how far such forecasts strayed before.

    Parameters
    ----------
    method, label : str
        Chosen candidate: its name and its Polish label.
    years : tuple of int
        Years forecast, ``n_years`` of them.
    median, low, high : ndarray of shape (n_years,)
        Middle and bounds of the interval of level ``interval``. [unit of series]
    interval : float
        Level of the interval. [share]
    spread : ndarray of shape (n_years,)
        Standard deviation of the log of the outcome, growing. [log units]
    offset : float
        Added before logs; 1 where the history holds a zero, else 0. [unit of series]
    history : Series of float, index of int years
        Figures the forecast rests on, as published. [unit of series]
    backtest : DataFrame
        Errors of every candidate by horizon; empty where the series is too short.
    breaks : tuple of SeriesBreak
        Breaks and events up to the last year forecast, to print beside the series.
    note : str
        Polish remarks: why naive, what was joined, what the interval assumes.
    own_weight : float
        Weight of the series' own change; the rest is that of peers. [share]
    n_peers : int
        Series from which change was borrowed.
    """

    method: str
    label: str
    years: tuple[int, ...]
    median: Floats
    low: Floats
    high: Floats
    interval: float
    spread: Floats
    offset: float
    history: pd.Series[float]
    backtest: pd.DataFrame
    breaks: tuple[SeriesBreak, ...]
    note: str
    own_weight: float = 1.0
    n_peers: int = 0

    @property
    def error(self) -> float:
        """Return the mean over horizons of MAE, NaN without a back-test. [unit of series]"""
        return mean_error(self.backtest, self.method, "mae")

    @property
    def naive_error(self) -> float:
        """Return the same of the flat copy of the last value. [unit of series]"""
        return mean_error(self.backtest, NAIVE, "mae")

    @property
    def error_percent(self) -> float:
        """Return the mean over horizons of MAPE, NaN without a back-test. [%]"""
        return mean_error(self.backtest, self.method, "mape")

    @property
    def naive_error_percent(self) -> float:
        """Return the same of the flat copy of the last value. [%]"""
        return mean_error(self.backtest, NAIVE, "mape")

    def quantile(self, level: float) -> Floats:
        """Return a quantile of the outcomes of each year, shape (n_years,). [unit of series]

        Parameters
        ----------
        level : float
            Share of outcomes below, between 0 and 1.
        """
        logs = np.log(self.median + self.offset) + float(stats.norm.ppf(level)) * self.spread
        return np.asarray(np.maximum(np.exp(logs) - self.offset, 0.0), dtype=np.float64)

    def table(self) -> pd.DataFrame:
        """Return year, median, low, high as a table. [unit of series]"""
        return pd.DataFrame(
            {"year": self.years, "median": self.median, "low": self.low, "high": self.high}
        )


def paths(forecast: Forecast, normals: Floats) -> Floats:
    r"""Return paths whose errors accumulate from year to year.

    Parameters
    ----------
    forecast : Forecast
    normals : ndarray of shape (n_draws, n_years)
        Independent standard normal draws, pseudo- or quasi-random.

    Returns
    -------
    ndarray of shape (n_draws, n_years)
        Never negative. [unit of series]

    Notes
    -----
    .. math:: \log y_{d,h} = m_h + \sum_{i \le h} \sqrt{s_i^2 - s_{i-1}^2} \, z_{d,i}

    so that the spread in year h is exactly s_h, and two years share the errors of the years
    before both.
    """
    steps = np.sqrt(np.diff(forecast.spread**2, prepend=0.0))
    middle = np.log(forecast.median + forecast.offset)
    logs = middle + np.cumsum(normals * steps, axis=1)
    return np.asarray(np.maximum(np.exp(logs) - forecast.offset, 0.0), dtype=np.float64)


def forecast_series(
    history: pd.Series[float],
    *,
    last_year: int,
    interval: float = 0.8,
    breaks: Sequence[SeriesBreak] = (),
) -> Forecast:
    """Return the forecast of a yearly count up to ``last_year``.

    Parameters
    ----------
    history : Series of float, index of int years
        Yearly figures without gaps, none negative. [unit of series]
    last_year : int
        Last year wanted, after the last of the history.
    interval : float
        Level of the interval, between 0 and 1. [share]
    breaks : sequence of SeriesBreak
        Breaks (the history before them is moved to the level after) and events (only printed).

    Returns
    -------
    Forecast
        Chosen by rolling back-test; naive and wide where the history is too short for one.

    Raises
    ------
    ModelError
        If the history cannot be used, or ``last_year`` or ``interval`` makes no sense.

    Examples
    --------
    >>> steady = pd.Series(200.0, index=range(2010, 2025))
    >>> outlook = forecast_series(steady, last_year=2026)
    >>> outlook.method, outlook.median
    ('naive', array([200., 200.]))
    """
    published = clean_history(history)
    _fail_if_no_horizon(int(published.index[-1]), last_year, interval)
    touching = tuple(b for b in breaks if b.first_year <= last_year)
    offset = float((published == 0).any())
    joined = spliced(published + offset, touching) - offset
    values = np.maximum(np.asarray(joined, dtype=np.float64), 0.0)
    years = tuple(range(int(published.index[-1]) + 1, last_year + 1))
    found = outlooks(values[None], len(years))
    tried = found.tried
    table = backtest_table(values, tried) if tried else pd.DataFrame()
    method = CANDIDATES[found.methods[0]]
    middle, upper = found.middle[0], 0.5 + interval / 2
    remarks = [
        *method_remarks(method.name, len(values), tried=tried is not None, slope=_slope(middle)),
        *history_remarks(published, n_given=len(history), breaks=touching),
        *(coverage_remarks(interval) if tried else ()),
    ]
    return Forecast(
        method=method.name,
        label=translated(method.label),
        years=years,
        median=found.quantile(0.5)[0],
        low=found.quantile(1 - upper)[0],
        high=found.quantile(upper)[0],
        interval=interval,
        spread=found.spread[0],
        offset=float(found.offset[0]),
        history=published,
        backtest=table,
        breaks=touching,
        note=" ".join(map(translated, remarks)),
    )


def _fail_if_no_horizon(last_known: int, last_year: int, interval: float) -> None:
    if last_year <= last_known:
        raise ModelError(
            f"last_year is {last_year}: it must lie after {last_known}, the last year of the "
            "history. Ask for a later year."
        )
    if not 0 < interval < 1:
        raise ModelError(
            f"interval is {interval:g}: it must lie between 0 and 1. Give 0.8 for 80 %."
        )


def _slope(middle: Floats) -> float:
    """Return the change of the median over the years forecast, 0 where it is rounding."""
    change = float(middle[-1] - middle[0])
    return change if abs(change) > ROUNDING else 0.0
