from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from costmodel.errors import ModelError
from costmodel.markov.rewards import Reward, weighted_amounts


def test_a_life_table_prices_a_cycle_with_its_own_amount_at_both_ends() -> None:
    # cycle 0 costs 10, cycle 1 costs 100; the last amount belongs to no cycle
    reward = Reward(np.array([[[10.0]], [[100.0]], [[7.0]]]), timing="life_table", discount=0.25)
    weighted = weighted_amounts(reward, n_cycles=2, cycle_years=1.0, low=0, high=1)
    np.testing.assert_allclose(weighted[:, 0, 0], [5.0, 5.0 + 40.0, 40.0])


def test_states_that_cost_nothing_in_any_cycle_and_draw_are_known() -> None:
    amounts = np.zeros((2, 3, 2))
    amounts[1, 2, 1] = -4.0
    assert Reward(amounts).priced.tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"amounts": np.ones((2, 2))}, r"amounts have the shape \(2, 2\).*draws last"),
        ({"amounts": np.array([1.0, np.nan])}, r"amounts\[0, 1, 0\] is nan"),
        ({"amounts": np.ones(2), "one_off": np.ones((1, 1, 1))}, "one_off have the shape"),
        ({"amounts": np.ones(2), "one_off": np.array([np.inf, 0.0])}, r"one_off\[0, 0\] is inf"),
        ({"amounts": np.ones(2), "timing": "noon"}, "timing is 'noon'"),
        ({"amounts": np.ones(2), "discount": -2.0}, "discount is -2"),
    ],
)
def test_a_reward_that_cannot_be_read_is_refused(values: dict[str, Any], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        Reward(**values)
