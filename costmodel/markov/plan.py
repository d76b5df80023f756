"""What of a model has to be walked and added up for its rewards to be priced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from costmodel.markov.arrays import Floats
from costmodel.markov.flows import among, leading_to
from costmodel.markov.model import StateTransitionModel
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


def plan_for(model: StateTransitionModel) -> Plan:
    """Return the shortest way to the totals of a model."""
    states = _states_that_matter(model)
    inside = Walk(
        among(model.flows, states),
        model.walk.start[states],
        model.n_cycles,
        model.walk.joining[:, states],
    )
    n_states = inside.flows.n_states
    series: dict[str, int] = {}
    weights: list[Floats] = []
    known: dict[tuple[str, float], int] = {}
    for name, reward in model.rewards.items():
        if reward.amounts.shape[0] == 1:
            key = (reward.timing, reward.discount)
            if key not in known:
                known[key] = len(weights)
                weights.append(_alike_in_all_states(model, reward, n_states))
            series[name] = known[key]
        elif reward.amounts.shape[-1] == 1:
            series[name] = len(weights)
            weights.append(_alike_in_all_draws(model, reward)[:, states])
    shape = (len(weights), model.n_cycles + 1, n_states)
    return Plan(
        states=states,
        walk=inside,
        weights=np.array(weights, dtype=np.float64).reshape(shape),
        series=series,
        needs_people=len(series) < len(model.rewards),
    )


def _states_that_matter(model: StateTransitionModel) -> slice:
    """Return from the first to the last state that costs something or leads to one that does."""
    priced = np.zeros(len(model.states), dtype=np.bool_)
    for reward in model.rewards.values():
        priced |= reward.priced
    places = np.flatnonzero(leading_to(model.flows, priced))
    return slice(int(places[0]), int(places[-1]) + 1) if places.size else slice(0, 1)


def _alike_in_all_states(model: StateTransitionModel, reward: Reward, n_states: int) -> Floats:
    now, before = reward_weights(reward, n_cycles=model.n_cycles, cycle_years=model.cycle_years)
    return np.repeat((now + before)[:, None], n_states, axis=1)


def _alike_in_all_draws(model: StateTransitionModel, reward: Reward) -> Floats:
    return weighted_amounts(
        reward, n_cycles=model.n_cycles, cycle_years=model.cycle_years, low=0, high=1
    )[:, :, 0]
