from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.markov.compare import frontier, increment

points = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.integers(0, 50), st.integers(0, 50)),
    min_size=1,
)


def test_the_ratio_is_of_means_and_not_the_mean_of_ratios() -> None:
    extra = increment(
        {"cost": np.array([30.0, 10.0]), "effect": np.array([3.0, 0.5])},
        {"cost": np.array([10.0, 0.0]), "effect": np.array([1.0, 0.0])},
    )
    assert extra.cost.tolist() == [20.0, 10.0]
    assert extra.icer == pytest.approx(15.0 / 1.25)
    assert extra.net_benefit(10.0).tolist() == [0.0, -5.0]


def test_without_a_difference_in_effect_there_is_no_ratio() -> None:
    same = {"cost": np.array([5.0]), "effect": np.array([1.0])}
    assert math.isnan(increment(same, same).icer)


def test_a_total_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match=r"'effect' is not among the totals.*\['cost', 'qaly'\]"):
        increment({"cost": np.ones(1), "qaly": np.ones(1)}, {"cost": np.ones(1)})


def test_a_strategy_between_two_others_is_extendedly_dominated() -> None:
    # b costs 9 per unit over a; c costs 1 per unit over b: a mix of a and c beats b
    compared = {c.name: c for c in frontier({"a": (0, 0), "b": (9, 1), "c": (10, 2)})}
    assert compared["b"].standing == "extendedly dominated"
    assert compared["b"].icer is None
    assert compared["c"].icer == 5.0


def test_of_two_that_cost_and_bring_the_same_one_stays() -> None:
    standings = [c.standing for c in frontier({"a": (1.0, 1.0), "b": (1.0, 1.0)})]
    assert sorted(standings) == ["dominated", "on frontier"]


@given(points, st.floats(0, 100))
def test_the_best_at_any_price_is_on_the_frontier(
    totals: dict[str, tuple[float, float]], price: float
) -> None:
    kept = [c for c in frontier(totals) if c.standing == "on frontier"]
    best = max(price * effect - cost for cost, effect in totals.values())
    assert max(price * c.effect - c.cost for c in kept) == pytest.approx(best)


@given(points)
def test_ratios_rise_along_the_frontier(totals: dict[str, tuple[float, float]]) -> None:
    ratios = [c.icer for c in frontier(totals) if c.icer is not None]
    assert ratios == sorted(ratios)
    assert len(set(ratios)) == len(ratios)
