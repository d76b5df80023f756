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
    value_of_perfect_information,
)

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


def test_perfect_information_has_its_closed_form() -> None:
    _, net = linear()
    expected = unit_loss(MEAN, float(np.hypot(100, 50)))
    assert value_of_perfect_information(net) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("value", [0, 1, 2])
def test_knowing_one_value_has_its_closed_form(value: int) -> None:
    x, net = linear()
    expected = unit_loss(MEAN, WEIGHTS[value])
    assert value_of_knowing(x[:, value], net) == pytest.approx(expected, rel=0.03, abs=0.05)


def test_knowing_two_values_has_its_closed_form() -> None:
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
def test_less_is_never_worth_more(seed: int, shift: float, n_draws: int) -> None:
    x = np.random.default_rng(seed).normal(size=(n_draws, 3))
    net = x[:, 0] * x[:, 1] + x[:, 2] + shift
    whole = value_of_perfect_information(net)
    for part in (value_of_knowing(x[:, 0], net), value_of_knowing_all(x[:, :2], net)):
        assert 0 <= part <= whole


@pytest.mark.parametrize("net", [np.full(50, -3.0), np.full(50, 4.0), np.linspace(-9, -1, 50)])
def test_where_the_decision_is_sure_knowing_is_worth_nothing(net: Floats) -> None:
    value = np.linspace(0.0, 1.0, 50)
    assert value_of_perfect_information(net) == 0
    assert value_of_knowing(value, net) == 0
    assert value_of_knowing_all(value[:, None], net) == 0


def test_a_value_that_is_known_already_is_worth_nothing() -> None:
    assert value_of_knowing(np.ones(100), np.linspace(-1.0, 3.0, 100)) == pytest.approx(0, abs=1e-9)


def test_no_draws_are_refused() -> None:
    with pytest.raises(ModelError, match="no draws"):
        value_of_perfect_information(np.empty(0))
