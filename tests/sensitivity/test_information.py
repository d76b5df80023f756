from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import norm

from costmodel.errors import ModelError
from costmodel.sensitivity.information import (
    value_of_knowing,
    value_of_knowing_all,
    value_of_knowing_among,
    value_of_perfect_information,
    value_of_perfect_information_among,
    yearly_equivalent,
)
from costmodel.sensitivity.sampling import value_of_sampling
from costmodel.units import discount_factors

Floats = NDArray[np.float64]
MEAN = -40.0
WEIGHTS = np.array([100.0, 50.0, 0.0])


def linear(seed: int = 7, *, n_draws: int = 40_000) -> tuple[Floats, Floats]:
    """Three normal values, and a net value that is linear in them."""
    x = np.random.default_rng(seed).normal(size=(n_draws, 3))
    return x, MEAN + x @ WEIGHTS


def unit_loss(mean: float, spread: float) -> float:
    """Closed form of E[max(Y, 0)] - max(E[Y], 0) for normal Y: Raiffa, Schlaifer (1961), 11.3."""
    if spread == 0:
        return 0.0
    away = abs(mean) / spread
    return float(spread * (norm.pdf(away) - away * norm.cdf(-away)))


def test_u11_perfect_information_has_its_closed_form() -> None:
    _, net = linear()
    expected = unit_loss(MEAN, float(np.hypot(100, 50)))
    assert value_of_perfect_information(net) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("value", [0, 1, 2])
def test_u11_knowing_one_value_has_its_closed_form(value: int) -> None:
    x, net = linear()
    expected = unit_loss(MEAN, WEIGHTS[value])
    assert value_of_knowing(x[:, value], net) == pytest.approx(expected, rel=0.03, abs=0.05)


def test_u11_knowing_two_values_has_its_closed_form() -> None:
    x, net = linear()
    expected = unit_loss(MEAN, float(np.hypot(100, 50)))
    assert value_of_knowing_all(x[:, :2], net) == pytest.approx(expected, rel=0.02)


def test_a_value_that_turns_the_decision_only_at_its_ends_is_seen() -> None:
    x = np.random.default_rng(8).uniform(-1, 1, 20_000)
    net = x**2 - 0.5 + np.random.default_rng(9).normal(0, 0.1, 20_000)
    # E[max(x² - 1/2, 0)] = ∫ from √½ to 1 of (x² - 1/2) dx
    root = 0.5**0.5
    expected = (1 - root**3) / 3 - (1 - root) / 2
    assert value_of_knowing(x, net) == pytest.approx(expected, rel=0.05)


@given(st.integers(0, 10_000), st.floats(-2, 2), st.integers(20, 300))
@settings(max_examples=30, deadline=None)
def test_u10_less_is_never_worth_more(seed: int, shift: float, n_draws: int) -> None:
    x = np.random.default_rng(seed).normal(size=(n_draws, 3))
    net = x[:, 0] * x[:, 1] + x[:, 2] + shift
    whole = value_of_perfect_information(net)
    for part in (value_of_knowing(x[:, 0], net), value_of_knowing_all(x[:, :2], net)):
        assert 0 <= part <= whole
    sample = value_of_sampling(x[:, 0], net, sample_size=25, prior_size=50)
    assert 0 <= sample <= value_of_knowing(x[:, 0], net)


def test_u10_knowing_all_is_perfect_information() -> None:
    x, net = linear()
    assert value_of_knowing_all(x, net) == pytest.approx(value_of_perfect_information(net))


@pytest.mark.parametrize("net", [np.full(50, -3.0), np.full(50, 4.0), np.linspace(-9, -1, 50)])
def test_u10_where_the_decision_is_sure_knowing_is_worth_nothing(net: Floats) -> None:
    value = np.linspace(0.0, 1.0, 50)
    assert value_of_perfect_information(net) == 0
    assert value_of_knowing(value, net) == 0
    assert value_of_knowing_all(value[:, None], net) == 0


def test_a_value_that_is_known_already_is_worth_nothing() -> None:
    assert value_of_knowing(np.ones(100), np.linspace(-1.0, 3.0, 100)) == pytest.approx(0, abs=1e-9)


def test_no_draws_are_refused() -> None:
    with pytest.raises(ModelError, match="no draws"):
        value_of_perfect_information(np.empty(0))


def test_u11_among_options_knowing_has_its_closed_form() -> None:
    # two options of mean 0, independent and normal with deviations 3 and 4
    x = np.random.default_rng(3).normal(size=(200_000, 2)) * np.array([3.0, 4.0])
    net = np.column_stack([x[:, 0], x[:, 1]])
    expected = 5 / np.sqrt(2 * np.pi)  # E max(A, B) = √(3² + 4²) / √(2π)
    assert value_of_perfect_information_among(net) == pytest.approx(expected, rel=0.03)
    assert value_of_knowing_among(x, net) == pytest.approx(expected, rel=0.03)
    # knowing the second alone, the first stays at its mean: E max(0, B) = 4 / √(2π)
    assert value_of_knowing_among(x[:, 1:], net) == pytest.approx(4 / np.sqrt(2 * np.pi), rel=0.03)


@given(st.integers(0, 10_000), st.integers(30, 200))
@settings(max_examples=20, deadline=None)
def test_u10_among_options_less_is_never_worth_more(seed: int, n_draws: int) -> None:
    x = np.random.default_rng(seed).normal(size=(n_draws, 4))
    net = np.column_stack([np.zeros(n_draws), x[:, 0] * x[:, 1], x[:, 2] - 0.3])
    whole = value_of_perfect_information_among(net)
    assert 0 <= value_of_knowing_among(x[:, :2], net) <= whole
    plain = np.mean([max(row) for row in net]) - max(net.mean(axis=0))
    assert whole == pytest.approx(plain, abs=1e-12)


def test_a_plan_against_none_is_a_choice_among_two() -> None:
    x, net = linear(n_draws=2_000)
    both = np.column_stack([np.zeros(2_000), net])
    assert value_of_perfect_information_among(both) == pytest.approx(
        value_of_perfect_information(net)
    )
    assert value_of_knowing_among(x, both) == pytest.approx(value_of_knowing_all(x, net))


def test_u10_an_option_that_is_always_best_leaves_nothing_to_know() -> None:
    x = np.random.default_rng(4).uniform(size=(50, 1))
    net = np.column_stack([x[:, 0], x[:, 0] + 1.0, -x[:, 0]])
    assert value_of_perfect_information_among(net) == 0
    assert value_of_knowing_among(x, net) == 0


def test_a_present_value_is_told_as_an_annuity() -> None:
    # 100 zł at the end of each of two years at 10 %: 100 / 1.1 + 100 / 1.21 = 173.55
    discount = discount_factors(0.10, n_years=3)[1:]
    assert yearly_equivalent(100 / 1.1 + 100 / 1.21, discount=discount) == pytest.approx(100.0)


@given(st.floats(-0.5, 0.9), st.integers(1, 60), st.floats(0, 1e9))
def test_the_annuity_paid_each_year_is_worth_the_value(
    rate: float, n_years: int, value: float
) -> None:
    discount = discount_factors(rate, n_years=n_years)
    a_year = yearly_equivalent(value, discount=discount)
    assert sum(a_year * factor for factor in discount) == pytest.approx(value)


def test_a_horizon_of_no_years_is_refused() -> None:
    with pytest.raises(ModelError, match="discount factors sum to 0: give one for each year"):
        yearly_equivalent(1.0, discount=np.empty(0))
