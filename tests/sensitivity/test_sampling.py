from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from costmodel.errors import ModelError
from costmodel.sensitivity.information import value_of_knowing
from costmodel.sensitivity.sampling import value_of_sampling

Floats = NDArray[np.float64]
NORMAL = np.asarray(stats.norm.ppf((np.arange(20_000) + 0.5) / 20_000), dtype=np.float64)


def unit_loss(mean: float, spread: float) -> float:
    """Closed form of E[max(Y, 0)] - max(E[Y], 0) for normal Y: Raiffa, Schlaifer (1961), 11.3."""
    away = abs(mean) / spread
    return float(spread * (stats.norm.pdf(away) - away * stats.norm.cdf(-away)))


@pytest.mark.parametrize("mean", [-40.0, 40.0])
@pytest.mark.parametrize("size", [5, 20, 400])
def test_u11_a_normal_value_with_a_linear_net_has_its_closed_form(size: float, mean: float) -> None:
    noise = np.random.default_rng(1).permutation(NORMAL)
    net = mean + 100 * NORMAL + 50 * noise
    # a sample of n beside what is worth 20 moves the mean with a deviation of √(n / (n + 20))
    expected = unit_loss(mean, 100 * (size / (size + 20)) ** 0.5)
    found = value_of_sampling(NORMAL, net, sample_size=size, prior_size=20)
    assert found == pytest.approx(expected, rel=0.03)


@pytest.mark.parametrize("size", [5, 20, 60])
@pytest.mark.parametrize("sign", [1, -1])
def test_u11_a_normal_value_with_a_bent_net_has_its_closed_form(size: float, sign: int) -> None:
    # net ±(1 − x²): after a sample its expectation is v − m², with m of variance v = n / (n + 20);
    # E[max(v − m², 0)] = v · 2 φ(1), and the mean of v − m² is 0
    expected = size / (size + 20) * 2 * stats.norm.pdf(1)
    found = value_of_sampling(NORMAL, sign * (1 - NORMAL**2), sample_size=size, prior_size=20)
    assert found == pytest.approx(expected, rel=0.1)  # the spline is no parabola at its ends


def test_a_share_is_near_that_of_a_plain_sum_over_samples() -> None:
    # share ~ Beta(6, 14), net 1000 · share − 330: each count k of n = 30 with its own decision
    a, b, n = 6.0, 14.0, 30
    k = np.arange(n + 1)
    after = 1000 * (a + k) / (a + b + n) - 330
    chance = stats.betabinom.pmf(k, n, a, b)
    expected = float(chance @ np.maximum(after, 0) - max(chance @ after, 0.0))
    share = stats.beta.ppf((np.arange(20_000) + 0.5) / 20_000, a, b)
    found = value_of_sampling(share, 1000 * share - 330, sample_size=n, prior_size=a + b)
    assert found == pytest.approx(expected, rel=0.05)


def test_u10_no_sample_is_worth_nothing_and_an_endless_one_all() -> None:
    x = np.random.default_rng(2).normal(size=5_000)
    net = 3 * x - 1
    assert value_of_sampling(x, net, sample_size=0, prior_size=10) == pytest.approx(0, abs=1e-9)
    assert value_of_sampling(x, net, sample_size=1e12, prior_size=10) == pytest.approx(
        value_of_knowing(x, net), rel=1e-3
    )


@given(st.integers(0, 1_000), st.floats(0.5, 500), st.floats(1, 500))
@settings(max_examples=25, deadline=None)
def test_u10_a_larger_sample_is_never_worth_less(seed: int, prior: float, size: float) -> None:
    x = np.random.default_rng(seed).normal(size=300)
    net = 2 * x + 0.5
    sizes = (0.0, size, 2 * size, 1e9)
    found = [value_of_sampling(x, net, sample_size=n, prior_size=prior) for n in sizes]
    assert all(b >= a - 1e-9 for a, b in pairwise(found))
    assert 0 <= min(found) <= max(found) <= value_of_knowing(x, net)


def test_u10_what_few_draws_would_put_above_knowing_is_cut_off() -> None:
    x = np.random.default_rng(53).normal(size=40)
    net = x**2 - 1
    found = value_of_sampling(x, net, sample_size=1e9, prior_size=10)
    assert found == value_of_knowing(x, net)


def test_where_the_decision_is_sure_a_sample_is_worth_nothing() -> None:
    x = np.linspace(0, 1, 100)
    assert value_of_sampling(x, x + 1, sample_size=50, prior_size=5) == 0


@pytest.mark.parametrize(("sample", "prior"), [(-1.0, 5.0), (5.0, 0.0), (float("inf"), 5.0)])
def test_sizes_that_cannot_be_are_refused(sample: float, prior: float) -> None:
    with pytest.raises(ModelError, match=f"a sample of {sample:g} stands beside what is worth"):
        value_of_sampling(np.arange(9.0), np.arange(9.0), sample_size=sample, prior_size=prior)
