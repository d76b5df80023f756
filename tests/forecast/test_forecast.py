from __future__ import annotations

import subprocess
import sys
import time
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.forecast.breaks import breaks_of
from costmodel.forecast.forecast import Forecast, forecast_series, paths
from costmodel.forecast.outlooks import NAMES
from costmodel.forecast.rolling import rolling_errors
from costmodel.forecast.settings import default_settings

YEARS = range(2003, 2025)
NOISE = np.random.default_rng(4).normal(-0.04, 0.15, len(YEARS))
TOWN = pd.Series(np.round(3000 * np.exp(np.cumsum(NOISE))), index=YEARS)


@cache
def town_outlook() -> Forecast:
    """The one forecast that many tests look at."""
    return forecast_series(TOWN, last_year=2034)


def drawn_paths(outlook: Forecast, *, seed: int, n_draws: int) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    return paths(outlook, rng.standard_normal((n_draws, len(outlook.years))))


def test_a_constant_series_stays_flat_and_is_called_naive() -> None:
    outlook = forecast_series(pd.Series(250.0, index=YEARS), last_year=2030)
    assert outlook.method == "naive"
    np.testing.assert_allclose(outlook.median, 250.0)
    assert "naiwn" in outlook.note


def test_steady_growth_goes_on_exactly() -> None:
    grown = pd.Series(100 * 1.05 ** np.arange(len(YEARS)), index=YEARS)
    outlook = forecast_series(grown, last_year=2026)
    assert outlook.method == "drift"
    np.testing.assert_allclose(outlook.median, grown.iloc[-1] * np.array([1.05, 1.05**2]))
    assert outlook.error == pytest.approx(0, abs=1e-6)
    assert outlook.naive_error > 1


def test_the_interval_holds_the_median_and_widens() -> None:
    outlook = town_outlook()
    assert outlook.years == tuple(range(2025, 2035))
    assert (outlook.low < outlook.median).all()
    assert (outlook.median < outlook.high).all()
    assert (np.diff(np.log(outlook.high / outlook.low)) > 0).all()
    wider = forecast_series(TOWN, last_year=2034, interval=0.95)
    assert (wider.high > outlook.high).all()
    assert wider.method == outlook.method


def test_the_chosen_model_is_never_worse_than_naive_in_the_back_test() -> None:
    outlook = town_outlook()
    values = np.asarray(TOWN, dtype=np.float64)[None]
    scores = dict(zip(NAMES, rolling_errors(values, 10, offset=np.zeros(1)).scores(), strict=True))
    assert scores[outlook.method] <= scores["naive"]
    gain = default_settings().gain_over_average
    assert outlook.method == "naive" or scores[outlook.method] * (1 - gain) <= min(scores.values())


def test_paths_spread_as_the_interval_says_and_errors_stay_along_a_path() -> None:
    outlook = town_outlook()
    began = time.process_time()
    drawn = drawn_paths(outlook, seed=1, n_draws=10_000)
    assert time.process_time() - began < 1
    assert drawn.shape == (10_000, 10)
    np.testing.assert_allclose(np.median(drawn, axis=0), outlook.median, rtol=0.03)
    inside = ((drawn >= outlook.low) & (drawn <= outlook.high)).mean(axis=0)
    np.testing.assert_allclose(inside, 0.8, atol=0.02)
    assert np.corrcoef(np.log(drawn[:, 8]), np.log(drawn[:, 9]))[0, 1] > 0.8


def test_quantiles_are_those_of_the_interval_and_of_the_paths() -> None:
    outlook = town_outlook()
    for level, ends in ((0.1, outlook.low), (0.5, outlook.median), (0.9, outlook.high)):
        np.testing.assert_allclose(outlook.quantile(level), ends, rtol=1e-12)
    walked = np.quantile(drawn_paths(outlook, seed=3, n_draws=20_000), 0.25, axis=0)
    np.testing.assert_allclose(walked, outlook.quantile(0.25), rtol=0.03)


def test_paths_agree_with_a_walk_step_by_step() -> None:
    outlook = town_outlook()
    normals = np.random.default_rng(2).standard_normal((5, 10))
    for row, path in zip(normals, paths(outlook, normals), strict=True):
        wandered, before = 0.0, 0.0
        for h in range(10):
            wandered += row[h] * (outlook.spread[h] ** 2 - before**2) ** 0.5
            before = outlook.spread[h]
            assert path[h] == pytest.approx(outlook.median[h] * np.exp(wandered))


@settings(max_examples=4, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=8, max_size=14))
def test_a_small_place_with_zeros_never_goes_below_zero(counts: list[int]) -> None:
    history = pd.Series(counts, index=range(2010, 2010 + len(counts)), dtype=float)
    outlook = forecast_series(history, last_year=2010 + len(counts) + 4)
    drawn = drawn_paths(outlook, seed=0, n_draws=50)
    for values in (outlook.low, outlook.median, outlook.high, drawn):
        assert np.isfinite(values).all()
        assert (values >= 0).all()
    assert ("zera" in outlook.note) == (0 in counts)


def test_a_short_series_is_naive_wide_and_says_so() -> None:
    short = pd.Series([100.0, 90.0, 80.0], index=range(2022, 2025))
    outlook = forecast_series(short, last_year=2027)
    np.testing.assert_allclose(outlook.median, 80.0)
    assert outlook.high[0] / outlook.low[0] > 1.5
    assert np.isnan(outlook.error)
    assert outlook.backtest.empty
    assert "lat z danymi: 3" in outlook.note


def test_the_order_of_years_does_not_matter() -> None:
    one, other = (forecast_series(h, last_year=2028) for h in (TOWN, TOWN[::-1]))
    np.testing.assert_allclose(one.median, other.median)


def test_a_break_inside_the_history_is_joined_and_one_after_it_is_told() -> None:
    known = breaks_of("unemployed_registered")
    outlook = forecast_series(TOWN, last_year=2028, breaks=known)
    assert "ujęciu sprzed przerwy w 2025" in outlook.note
    longer = pd.concat([TOWN, pd.Series({2025: 3 * TOWN.loc[2024]})])
    after = forecast_series(longer, last_year=2028, breaks=known)
    assert "Lata przed 2025" in after.note
    assert after.history.loc[2024] == TOWN.loc[2024]  # what is printed is what was published
    unaware = forecast_series(longer, last_year=2028)
    assert after.spread[0] < unaware.spread[0]


def test_a_break_after_the_last_year_forecast_is_not_told() -> None:
    known = breaks_of("unemployed_registered")
    assert [b.first_year for b in forecast_series(TOWN, last_year=2025, breaks=known).breaks] == [
        2020,
        2025,
    ]
    early = forecast_series(TOWN.loc[:2018], last_year=2024, breaks=known)
    assert [b.first_year for b in early.breaks] == [2020]
    assert "2025" not in early.note


@pytest.mark.parametrize(
    ("last_year", "interval", "says"),
    [(2024, 0.8, "last_year is 2024"), (2030, 80, "interval is 80")],
)
def test_a_senseless_question_is_refused(last_year: int, interval: float, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        forecast_series(TOWN, last_year=last_year, interval=interval)


def test_one_forecast_with_its_back_test_takes_less_than_fifty_milliseconds() -> None:
    town_outlook()  # files are read once
    began = time.process_time()
    for _ in range(4):
        forecast_series(TOWN, last_year=2034)
    assert (time.process_time() - began) / 4 < 0.05


def test_importing_the_forecast_does_not_load_statsmodels() -> None:
    code = "import sys, costmodel.forecast.forecast; sys.exit('statsmodels' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
