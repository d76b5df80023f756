from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.calibration.stocks import Reweighting, kept_in_place, resampled, weighed


def test_weights_agree_with_likelihoods_multiplied_one_by_one() -> None:
    likelihoods = np.array([0.2, 0.5, 0.3]) * 1e-4
    found = weighed(np.log(likelihoods), years=(2023, 2024), spread=0.2)
    np.testing.assert_allclose(found.weights, likelihoods / likelihoods.sum())
    assert found.effective == pytest.approx(1 / (0.04 + 0.25 + 0.09))


def test_draws_as_likely_as_each_other_all_count() -> None:
    found = weighed(np.full(50, -900.0), years=(2024,), spread=0.1)  # exp(-900) is 0
    assert found.effective == pytest.approx(50)


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
