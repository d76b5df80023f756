from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.sensitivity.acceptability import (
    acceptability_curves,
    chance_by_price,
    chance_of_best,
)

Floats = NDArray[np.float64]
THRESHOLDS = (0.0, 1.0, 7.0)
# whole numbers, so that options tie often
WHOLE = hnp.arrays(float, (3, 20), elements=st.integers(0, 4).map(float))


def named(rows: Floats) -> dict[str, Floats]:
    return dict(zip(("none", "plan", "dear"), rows, strict=True))


@given(st.integers(0, 10_000))
@settings(max_examples=25)
def test_u14_a_cheaper_plan_never_pays_back_less_often(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gross, cost = rng.normal(1, 2, 50), rng.uniform(0, 3, 50)
    found = chance_by_price(gross, cost, prices=(1.0, 0.75, 0.5, 0.25, 0.0))
    assert (np.diff(found) >= 0).all()
    assert found[-1] == (gross > 0).mean()


def test_a_plan_that_just_pays_back_is_no_gain() -> None:
    assert chance_by_price(np.array([2.0]), np.array([4.0]), prices=(0.5,)).tolist() == [0.0]


def test_u09_three_options_are_those_of_the_hand() -> None:
    effects = named(np.array([[0.0, 0.0], [1.0, 3.0], [2.0, 2.0]]))
    costs = named(np.array([[0.0, 0.0], [4.0, 4.0], [7.0, 7.0]]))
    table = acceptability_curves(effects, costs, thresholds=(2.0, 5.0)).set_index("option")
    # at 2: none 0, 0; plan −2, 2; dear −3, −3. Means 0, 0, −3: none and plan tie in the mean
    at_two = table[table["threshold"] == 2.0]
    assert at_two["chance"].tolist() == [0.5, 0.5, 0.0]
    assert at_two["mean_net_benefit"].tolist() == [0.0, 0.0, -3.0]
    assert at_two["is_best"].tolist() == [True, True, False]
    # at 5: none 0, 0; plan 1, 11; dear 3, 3. Means 0, 6, 3
    at_five = table[table["threshold"] == 5.0]
    assert at_five["chance"].tolist() == [0.0, 0.5, 0.5]
    assert at_five["is_best"].tolist() == [False, True, False]


def test_u09_the_frontier_follows_the_mean_and_not_the_chance() -> None:
    # the plan is better in four of five draws, and yet loses on the mean
    effects = {"none": np.zeros(5), "plan": np.array([1.0, 1.0, 1.0, 1.0, -9.0])}
    table = acceptability_curves(
        effects, {"none": np.zeros(5), "plan": np.zeros(5)}, thresholds=(10.0,)
    )
    assert table["chance"].tolist() == [0.2, 0.8]
    assert table["is_best"].tolist() == [True, False]


@given(WHOLE, WHOLE)
@settings(max_examples=40, deadline=None)
def test_u09_chances_make_one_and_are_those_of_a_plain_loop(effects: Floats, costs: Floats) -> None:
    table = acceptability_curves(named(effects), named(costs), thresholds=THRESHOLDS)
    for threshold, part in table.groupby("threshold"):
        won = [0.0, 0.0, 0.0]
        for draw in range(20):
            nets = [threshold * effects[i, draw] - costs[i, draw] for i in range(3)]
            winners = [i for i in range(3) if nets[i] == max(nets)]
            for i in winners:
                won[i] += 1 / len(winners) / 20
        assert part["chance"].tolist() == pytest.approx(won)
        assert part["chance"].sum() == pytest.approx(1.0)
        best = part["mean_net_benefit"] == part["mean_net_benefit"].max()
        assert part["is_best"].tolist() == best.tolist()


@given(WHOLE, WHOLE, st.permutations(range(3)))
@settings(max_examples=20, deadline=None)
def test_u09_the_order_of_options_settles_no_tie(
    effects: Floats, costs: Floats, order: list[int]
) -> None:
    net = (effects - costs).T
    np.testing.assert_allclose(chance_of_best(net[:, order]), chance_of_best(net)[order])


def test_options_that_are_the_same_share_every_draw() -> None:
    same = np.array([0.3, 0.1, 0.7])
    found = acceptability_curves(
        {"a": same, "b": same.copy()}, {"a": same, "b": same.copy()}, thresholds=THRESHOLDS
    )
    assert set(found["chance"]) == {0.5}
    assert found["is_best"].all()


@pytest.mark.parametrize(
    ("effects", "costs"),
    [
        ({"a": np.ones(3)}, {"b": np.ones(3)}),
        ({"a": np.ones(3)}, {"a": np.ones(4)}),
        ({"a": np.ones((3, 2))}, {"a": np.ones((3, 2))}),
        ({}, {}),
    ],
)
def test_options_or_draws_that_do_not_fit_are_refused(
    effects: dict[str, Floats], costs: dict[str, Floats]
) -> None:
    with pytest.raises(ModelError, match="must be of the same options, and of one run"):
        acceptability_curves(effects, costs, thresholds=(1.0,))
