from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from costmodel.errors import ModelError
from costmodel.markov.flows import Flows, among, flows_of, leading_to, runs
from tests.markov.models import Floats, seeds, some_chain


def dense(flows: Flows) -> Floats:
    """The flows as a table again."""
    n_cycles, _, n_draws = flows.rates.shape
    table = np.zeros((n_cycles, flows.n_states, flows.n_states, n_draws))
    for source, target, row in zip(flows.sources, flows.targets, flows.places, strict=True):
        table[:, source, target] += flows.rates[:, row]
    return table


@given(seeds)
def test_flows_hold_all_that_is_not_zero_and_nothing_else(seed: int) -> None:
    chain = some_chain(np.random.default_rng(seed), n_cycles=3, n_states=4, n_draws=2)
    flows = flows_of(chain)
    np.testing.assert_array_equal(dense(flows), chain)
    assert flows.n_flows == chain.any(axis=(0, 3)).sum()
    assert np.shares_memory(flows.rates, chain)


def test_a_transition_that_is_zero_in_one_cycle_only_is_kept() -> None:
    chain = np.array([[[[1.0], [0.0]], [[0.0], [1.0]]], [[[0.9], [0.1]], [[0.0], [1.0]]]])
    flows = flows_of(chain)
    assert list(zip(flows.sources.tolist(), flows.targets.tolist(), strict=True)) == [
        (0, 0),
        (0, 1),
        (1, 1),
    ]


@given(seeds)
def test_runs_hold_each_flow_once_in_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n_flows = int(rng.integers(0, 20))
    ends, rows = rng.integers(0, 4, (2, n_flows)), rng.permutation(n_flows)
    found = []
    for run in runs(ends[1], ends[0], rows):
        others = range(run.others.start, run.others.stop)
        places = range(run.rows.start, run.rows.stop, run.rows.step)
        assert len(others) == len(places)
        found += [(run.meeting, o, p) for o, p in zip(others, places, strict=True)]
    expected = zip(ends[1].tolist(), ends[0].tolist(), rows.tolist(), strict=True)
    assert sorted(found) == sorted(expected)


def test_the_first_run_of_each_state_is_marked_once() -> None:
    # sources 0 and 2 do not stand side by side
    found = list(runs(np.array([1, 1, 0]), np.array([0, 2, 0]), np.array([0, 1, 2])))
    assert [(run.meeting, run.first) for run in found] == [(0, True), (1, True), (1, False)]


def test_flows_among_some_states_are_counted_from_the_first_of_them() -> None:
    flows = Flows(3, np.array([0, 1, 1, 2]), np.array([0, 1, 2, 2]), np.ones((1, 4, 1)))
    part = among(flows, slice(1, 3))
    assert (part.n_states, part.sources.tolist(), part.targets.tolist()) == (
        2,
        [0, 0, 1],
        [0, 1, 1],
    )
    assert part.places.tolist() == [1, 2, 3]


def test_states_from_which_a_wanted_one_is_reached_in_many_steps_are_found() -> None:
    chain = Flows(5, np.array([0, 1, 2, 4]), np.array([1, 2, 3, 4]), np.ones((1, 4, 1)))
    wanted = np.array([False, False, False, True, False])
    assert leading_to(chain, wanted).tolist() == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("sources", "targets", "says"),
    [
        ([0, 2], [0, 1], r"sources are \[0, 2\].*from 0 to 1"),
        ([0, 1], [0, -1], r"targets are \[0, -1\].*from 0 to 1"),
        ([0], [0, 1], r"targets are \[0, 1\].*there must be 1"),
    ],
)
def test_a_place_that_is_no_state_is_named(
    sources: list[int], targets: list[int], says: str
) -> None:
    with pytest.raises(ModelError, match=says):
        Flows(2, np.array(sources), np.array(targets), np.ones((1, 2, 1)))


def test_rates_of_too_few_flows_are_refused() -> None:
    with pytest.raises(ModelError, match=r"rows are \[0, 1\].*from 0 to 0.*shape \(1, 1, 1\)"):
        Flows(2, np.array([0, 1]), np.array([0, 1]), np.ones((1, 1, 1)))
