from __future__ import annotations

import numpy as np

from costmodel.markov.compiled import by_target, walk_compiled, workspace
from costmodel.markov.flows import Flows
from costmodel.markov.kernel import CACHE_LINE, DRAWS
from costmodel.markov.numpy_tier import walk_with_numpy
from costmodel.markov.walk import Walk
from tests.markov.models import some_model


def test_flows_stand_by_the_state_they_lead_to() -> None:
    flows = some_model(1, n_states=5, n_draws=1).flows
    rows, sources, firsts = by_target(flows)
    for state in range(5):
        here = slice(firsts[state], firsts[state + 1])
        into = flows.targets == state
        assert sorted(zip(rows[here], sources[here], strict=True)) == sorted(
            zip(flows.places[into], flows.sources[into], strict=True)
        )
    assert firsts[-1] == flows.n_flows


def test_rows_of_the_workspace_begin_at_a_cache_line() -> None:
    for n_rows in (1, 83, 5000):
        room = workspace(n_rows)
        assert room.shape == (n_rows, DRAWS)
        assert all(room[k].ctypes.data % CACHE_LINE == 0 for k in range(n_rows))


def test_some_draws_of_many_are_walked_alone() -> None:
    model = some_model(2, n_draws=9, n_cycles=3, n_states=3)
    walk = Walk(model.flows, model.walk.start, 3, model.walk.joining)
    weights = np.ones((1, 4, 3))
    n = walk.n_draws
    whole = walk_compiled(walk, weights, low=0, high=n, with_people=False)
    part = walk_compiled(walk, weights, low=n // 2, high=n, with_people=False)
    np.testing.assert_array_equal(part.stays, whole.stays[:, :, n // 2 :])


def test_states_that_many_flows_lead_to_or_none() -> None:
    rates = np.random.default_rng(5).random((1, 11, 70))
    flows = Flows(12, np.arange(11), np.zeros(11, dtype=int), rates)
    start, weights = np.ones(12), np.full((2, 3, 12), [[[0.5]], [[2.0]]])
    inflow = np.arange(12.0)[None, :, None] * np.ones((1, 1, 70))
    for walk in (Walk(flows, start, 2), Walk(flows, start, 2, inflow)):
        made = walk_compiled(walk, weights, low=0, high=70, with_people=True)
        expected = walk_with_numpy(walk, weights, low=0, high=70, with_people=True)
        np.testing.assert_allclose(made.stays, expected.stays, rtol=1e-12)
        np.testing.assert_allclose(made.people, expected.people, rtol=1e-12)
