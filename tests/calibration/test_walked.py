from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.calibration.walked import walked_stocks
from costmodel.errors import ModelError

Floats = NDArray[np.float64]
RNG = np.random.default_rng(5)
MATRICES = RNG.dirichlet(np.ones(3), size=(6, 3))
START = RNG.uniform(10, 100, (6, 3))
INFLOW = RNG.uniform(0, 9, (6, 4, 3))


def plain_walk(start: Floats, matrix: Floats, inflow: Floats) -> list[float]:
    """One draw, one year at a time: a yardstick."""
    people, stocks = start, [start[0] + start[2]]
    for new in inflow:
        people = people @ matrix + new
        stocks.append(people[0] + people[2])
    return stocks


def test_agrees_with_a_plain_walk() -> None:
    found = walked_stocks(START, MATRICES, INFLOW, counted=[0, 2])
    expected = [plain_walk(*draw) for draw in zip(START, MATRICES, INFLOW, strict=True)]
    np.testing.assert_allclose(found, expected)


def test_nobody_is_lost_when_all_states_are_counted() -> None:
    found = walked_stocks(START, MATRICES, np.zeros_like(INFLOW), counted=[0, 1, 2])
    np.testing.assert_allclose(found, np.repeat(START.sum(axis=1)[:, None], 5, axis=1))


@settings(max_examples=20)
@given(st.floats(0.1, 20))
def test_twice_the_people_show_twice_the_stock(factor: float) -> None:
    one = walked_stocks(START, MATRICES, INFLOW, counted=[1])
    other = walked_stocks(factor * START, MATRICES, factor * INFLOW, counted=[1])
    np.testing.assert_allclose(other, factor * one)


def test_shapes_that_do_not_fit_are_told() -> None:
    with pytest.raises(ModelError, match=r"inflow \(6, 4, 2\)"):
        walked_stocks(START, MATRICES, INFLOW[:, :, :2], counted=[0])
