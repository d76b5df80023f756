from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.errors import ModelError, ProbabilityError
from costmodel.evidence.effect import (
    apply_odds_ratio,
    apply_rate_ratio,
    apply_risk_difference,
    apply_risk_ratio,
    probability_of_rate,
    rate_of_probability,
)

Apply = Callable[[float, float], NDArray[np.float64]]
BY_RATIO: list[Apply] = [apply_risk_ratio, apply_odds_ratio, apply_rate_ratio]
PROBABILITIES = st.floats(0, 1)
RATIOS = st.floats(0, 50)


@pytest.mark.parametrize(
    ("apply", "p", "effect", "after"),
    [
        (apply_risk_ratio, 0.2, 1.5, 0.3),
        (apply_odds_ratio, 0.2, 2.0, 1 / 3),  # odds 1:4 become 1:2
        (apply_rate_ratio, 0.2, 2.0, 0.36),  # two years in one: 1 - 0.8²
        (apply_risk_difference, 0.2, -0.05, 0.15),
    ],
)
def test_cases_by_hand(apply: Apply, p: float, effect: float, after: float) -> None:
    assert apply(p, effect) == pytest.approx(after)


@pytest.mark.parametrize("apply", BY_RATIO)
@given(p=PROBABILITIES)
@settings(max_examples=20)
def test_a_ratio_of_one_changes_nothing(apply: Apply, p: float) -> None:
    assert apply(p, 1.0) == pytest.approx(p, abs=1e-12)


@given(p=PROBABILITIES)
@settings(max_examples=20)
def test_a_difference_of_zero_changes_nothing(p: float) -> None:
    assert apply_risk_difference(p, 0.0) == p


@pytest.mark.parametrize("apply", BY_RATIO)
def test_limits(apply: Apply) -> None:
    assert apply(0.0, 5.0) == 0.0  # what never happens is not made more frequent
    assert apply(0.4, 0.0) == 0.0  # a ratio of zero stops it
    assert apply(1.0, 5.0) == 1.0  # a certainty cannot rise


def test_a_certainty_meets_a_ratio_of_zero() -> None:
    assert apply_risk_ratio(1.0, 0.0) == 0.0
    assert apply_odds_ratio(1.0, 0.0) == 1.0  # infinite odds
    assert apply_rate_ratio(1.0, 0.0) == 0.0  # no rate is left


@pytest.mark.parametrize("apply", BY_RATIO)
@given(p=PROBABILITIES, low=RATIOS, high=RATIOS)
@settings(max_examples=50)
def test_a_larger_ratio_never_lowers_the_chance(
    apply: Apply, p: float, low: float, high: float
) -> None:
    low, high = sorted((low, high))
    lower, higher = float(apply(p, low)), float(apply(p, high))
    assert 0.0 <= lower <= higher + 1e-12
    assert higher <= 1.0


@given(p=PROBABILITIES, rd=st.floats(-1, 1))
@settings(max_examples=50)
def test_a_difference_never_leaves_the_range(p: float, rd: float) -> None:
    assert 0.0 <= float(apply_risk_difference(p, rd)) <= 1.0


@given(p=st.floats(1e-6, 0.999999), ratio=st.floats(0.01, 50))
@settings(max_examples=50)
def test_odds_agree_with_their_definition(p: float, ratio: float) -> None:
    odds = p / (1 - p) * ratio
    assert float(apply_odds_ratio(p, ratio)) == pytest.approx(odds / (1 + odds))


@given(p=PROBABILITIES, ratio=st.floats(0.01, 50))
@settings(max_examples=50)
def test_rates_agree_with_the_power_of_staying(p: float, ratio: float) -> None:
    assert float(apply_rate_ratio(p, ratio)) == pytest.approx(1 - (1 - p) ** ratio, abs=1e-12)


@given(p=PROBABILITIES)
@settings(max_examples=50)
def test_to_a_rate_and_back_is_where_we_began(p: float) -> None:
    assert float(probability_of_rate(rate_of_probability(p))) == pytest.approx(p, abs=1e-12)


def test_draws_broadcast_against_levels() -> None:
    levels, draws = np.array([0.1, 0.2, 0.3]), np.array([[0.5], [2.0]])
    for apply in (apply_risk_ratio, apply_odds_ratio, apply_rate_ratio, apply_risk_difference):
        effect = draws / 10 if apply is apply_risk_difference else draws
        after = apply(levels, effect)
        assert after.shape == (2, 3)
        one_by_one = [[float(apply(p, e)) for p in levels] for e in effect[:, 0]]
        np.testing.assert_allclose(after, one_by_one)


def test_arguments_are_left_as_they_were() -> None:
    p = np.array([0.2, 0.9])
    apply_risk_ratio(p, 2.0)
    apply_risk_difference(p, 0.5)
    np.testing.assert_array_equal(p, [0.2, 0.9])


@pytest.mark.parametrize("apply", [*BY_RATIO, apply_risk_difference])
@pytest.mark.parametrize("p", [-0.1, 1.1, 27.0, float("nan")])
def test_what_is_no_probability_is_named(apply: Apply, p: float) -> None:
    with pytest.raises(ProbabilityError, match=f"p is {p:g}: it must lie between 0 and 1"):
        apply(p, 1.0)


@pytest.mark.parametrize("apply", BY_RATIO)
@pytest.mark.parametrize("ratio", [-0.1, float("nan"), float("inf")])
def test_what_is_no_ratio_is_named(apply: Apply, ratio: float) -> None:
    with pytest.raises(ModelError, match=f"is {ratio:g}: a ratio must be finite"):
        apply(0.5, ratio)


def test_percentage_points_given_as_a_difference_are_named() -> None:
    with pytest.raises(ProbabilityError, match="rd is -15: it must lie between -1 and 1"):
        apply_risk_difference(0.5, -15)


def test_a_negative_rate_is_named() -> None:
    with pytest.raises(ModelError, match="rate is -1"):
        probability_of_rate([0.1, -1.0])
