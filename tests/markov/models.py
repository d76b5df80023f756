"""Models made at random, and the same computation in plain loops, as a yardstick."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward
from costmodel.markov.timing import Timing

Floats = NDArray[np.float64]
TIMINGS: tuple[Timing, ...] = ("start", "end", "every", "half_cycle", "life_table", "simpson")
seeds = st.integers(0, 2**32 - 1)


def some_chain(
    rng: np.random.Generator, *, n_cycles: int, n_states: int, n_draws: int, zeros: float = 0.4
) -> Floats:
    """Rows that sum to 1, some of their cells 0 in all cycles and draws."""
    weights = rng.uniform(0.01, 1.0, (n_cycles, n_states, n_states, n_draws))
    there = rng.random((n_states, n_states)) >= zeros
    there |= np.eye(n_states, dtype=bool)
    weights *= there[None, :, :, None]
    return np.asarray(weights / weights.sum(axis=2, keepdims=True))


def some_model(seed: int, **fixed: int) -> StateTransitionModel:
    """Any shape a model can have: shared or not by draws, constant or not in time, open or not."""
    rng = np.random.default_rng(seed)
    size = {
        "n_cycles": int(rng.integers(1, 12)),
        "n_states": int(rng.integers(1, 6)),
        "n_draws": int(rng.integers(1, 6)),
        **fixed,
    }
    cycles, states, draws = size["n_cycles"], size["n_states"], size["n_draws"]

    def one_or(many: int) -> int:
        return many if rng.random() < 0.6 else 1

    rewards: dict[str, Reward] = {
        timing: Reward(
            rng.uniform(-1.0, 2.0, (one_or(cycles + 1), states, one_or(draws)))
            * (rng.random(states) < 0.8)[:, None],
            timing=timing,
            discount=float(rng.choice([0.0, 0.03, 0.06])),
            one_off=rng.random((states, one_or(draws))) if rng.random() < 0.3 else None,
        )
        for timing in TIMINGS
    }
    inflow = rng.random((one_or(cycles), states, one_or(draws)))
    return StateTransitionModel(
        states=tuple(f"s{i}" for i in range(states)),
        start=rng.random((states, one_or(draws))),
        transitions=some_chain(
            rng, n_cycles=one_or(cycles), n_states=states, n_draws=one_or(draws)
        ),
        rewards=rewards,
        n_cycles=cycles,
        inflow=inflow if rng.random() < 0.5 else None,
        cycle_years=float(rng.choice([1.0, 1 / 12])),
    )


def at(array: Floats, t: int, *, draw: int) -> Floats:
    """The values of one cycle and draw, whether or not they change."""
    return np.asarray(array[min(t, array.shape[0] - 1)][..., min(draw, array.shape[-1] - 1)])


def plain_people(model: StateTransitionModel, draw: int) -> list[Floats]:
    """One draw in one line a step."""
    people = [at(model.walk.start[None], 0, draw=draw)]
    for t in range(model.n_cycles):
        step = at(model.transitions, t, draw=draw)
        people.append(people[-1] @ step + at(model.walk.joining, t, draw=draw))
    return people


def plain_total(model: StateTransitionModel, reward: Reward, draw: int) -> float:
    """The total as each timing defines it, cycle by cycle."""
    people, n = plain_people(model, draw), model.n_cycles
    v = (1 + reward.discount) ** -model.cycle_years

    def earned(t: int) -> float:
        return float((people[t] * at(reward.amounts, t, draw=draw)).sum() * v**t)

    def averaged(t: int) -> float:
        mean = (people[t] + people[t + 1]) / 2
        return float((mean * at(reward.amounts, t, draw=draw)).sum() * v**t)

    points = range(n + 1)
    totals: Mapping[Timing, float] = {
        "start": sum(earned(t) for t in range(n)),
        "end": sum(earned(t) for t in range(1, n + 1)),
        "every": sum(earned(t) for t in points),
        "half_cycle": sum((earned(t) + earned(t + 1)) / 2 for t in range(n)),
        "life_table": sum(averaged(t) for t in range(n)),
        "simpson": sum(
            earned(t) * (1 if t in (0, n) else 4 if t % 2 == 0 else 2) / 3 for t in points
        ),
    }
    once = 0.0
    if reward.one_off is not None:
        once = float(people[0] @ at(reward.one_off[None], 0, draw=draw))
    return totals[reward.timing] + once
