from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from statsmodels.tsa.ar_model import AutoReg  # type: ignore[import-untyped]
from statsmodels.tsa.holtwinters import (  # type: ignore[import-untyped]
    ExponentialSmoothing,
    SimpleExpSmoothing,
)

from costmodel.forecast.candidates import (
    CANDIDATES,
    GRID,
    Candidate,
    autoregression,
    average,
    damped_trend,
    drift,
    exponential_smoothing,
    naive,
    robust,
    smoothed,
)
from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]
LINE = np.arange(12, dtype=np.float64)[None]
WAVY = np.log([[500, 480, 520, 610, 580, 530, 470, 450, 460, 440, 400, 390, 380, 410.0]])


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda c: c.name)
@settings(max_examples=20)
@given(logs=hnp.arrays(float, (3, 9), elements=st.floats(0, 9)))
def test_many_series_at_once_answer_as_one_by_one(candidate: Candidate, logs: Floats) -> None:
    together = candidate.path(logs, 4)
    assert together.shape == (3, 4)
    assert np.isfinite(together).all()
    alone = np.concatenate([candidate.path(row[None], 4) for row in logs])
    np.testing.assert_allclose(together, alone, atol=1e-9)


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda c: c.name)
def test_a_constant_series_stays_flat(candidate: Candidate) -> None:
    np.testing.assert_allclose(candidate.path(np.full((1, 12), 3.0), 4), 3.0)


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda c: c.name)
def test_a_unit_ten_times_smaller_moves_the_logs_and_nothing_else(candidate: Candidate) -> None:
    shifted = candidate.path(WAVY + np.log(10), 5) - np.log(10)
    np.testing.assert_allclose(shifted, candidate.path(WAVY, 5))


def test_drift_goes_on_with_the_exact_slope_of_a_line() -> None:
    np.testing.assert_allclose(drift(LINE, 3), [[12.0, 13.0, 14.0]])


def test_naive_repeats_the_last_value() -> None:
    np.testing.assert_allclose(naive(LINE, 2), [[11.0, 11.0]])


def test_the_robust_slope_fades_and_ignores_one_wild_year() -> None:
    wild = LINE.copy()
    wild[0, 8] = 40.0
    keep = default_settings().robust_damping
    np.testing.assert_allclose(robust(wild, 2), [[11 + keep, 11 + keep + keep**2]])


def test_drift_is_the_random_walk_with_drift_of_statsmodels() -> None:
    steps = AutoReg(np.diff(WAVY[0]), lags=0, trend="c").fit().forecast(5)
    np.testing.assert_allclose(drift(WAVY, 5)[0], WAVY[0, -1] + np.cumsum(steps))


def test_the_autoregression_is_that_of_statsmodels() -> None:
    steps = AutoReg(np.diff(WAVY[0]), lags=1, trend="n").fit().forecast(5)
    np.testing.assert_allclose(autoregression(WAVY, 5)[0], WAVY[0, -1] + np.cumsum(steps))


def test_no_change_grows_for_ever() -> None:
    growing = np.cumsum(1.5 ** np.arange(10))[None]
    steps = np.diff(autoregression(growing, 30)[0])
    assert (np.diff(steps) < 0).all()


@pytest.mark.parametrize("weight", [0.05, 0.5, 1.0])
def test_smoothing_walks_as_statsmodels_does(weight: float) -> None:
    model = SimpleExpSmoothing(WAVY[0], initialization_method="known", initial_level=WAVY[0, 0])
    theirs = model.fit(smoothing_level=weight, optimized=False)
    zero = np.zeros((1, 1))
    level, _, squares = smoothed(WAVY, np.array([[weight]]), zero, zero)
    np.testing.assert_allclose(level[0, 0], theirs.forecast(1)[0])
    np.testing.assert_allclose(squares[0, 0], theirs.sse)


def test_holt_walks_as_statsmodels_does() -> None:
    keep = default_settings().robust_damping
    model = ExponentialSmoothing(
        WAVY[0],
        trend="add",
        damped_trend=True,
        initialization_method="known",
        initial_level=WAVY[0, 0],
        initial_trend=0.0,
    )
    theirs = model.fit(
        smoothing_level=0.8, smoothing_trend=0.3, damping_trend=keep, optimized=False
    )
    column = np.ones((1, 1))
    level, trend, squares = smoothed(WAVY, 0.8 * column, 0.3 * column, keep * column)
    np.testing.assert_allclose(level[0, 0] + keep * trend[0, 0], theirs.forecast(1)[0])
    np.testing.assert_allclose(squares[0, 0], theirs.sse)


def test_the_weight_taken_is_the_best_of_the_grid() -> None:
    zero = np.zeros((1, 1))
    tried = [smoothed(WAVY, np.array([[w]]), zero, zero) for w in GRID]
    best = min(tried, key=lambda found: found[2][0, 0])
    np.testing.assert_allclose(exponential_smoothing(WAVY, 1)[0], best[0][0])


def test_holt_follows_a_line_that_fades() -> None:
    ahead = np.diff(damped_trend(LINE, 4)[0])
    np.testing.assert_allclose(ahead[1:] / ahead[:-1], default_settings().robust_damping)


def test_the_average_is_the_mean_of_its_four_parts() -> None:
    parts = [path(WAVY, 3) for path in (naive, drift, robust, autoregression)]
    np.testing.assert_allclose(average(WAVY, 3), np.mean(parts, axis=0))
