from __future__ import annotations

import numpy as np

from costmodel.markov import compiled
from costmodel.markov.compiled import (
    CACHE_LINE,
    FEWEST_DRAWS,
    MOST_DRAWS,
    walk_compiled,
    workspace,
)
from costmodel.markov.walk import Walk
from tests.markov.models import some_model


def test_each_state_has_an_even_number_of_flows() -> None:
    model = some_model(1, n_states=5, n_draws=1)
    rows, sources, firsts = compiled._in_pairs(model.flows)
    assert (np.diff(firsts) % 2 == 0).all()
    assert rows.size == sources.size == firsts[-1]
    assert (rows >= 0).sum() == model.flows.n_flows


def test_rows_of_the_workspace_begin_at_a_cache_line() -> None:
    for n_rows, width in ((1, MOST_DRAWS), (83, 192), (5000, FEWEST_DRAWS)):
        room = workspace(n_rows)
        assert room.shape == (n_rows, width)
        assert all(room[k].ctypes.data % CACHE_LINE == 0 for k in range(n_rows))


def test_some_draws_of_many_are_walked_alone() -> None:
    model = some_model(2, n_draws=9, n_cycles=3, n_states=3)
    walk = Walk(model.flows, model.walk.start, 3, model.walk.joining)
    weights = np.ones((1, 4, 3))
    n = walk.n_draws
    whole = walk_compiled(walk, weights, low=0, high=n, with_people=False)
    part = walk_compiled(walk, weights, low=n // 2, high=n, with_people=False)
    np.testing.assert_array_equal(part.stays, whole.stays[:, :, n // 2 :])
