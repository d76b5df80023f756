"""The pathway without action is the general state-transition model of the same system."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.markov.flows import Flows
from costmodel.markov.trace import trace_of_flows
from costmodel.pathway import walk
from costmodel.scenario import INACTION, Scenario
from tests.town import system


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_the_walk_of_inaction_is_that_of_the_general_model(seed: int) -> None:
    town = system(n_draws=6, n_years=4, seed=seed)
    flows = Flows(
        len(town.stack.names),
        np.array([*town.moves.sources, *town.emergence.sources]),
        np.array([*town.moves.targets, *town.emergence.targets]),
        np.concatenate([town.moves.rates, town.emergence.rates])[None],
    )
    general = trace_of_flows(flows, town.start, n_cycles=4, inflow=town.inflow)
    np.testing.assert_allclose(
        walk(town, Scenario(INACTION)).people, general, rtol=1e-12, atol=1e-12
    )
