from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from costmodel.markov.compiled import by_target
from costmodel.markov.flows import Flows
from costmodel.markov.kernel import arrive, walk_blocks
from costmodel.markov.numpy_tier import walk_with_numpy
from tests.markov.models import seeds, some_model


@given(seeds)
@settings(deadline=None, max_examples=15)
def test_what_is_compiled_is_right_as_plain_python_too(seed: int) -> None:
    model = some_model(seed, n_draws=5, n_states=2, n_cycles=2)
    plan = model.plan
    n_draws = plan.walk.n_draws
    expected = walk_with_numpy(plan.walk, plan.weights, low=0, high=n_draws, with_people=True)
    stays, people = np.empty_like(expected.stays), np.empty_like(expected.people)
    rows, sources, firsts = by_target(plan.walk.flows)
    n_rows = rows.size + (2 + len(plan.weights)) * plan.walk.flows.n_states
    walk_blocks(
        plan.walk.flows.rates,
        rows,
        sources,
        firsts,
        plan.walk.start,
        plan.walk.joining,
        plan.weights,
        0,
        np.zeros((n_rows, 3)),  # five draws are two blocks
        stays,
        people,
    )
    np.testing.assert_allclose(stays, expected.stays, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(people, expected.people, rtol=1e-12)


def test_eleven_flows_into_one_state_and_none_into_the_last() -> None:
    # plain Python, which refuses to read past the end of an array
    flows = Flows(12, np.arange(11), np.zeros(11, dtype=int), np.full((1, 11, 1), 0.5))
    _, sources, firsts = by_target(flows)
    step, now, after = np.full((11, 2), 0.5), np.ones((12, 2)), np.full((12, 2), 9.0)
    sums, weights = np.ones((12, 2)), np.full((1, 3, 12), 2.0)
    for state in range(12):
        begin, end = firsts[state], firsts[state + 1]
        arrive(after, state, now, step, sources, begin, end, sums, weights, 2)
    assert after[:, 1].tolist() == [5.5] + [0.0] * 11
    assert sums[:, 1].tolist() == [12.0] + [1.0] * 11
