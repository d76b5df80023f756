"""X04: an independent engine (heormodel 0.7.4) gives the same on the same matrices."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
import pytest
from heormodel.models import CohortSpec, MarkovModel

from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward
from costmodel.markov.timing import Timing
from costmodel.markov.totals import evaluate
from tests.markov.models import some_chain

CORRECTIONS: tuple[tuple[Timing, str], ...] = (
    ("every", "none"),
    ("half_cycle", "half_cycle"),
    ("simpson", "simpson"),
)


@pytest.mark.parametrize(("timing", "correction"), CORRECTIONS)
@pytest.mark.parametrize("changing", ["constant", "by cycle"])
@pytest.mark.parametrize("seed", range(4))
def test_x04_totals_agree(
    timing: Timing, correction: str, changing: Literal["constant", "by cycle"], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    n_states, n_cycles, n_draws = int(rng.integers(2, 7)), int(rng.integers(2, 40)), 12
    times = (n_cycles, n_cycles + 1) if changing == "by cycle" else (1, 1)
    chain = some_chain(rng, n_cycles=times[0], n_states=n_states, n_draws=n_draws)
    start = rng.dirichlet(np.ones(n_states))
    cost, effect = rng.uniform(0, 5000, (2, times[1], n_states, n_draws))
    rate, length = float(rng.uniform(0, 0.1)), float(rng.choice([1.0, 0.5]))
    model = StateTransitionModel(
        states=tuple(f"s{i}" for i in range(n_states)),
        start=start,
        transitions=chain,
        rewards={
            name: Reward(amounts, timing=timing, discount=rate)
            for name, amounts in (("cost", cost), ("effect", effect))
        },
        n_cycles=n_cycles,
        cycle_years=length,
    )

    def spec(params: pd.Series[float], intervention: str) -> CohortSpec:
        d = int(params["draw"])
        if changing == "constant":
            return CohortSpec(chain[0, ..., d], cost[0, :, d], effect[0, :, d])
        return CohortSpec(chain[..., d], cost[..., d], effect[..., d])

    engine = MarkovModel(
        states=model.states,
        interventions=["care"],
        transitions_and_rewards=spec,
        n_cycles=n_cycles,
        initial_state=list(start),
        cycle_length=length,
        discount_rate=rate,
        cycle_correction=correction,
    )
    index = pd.RangeIndex(n_draws, name="iteration")
    outcomes = engine.evaluate(pd.DataFrame({"draw": np.arange(n_draws)}, index=index))
    totals = evaluate(model)
    for name, column in (("cost", "cost"), ("effect", "qaly")):
        theirs = outcomes.data[column].to_numpy(dtype=np.float64)
        np.testing.assert_allclose(totals[name], theirs, rtol=1e-12, atol=1e-9)
