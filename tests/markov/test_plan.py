from __future__ import annotations

import numpy as np

from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward


def model(**rewards: Reward) -> StateTransitionModel:
    """Sick people recover or die; the dead stay dead."""
    rows = np.array([[0.8, 0.1, 0.1], [0.3, 0.6, 0.1], [0.0, 0.0, 1.0]])
    return StateTransitionModel(
        ("well", "sick", "dead"), np.array([1.0, 0.0, 0.0]), rows[None, :, :, None], rewards, 4
    )


def test_death_is_not_walked_when_it_costs_nothing() -> None:
    plan = model(cost=Reward(np.array([0.0, 5.0, 0.0]))).plan
    assert (plan.states, plan.walk.flows.n_flows) == (slice(0, 2), 4)


def test_death_is_walked_when_it_costs_something() -> None:
    plan = model(cost=Reward(np.array([0.0, 0.0, 5.0]))).plan
    assert plan.states == slice(0, 3)


def test_rewards_of_one_timing_and_rate_share_a_series() -> None:
    amounts = np.array([1.0, 2.0, 0.0])
    plan = model(
        a=Reward(amounts, discount=0.03),
        b=Reward(2 * amounts, discount=0.03),
        c=Reward(amounts, discount=0.05),
        d=Reward(amounts, timing="end", discount=0.03),
    ).plan
    assert plan.series == {"a": 0, "b": 0, "c": 1, "d": 2}
    assert not plan.needs_people


def test_people_are_kept_only_where_amounts_change_in_time_and_draws() -> None:
    in_time, in_both = np.ones((5, 3, 1)), np.ones((5, 3, 2))
    assert not model(cost=Reward(in_time)).plan.needs_people
    assert model(cost=Reward(in_both)).plan.needs_people
