"""What of a model has to be walked and added up for its rewards to be priced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from costmodel.markov.arrays import Floats
from costmodel.markov.flows import Flows, among, leading_to
from costmodel.markov.rewards import Reward, reward_weights, weighted_amounts
from costmodel.markov.walk import Walk


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """How a model's rewards are added up on the way.

    ``walk`` is that of ``states`` alone: the rest cost nothing and nobody comes back from them,
    as from death. ``weights`` has the shape (n_series, n_cycles + 1, n_states walked): one series
    for each timing and discount rate, or for amounts that change in time and are the same in all
    draws. ``series`` says by which of them a reward is priced; one that is missing there changes
    in time and in draws, and needs the people at each point.
    """

    states: slice
    walk: Walk
    weights: Floats
    series: Mapping[str, int]
    needs_people: bool


def plan_for(walk: Walk, rewards: Mapping[str, Reward], *, cycle_years: float) -> Plan:
    """Return the shortest way to the totals of a model."""
    states, n_cycles = _states_that_matter(walk.flows, rewards), walk.n_cycles
    inside = Walk(among(walk.flows, states), walk.start[states], n_cycles, walk.joining[:, states])
    series: dict[str, int] = {}
    weights: list[Floats] = []
    known: dict[tuple[str, float], int] = {}
    for name, reward in rewards.items():
        if reward.amounts.shape[0] == 1:
            key = (reward.timing, reward.discount)
            if key not in known:
                known[key] = len(weights)
                now, before = reward_weights(reward, n_cycles=n_cycles, cycle_years=cycle_years)
                weights.append(np.repeat((now + before)[:, None], inside.flows.n_states, axis=1))
            series[name] = known[key]
        elif reward.amounts.shape[-1] == 1:
            series[name] = len(weights)
            in_time = weighted_amounts(
                reward, n_cycles=n_cycles, cycle_years=cycle_years, low=0, high=1
            )
            weights.append(in_time[:, states, 0])
    shape = (len(weights), n_cycles + 1, inside.flows.n_states)
    return Plan(
        states=states,
        walk=inside,
        weights=np.array(weights, dtype=np.float64).reshape(shape),
        series=series,
        needs_people=len(series) < len(rewards),
    )


def _states_that_matter(flows: Flows, rewards: Mapping[str, Reward]) -> slice:
    """Return from the first to the last state that costs something or leads to one that does."""
    priced = np.zeros(flows.n_states, dtype=np.bool_)
    for reward in rewards.values():
        priced |= reward.priced
    places = np.flatnonzero(leading_to(flows, priced))
    return slice(int(places[0]), int(places[-1]) + 1) if places.size else slice(0, 1)
