from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from costmodel.errors import ModelError, ProbabilityError
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward

STAY_OR_LEAVE = np.array([[[[0.9], [0.1]], [[0.0], [1.0]]]])


def model(**changed: Any) -> StateTransitionModel:
    values: dict[str, Any] = {
        "states": ("in", "out"),
        "start": np.array([1.0, 0.0]),
        "transitions": STAY_OR_LEAVE,
        "rewards": {"cost": Reward(np.array([1.0, 0.0]))},
        "n_cycles": 3,
        **changed,
    }
    return StateTransitionModel(**values)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ([0.9, 0.0], r"cycle 0, from 'in', draw 0.*sums to 0\.9"),
        ([0.9, 0.2], r"sums to 1\.1"),
        ([-0.3, 1.3], r"\[-0\.3  1\.3\].*non-negative"),
        ([float("nan"), 1.0], r"sums to nan"),
    ],
)
def test_c03_a_row_that_is_no_probability_is_named_and_not_rescaled(
    row: list[float], says: str
) -> None:
    transitions = np.array([[[[row[0]], [row[1]]], [[0.0], [1.0]]]])
    with pytest.raises(ProbabilityError, match=says) as refused:
        model(transitions=transitions)
    assert "1 of 2 rows fail" in str(refused.value)


def test_the_cycle_state_and_draw_of_a_wrong_row_are_told() -> None:
    transitions = np.tile(STAY_OR_LEAVE, (3, 1, 1, 4))
    transitions[2, 1, 0, 3] = 0.5
    with pytest.raises(ProbabilityError, match=r"cycle 2, from 'out', draw 3"):
        model(transitions=transitions)


def test_rows_rounded_to_ten_digits_are_taken() -> None:
    third = np.round(1 / 3, 10)
    rows = np.full((1, 3, 3, 1), third)
    three = model(states=("a", "b", "c"), start=np.ones(3), transitions=rows, rewards={})
    assert three.n_draws == 1


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"states": ("in", "in")}, "states are.*each name once"),
        ({"states": ()}, "at least one"),
        (
            {"states": ("in", "out", "gone")},
            r"transitions has the shape \(1, 2, 2, 1\).*n_states \(3\)",
        ),
        ({"start": np.ones(3)}, r"start has the shape \(3, 1\)"),
        ({"start": np.array([1.0, -1.0])}, r"start\[1, 0\] is -1"),
        ({"start": np.array([1.0, np.nan])}, r"start\[1, 0\] is nan"),
        ({"n_cycles": 0}, "n_cycles is 0"),
        ({"transitions": np.tile(STAY_OR_LEAVE, (2, 1, 1, 1))}, r"n_cycles or 1 \(3 or 1\)"),
        ({"transitions": STAY_OR_LEAVE[0]}, "transitions has the shape"),
        ({"inflow": np.ones((2, 2, 1))}, r"inflow has the shape \(2, 2, 1\)"),
        ({"inflow": np.full((1, 2, 1), -1.0)}, "inflow.*0 or more"),
        ({"rewards": {"cost": Reward(np.ones(3))}}, r"rewards\['cost'\].amounts.*n_states \(2\)"),
        ({"rewards": {"cost": Reward(np.ones((3, 2, 1)))}}, r"n_cycles \+ 1 or 1 \(4 or 1\)"),
        (
            {"rewards": {"cost": Reward(np.ones(2), one_off=np.ones(3))}},
            r"rewards\['cost'\].one_off.*n_states \(2\)",
        ),
        (
            {"start": np.ones((2, 3)), "rewards": {"cost": Reward(np.ones((1, 2, 4)))}},
            r"'people': 3, 'cost.amounts': 4.*same number",
        ),
        ({"start": np.ones((2, 3)), "inflow": np.ones((1, 2, 4))}, "'start': 3, 'inflow': 4"),
    ],
)
def test_parts_that_do_not_fit_are_named(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        model(**changed)


def test_a_model_cannot_be_changed_through_its_arrays() -> None:
    one = model()
    for array in (one.transitions, one.walk.start, one.rewards["cost"].amounts):
        assert not array.flags.writeable


def test_draws_of_amounts_alone_count() -> None:
    assert model(rewards={"cost": Reward(np.ones((1, 2, 7)))}).n_draws == 7
    assert model(start=np.ones((2, 7))).n_draws == 7
