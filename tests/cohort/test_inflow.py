from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.cohort.inflow import inflow_to_meet_stock
from costmodel.cohort.occupancy import occupancy
from costmodel.cohort.states import States
from costmodel.cohort.transitions import transition_matrix
from tests.town import STATES, flows


def test_one_level_by_hand() -> None:
    poor = States(("poor",))
    chain = np.array([[[0.5, 0.2, 0, 0, 0.3], *np.eye(5)[1:].tolist()]])
    start = np.array([[100.0, 0, 0, 0, 0]])
    fitted = inflow_to_meet_stock(
        start, chain, np.array([[90.0, 40.0, 40.0]]), states=poor, entry="poor"
    )
    # 100 -> 50, 40 must come; 90 -> 45, five too many; 45 -> 22.5, 17.5 must come
    np.testing.assert_allclose(fitted.persons[0, :, 0], [40, 0, 17.5])
    assert fitted.unmet_share == pytest.approx(1 / 3)
    assert (fitted.persons[:, :, 1:] == 0).all()


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_the_walk_meets_a_stock_that_does_not_fall_too_fast(seed: int) -> None:
    rng = np.random.default_rng(seed)
    chain = transition_matrix(STATES, flows(rng, n_draws=5))
    start = np.zeros((5, 6))
    start[:, :2] = rng.uniform(10, 90, (5, 2))
    stock = start.sum(axis=1, keepdims=True) * 1.1 ** np.arange(1, 5)
    fitted = inflow_to_meet_stock(start, chain, stock, states=STATES, entry="severe")
    people = occupancy(start, np.repeat(chain[:, None], 4, axis=1), fitted.persons)
    np.testing.assert_allclose(people[:, 1:, :2].sum(axis=2), stock)
    assert fitted.unmet_share == 0
    assert (fitted.persons >= 0).all()
    assert (fitted.persons[:, :, 0] == 0).all()  # all arrive at the level named


def test_relapses_count_towards_the_stock() -> None:
    poor = States(("poor",))
    chain = np.array([np.eye(5)])
    chain[0, 1] = [1.0, 0, 0, 0, 0]
    start = np.array([[10.0, 30.0, 0, 0, 0]])
    fitted = inflow_to_meet_stock(start, chain, np.array([[50.0]]), states=poor, entry="poor")
    assert fitted.persons[0, 0, 0] == 10  # 10 stay, 30 fall back, 10 are new
