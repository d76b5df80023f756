from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.cohort.occupancy import occupancy, person_years
from costmodel.errors import ModelError, ProbabilityError

Floats = NDArray[np.float64]
DRAWS, YEARS, SIZE = 2, 4, 3


def chains() -> st.SearchStrategy[Floats]:
    """Any two draws of four years, each row a probability vector."""
    weights = hnp.arrays(float, (DRAWS, YEARS, SIZE, SIZE), elements=st.floats(0.01, 1.0))
    return weights.map(lambda w: w / w.sum(axis=-1, keepdims=True))


def crowds(*shape: int) -> st.SearchStrategy[Floats]:
    return hnp.arrays(float, shape, elements=st.floats(0.0, 5000.0))


starts, inflows = crowds(DRAWS, SIZE), crowds(DRAWS, YEARS, SIZE)


def plain_walk(
    start: list[float], chain: list[list[list[float]]], inflow: list[list[float]]
) -> list[list[float]]:
    """The same walk of one draw, person group by person group: a yardstick without NumPy."""
    path = [list(start)]
    for step, arriving in zip(chain, inflow, strict=True):
        now = list(arriving)
        for i, people in enumerate(path[-1]):
            for j, chance in enumerate(step[i]):
                now[j] += people * chance
        path.append(now)
    return path


@given(starts, chains(), inflows)
def test_agrees_with_the_plain_walk(start: Floats, chain: Floats, inflow: Floats) -> None:
    expected = np.array(
        [plain_walk(start[d].tolist(), chain[d].tolist(), inflow[d].tolist()) for d in range(DRAWS)]
    )
    np.testing.assert_allclose(occupancy(start, chain, inflow), expected, rtol=1e-12, atol=1e-9)


@given(starts, chains(), inflows)
def test_nobody_is_lost_or_born(start: Floats, chain: Floats, inflow: Floats) -> None:
    total = occupancy(start, chain, inflow).sum(axis=-1)
    came = start.sum(axis=-1)[:, None] + inflow.sum(axis=-1).cumsum(axis=1)
    np.testing.assert_allclose(total[:, 0], start.sum(axis=-1))
    np.testing.assert_allclose(total[:, 1:], came, rtol=1e-12, atol=1e-9)


@given(starts, chains(), inflows)
def test_nobody_is_negative(start: Floats, chain: Floats, inflow: Floats) -> None:
    assert (occupancy(start, chain, inflow) >= 0).all()


@given(starts, chains(), inflows, st.permutations(range(SIZE)))
def test_the_order_of_states_does_not_matter(
    start: Floats, chain: Floats, inflow: Floats, order: list[int]
) -> None:
    renamed = occupancy(start[:, order], chain[:, :, order][:, :, :, order], inflow[:, :, order])
    expected = occupancy(start, chain, inflow)[:, :, order]
    np.testing.assert_allclose(renamed, expected, rtol=1e-12, atol=1e-9)


@given(starts, starts, chains(), inflows, inflows)
def test_two_groups_walked_apart_add_up(
    start: Floats, other: Floats, chain: Floats, inflow: Floats, more: Floats
) -> None:
    together = occupancy(start + other, chain, inflow + more)
    apart = occupancy(start, chain, inflow) + occupancy(other, chain, more)
    np.testing.assert_allclose(together, apart, rtol=1e-12, atol=1e-9)


@given(starts, chains(), inflows)
def test_flows_in_less_flows_out_are_the_change(
    start: Floats, chain: Floats, inflow: Floats
) -> None:
    people = occupancy(start, chain, inflow)
    moved = people[:, :-1, :, None] * chain
    arrive, depart = moved.sum(axis=2) + inflow, moved.sum(axis=3)
    np.testing.assert_allclose(arrive - depart, np.diff(people, axis=1), atol=1e-8)


def test_three_years_by_hand_with_arrivals() -> None:
    chain = np.array([[[[0.5, 0.5], [0.25, 0.75]]] * 3])
    inflow = np.array([[[10.0, 0.0], [0.0, 0.0], [4.0, 2.0]]])
    people = occupancy(np.array([[100.0, 40.0]]), chain, inflow)
    # year 1: 100 · 0.5 + 40 · 0.25 + 10 = 70      100 · 0.5 + 40 · 0.75 = 80
    # year 2:  70 · 0.5 + 80 · 0.25      = 55       70 · 0.5 + 80 · 0.75 = 95
    # year 3:  55 · 0.5 + 95 · 0.25 + 4  = 55.25    55 · 0.5 + 95 · 0.75 + 2 = 100.75
    expected = np.array([[100, 40], [70, 80], [55, 95], [55.25, 100.75]])
    np.testing.assert_allclose(people[0], expected)


@pytest.mark.parametrize(
    ("step", "end"),
    [
        ([[1.0, 0.0], [0.0, 1.0]], [60.0, 40.0]),  # nobody moves
        ([[0.0, 1.0], [0.0, 1.0]], [0.0, 100.0]),  # all reach the absorbing state at once
        ([[0.0, 1.0], [1.0, 0.0]], [40.0, 60.0]),  # all change places
    ],
)
def test_limits(step: list[list[float]], end: list[float]) -> None:
    people = occupancy(np.array([[60.0, 40.0]]), np.array([[step]]), np.zeros((1, 1, 2)))
    np.testing.assert_allclose(people[0, -1], end)


@given(st.floats(0.0, 1.0))
def test_two_states_are_the_power_of_staying(leave: float) -> None:
    chain = np.array([[[[1 - leave, leave], [0.0, 1.0]]] * 6])
    people = occupancy(np.array([[1.0, 0.0]]), chain, np.zeros((1, 6, 2)))
    np.testing.assert_allclose(people[0, :, 0], (1 - leave) ** np.arange(7.0), atol=1e-15)


@given(chains())
def test_agrees_with_the_power_of_the_matrix(chain: Floats) -> None:
    same = np.repeat(chain[:, :1], YEARS, axis=1)
    people = occupancy(np.array([[30.0, 20.0, 50.0]] * 2), same, np.zeros((2, YEARS, SIZE)))
    power = np.linalg.matrix_power(chain[0, 0], YEARS)
    np.testing.assert_allclose(people[0, -1], np.array([30.0, 20.0, 50.0]) @ power, rtol=1e-12)


@given(chains(), inflows)
@settings(max_examples=40)
def test_an_absorbing_state_never_empties(chain: Floats, inflow: Floats) -> None:
    closed = chain.copy()
    closed[:, :, -1] = [0.0, 0.0, 1.0]
    gone = occupancy(np.full((DRAWS, SIZE), 10.0), closed, inflow)[:, :, -1]
    assert (np.diff(gone, axis=1) >= -1e-9).all()


def test_person_years_are_half_of_start_and_half_of_end() -> None:
    people = np.array([[[100.0, 0.0], [60.0, 40.0], [60.0, 40.0]]])
    np.testing.assert_allclose(person_years(people), [[[80, 20], [60, 40]]])


@given(chains(), starts)
def test_a_closed_cohort_lives_one_year_a_person_and_year(chain: Floats, start: Floats) -> None:
    stays = person_years(occupancy(start, chain, np.zeros((DRAWS, YEARS, SIZE))))
    np.testing.assert_allclose(stays.sum(axis=(1, 2)), YEARS * start.sum(axis=1), atol=1e-9)


def test_a_row_of_0_9_is_refused_and_named() -> None:
    chain = np.array([[[[0.9, 0.0], [0.0, 1.0]]]])
    with pytest.raises(ProbabilityError, match=r"transitions\[0, 0, 0\].*sums to 0\.9"):
        occupancy(np.array([[1.0, 0.0]]), chain, np.zeros((1, 1, 2)))


@pytest.mark.parametrize(
    ("start", "inflow", "says"),
    [
        ([[1.0, -2.0]], [[[0.0, 0.0]]], r"start\[0, 1\] is -2: people must be 0 or more"),
        ([[1.0, 2.0]], [[[0.0, -3.0]]], r"inflow\[0, 0, 1\] is -3: people must be 0 or more"),
        ([[np.nan, 2.0]], [[[0.0, 0.0]]], r"start\[0, 0\] is nan"),
        ([[1.0]], [[[0.0, 0.0]]], r"start is \(1, 1\).*must be \(1, 2\) and \(1, 1, 2\)"),
        ([[1.0, 2.0]], [[[0.0, 0.0]] * 2], r"inflow \(1, 2, 2\)"),
    ],
)
def test_people_that_cannot_be_are_refused(
    start: list[list[float]], inflow: list[list[list[float]]], says: str
) -> None:
    chain = np.array([[[[1.0, 0.0], [0.0, 1.0]]]])
    with pytest.raises(ModelError, match=says):
        occupancy(np.array(start), chain, np.array(inflow))
