from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.calibration.settings import calibration_settings
from costmodel.calibration.stocks import Reweighting, kept_in_place, resampled, reweighted
from costmodel.calibration.walked import walked_stocks
from costmodel.errors import InputError, ModelError

Floats = NDArray[np.float64]
YEARS = range(2017, 2025)
N_DRAWS, N_TRUTHS = 3000, 120
COUNTED = [0, 1]


def prior(rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Draws of two chances, of leaving at once and later, and the stocks they walk to."""
    chances = np.stack([rng.beta(8, 24, N_DRAWS), rng.beta(6, 42, N_DRAWS)], axis=1)
    matrices = np.zeros((N_DRAWS, 3, 3))
    early, late = chances.T
    matrices[:, 0] = np.stack([0.5 * (1 - early), 0.5 * (1 - early), early], axis=1)
    matrices[:, 1] = np.stack([0 * late, 1 - late, late], axis=1)
    matrices[:, 2, 2] = 1.0
    start = np.tile([100.0, 200.0, 0.0], (N_DRAWS, 1))
    inflow = np.tile([30.0, 0.0, 0.0], (N_DRAWS, len(YEARS) - 1, 1))
    return chances, walked_stocks(start, matrices, inflow, counted=COUNTED)


def test_chances_are_found_again_from_stocks_with_the_stated_coverage() -> None:
    rng = np.random.default_rng(7)
    chances, walked = prior(rng)
    held, narrower, n_refused = [], [], 0
    for truth in rng.choice(N_DRAWS, N_TRUTHS, replace=False):
        noise = rng.normal(0, calibration_settings().stock_spread, len(YEARS))
        seen = pd.Series(walked[truth] * np.exp(noise), index=YEARS)
        others = np.arange(N_DRAWS) != truth  # the truth itself is not among the draws
        try:
            found = reweighted(walked[others], seen)
        except InputError:  # a truth at the edge of the prior
            n_refused += 1
            continue
        kept = chances[others][resampled(found, rng, n_draws=1000)]
        low, high = np.quantile(kept, [0.1, 0.9], axis=0)
        held.append((chances[truth] >= low) & (chances[truth] <= high))
        narrower.append((high - low) / np.ptp(np.quantile(chances, [0.1, 0.9], axis=0), axis=0))
    assert n_refused < 0.05 * N_TRUTHS
    coverage = np.mean(held, axis=0)
    assert coverage.min() >= 0.7
    assert coverage.max() <= 0.9
    assert np.mean(narrower, axis=0)[1] < 0.7  # stocks teach about those who stay


def test_weights_agree_with_likelihoods_multiplied_one_by_one() -> None:
    walked = np.array([[100.0, 80.0], [100.0, 90.0], [90.0, 85.0]])
    seen = pd.Series({2023: 98.0, 2024: 84.0})
    plain = [
        np.prod([np.exp(-0.5 * (np.log(y / s) / 0.2) ** 2) for y, s in zip(seen, row, strict=True)])
        for row in walked
    ]
    found = reweighted(walked, seen, spread=0.2)
    np.testing.assert_allclose(found.weights, np.array(plain) / np.sum(plain))
    assert found.effective == pytest.approx(1 / (found.weights**2).sum())


def test_stocks_that_tell_nothing_leave_all_draws_equal() -> None:
    walked = np.full((50, 3), 80.0)
    found = reweighted(walked, pd.Series({2022: 70.0, 2023: 80.0, 2024: 90.0}))
    assert found.effective == pytest.approx(50)
    assert found.effective_share == pytest.approx(1)
    assert "50 z 50" in found.told()


def test_a_missing_year_is_left_out_and_not_taken_for_zero() -> None:
    walked = np.random.default_rng(1).uniform(50, 100, (40, 3))
    seen = pd.Series({2022: 70.0, 2023: np.nan, 2024: 90.0})
    found = reweighted(walked, seen)
    np.testing.assert_allclose(found.weights, reweighted(walked[:, [0, 2]], seen.dropna()).weights)
    assert found.years == (2022, 2024)


def test_a_collapse_is_refused_with_what_to_do() -> None:
    walked = np.linspace(100, 200, 1000)[:, None]
    with pytest.raises(InputError) as caught:
        reweighted(walked, pd.Series({2024: 20.0}), spread=0.02)
    told = str(caught.value)
    assert "efektywna liczba losowań" in told
    assert f"{100 * calibration_settings().least_effective_share:g}% losowań" in told
    assert "przerwy w szeregu" in told


def test_stocks_that_cannot_be_are_told_together() -> None:
    seen = pd.Series({2022: 0.0, 2023: -4.0, 2024: 90.0})
    with pytest.raises(InputError) as caught:
        reweighted(np.full((10, 3), 80.0), seen)
    assert [problem.place for problem in caught.value.problems] == ["rok 2022", "rok 2023"]
    with pytest.raises(InputError, match="brak stanów"):
        reweighted(np.full((10, 1), 80.0), pd.Series({2024: np.nan}))


@pytest.mark.parametrize("walked", [np.full((10, 2), 80.0), np.zeros((10, 3))])
def test_walks_that_do_not_fit_are_told(walked: Floats) -> None:
    with pytest.raises(ModelError, match="walked"):
        reweighted(walked, pd.Series({2022: 7.0, 2023: 8.0, 2024: 9.0}))


@settings(max_examples=60)
@given(
    st.lists(st.floats(0.001, 1), min_size=2, max_size=30),
    st.integers(1, 200),
    st.integers(0, 99),
)
def test_each_draw_comes_as_often_as_its_weight_says(
    raw: list[float], n_draws: int, seed: int
) -> None:
    weights = np.array(raw) / np.sum(raw)
    kept = resampled(
        Reweighting(weights, 1.0, (2024,), 0.1), np.random.default_rng(seed), n_draws=n_draws
    )
    times = np.bincount(kept, minlength=len(weights))
    assert times.sum() == n_draws
    assert (np.abs(times - n_draws * weights) < 1 + 1e-6).all()


def test_a_draw_without_weight_never_comes() -> None:
    found = Reweighting(np.array([0.0, 1.0, 0.0]), 1.0, (2024,), 0.1)
    for seed in range(20):
        kept = resampled(found, np.random.default_rng(seed), n_draws=7)
        assert set(kept.tolist()) == {1}


@settings(max_examples=50)
@given(st.lists(st.integers(0, 19), min_size=20, max_size=20))
def test_draws_that_are_kept_stay_where_they_were(chosen: list[int]) -> None:
    places = np.array(sorted(chosen))
    found = kept_in_place(places, np.random.default_rng(3))
    assert sorted(found.tolist()) == places.tolist()  # the same draws, as often
    kept = np.unique(places)
    np.testing.assert_array_equal(found[kept], kept)
