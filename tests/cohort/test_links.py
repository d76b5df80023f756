from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.cohort.links import Links, carried, joined, links_of, with_pairs
from costmodel.errors import ModelError, ProbabilityError

Floats = NDArray[np.float64]
DRAWS, YEARS, SIZE = 2, 4, 3


def chains() -> st.SearchStrategy[Floats]:
    """Any matrices of two draws, each row a probability vector, some moves impossible."""
    weights = hnp.arrays(
        float, (DRAWS, SIZE, SIZE), elements=st.one_of(st.just(0.0), st.floats(0.01, 1.0))
    )
    return weights.map(lambda w: w + 0.05 * np.eye(SIZE)).map(
        lambda w: w / w.sum(axis=-1, keepdims=True)
    )


def crowds(*shape: int) -> st.SearchStrategy[Floats]:
    return hnp.arrays(float, shape, elements=st.floats(0.0, 5000.0))


starts, inflows = crowds(SIZE, DRAWS), crowds(YEARS, SIZE, DRAWS)


def walked(start: Floats, chain: Floats, inflow: Floats) -> Floats:
    """People of every year by the links of a matrix; shape (n_years + 1, n_states, n_draws)."""
    links, path = links_of(chain), [start]
    for arriving in inflow:
        path.append(carried(path[-1], links) + arriving)
    return np.stack(path)


def plain_walk(
    start: list[float], chain: list[list[float]], inflow: list[list[float]]
) -> list[list[float]]:
    """The same walk of one draw, person group by person group: a yardstick without NumPy."""
    path = [list(start)]
    for arriving in inflow:
        now = list(arriving)
        for i, people in enumerate(path[-1]):
            for j, chance in enumerate(chain[i]):
                now[j] += people * chance
        path.append(now)
    return path


@given(starts, chains(), inflows)
def test_agrees_with_the_plain_walk(start: Floats, chain: Floats, inflow: Floats) -> None:
    people = walked(start, chain, inflow)
    for d in range(DRAWS):
        slow = plain_walk(start[:, d].tolist(), chain[d].tolist(), inflow[:, :, d].tolist())
        np.testing.assert_allclose(people[:, :, d], slow, rtol=1e-12, atol=1e-9)


@given(starts, chains(), inflows)
def test_nobody_is_lost_or_born_or_negative(start: Floats, chain: Floats, inflow: Floats) -> None:
    people = walked(start, chain, inflow)
    came = start.sum(axis=0) + inflow.sum(axis=1).cumsum(axis=0)
    np.testing.assert_allclose(people[1:].sum(axis=1), came, rtol=1e-12, atol=1e-9)
    assert (people >= 0).all()


@given(starts, chains(), inflows, st.permutations(range(SIZE)))
def test_the_order_of_states_does_not_matter(
    start: Floats, chain: Floats, inflow: Floats, order: list[int]
) -> None:
    renamed = walked(start[order], chain[:, order][:, :, order], inflow[:, order])
    expected = walked(start, chain, inflow)[:, order]
    np.testing.assert_allclose(renamed, expected, rtol=1e-12, atol=1e-9)


@given(starts, starts, chains(), inflows, inflows)
def test_two_groups_walked_apart_add_up(
    start: Floats, other: Floats, chain: Floats, inflow: Floats, more: Floats
) -> None:
    together = walked(start + other, chain, inflow + more)
    apart = walked(start, chain, inflow) + walked(other, chain, more)
    np.testing.assert_allclose(together, apart, rtol=1e-12, atol=1e-9)


@given(starts, chains(), inflows)
def test_flows_in_less_flows_out_are_the_change(
    start: Floats, chain: Floats, inflow: Floats
) -> None:
    people = walked(start, chain, inflow)
    moved = np.einsum("tid,dij->tijd", people[:-1], chain)
    arrive, depart = moved.sum(axis=1) + inflow, moved.sum(axis=2)
    np.testing.assert_allclose(arrive - depart, np.diff(people, axis=0), atol=1e-8)


def test_three_years_by_hand_with_arrivals() -> None:
    chain = np.array([[[0.5, 0.5], [0.25, 0.75]]])
    inflow = np.array([[10.0, 0.0], [0.0, 0.0], [4.0, 2.0]])[:, :, None]
    people = walked(np.array([[100.0], [40.0]]), chain, inflow)
    # year 1: 100 · 0.5 + 40 · 0.25 + 10 = 70      100 · 0.5 + 40 · 0.75 = 80
    # year 2:  70 · 0.5 + 80 · 0.25      = 55       70 · 0.5 + 80 · 0.75 = 95
    # year 3:  55 · 0.5 + 95 · 0.25 + 4  = 55.25    55 · 0.5 + 95 · 0.75 + 2 = 100.75
    expected = np.array([[100, 40], [70, 80], [55, 95], [55.25, 100.75]])
    np.testing.assert_allclose(people[:, :, 0], expected)


@pytest.mark.parametrize(
    ("step", "end"),
    [
        ([[1.0, 0.0], [0.0, 1.0]], [60.0, 40.0]),  # nobody moves
        ([[0.0, 1.0], [0.0, 1.0]], [0.0, 100.0]),  # all reach the absorbing state at once
        ([[0.0, 1.0], [1.0, 0.0]], [40.0, 60.0]),  # all change places
    ],
)
def test_limits(step: list[list[float]], end: list[float]) -> None:
    people = carried(np.array([[60.0], [40.0]]), links_of(np.array([step])))
    np.testing.assert_array_equal(people[:, 0], end)


@given(st.floats(0.0, 1.0))
def test_two_states_are_the_power_of_staying(leave: float) -> None:
    chain = np.array([[[1 - leave, leave], [0.0, 1.0]]])
    people = walked(np.array([[1.0], [0.0]]), chain, np.zeros((6, 2, 1)))
    np.testing.assert_allclose(people[:, 0, 0], (1 - leave) ** np.arange(7.0), atol=1e-15)


@given(chains())
def test_agrees_with_the_power_of_the_matrix(chain: Floats) -> None:
    start = np.array([30.0, 20.0, 50.0])
    people = walked(np.repeat(start[:, None], DRAWS, axis=1), chain, np.zeros((7, SIZE, DRAWS)))
    for d in range(DRAWS):
        power = np.linalg.matrix_power(chain[d], 7)
        np.testing.assert_allclose(people[-1, :, d], start @ power, rtol=1e-12)


@given(chains(), inflows)
@settings(max_examples=40)
def test_an_absorbing_state_never_empties(chain: Floats, inflow: Floats) -> None:
    closed = chain.copy()
    closed[:, -1] = [0.0, 0.0, 1.0]
    gone = walked(np.full((SIZE, DRAWS), 10.0), closed, inflow)[:, -1]
    assert (np.diff(gone, axis=0) >= -1e-9).all()


@given(chains(), starts)
def test_other_rates_take_the_place_of_those_of_the_links(chain: Floats, start: Floats) -> None:
    links = links_of(chain)
    np.testing.assert_allclose(
        carried(start, links, rates=links.rates / 2),
        carried(start, links) / 2,
        rtol=1e-12,
        atol=1e-300,  # half of the smallest number there is is none
    )


def test_links_of_a_matrix_are_the_moves_that_happen_in_some_draw() -> None:
    matrix = np.array([[[1.0, 0.0], [0.5, 0.5]], [[0.75, 0.25], [0.0, 1.0]]])
    links = links_of(matrix, first=4)
    assert (links.sources, links.targets) == ((4, 4, 5, 5), (4, 5, 4, 5))
    np.testing.assert_array_equal(links.rates, [[1, 0.75], [0, 0.25], [0.5, 0], [0.5, 1]])
    bare = links_of(matrix[:1])
    assert (bare.sources, bare.targets) == ((0, 1, 1), (0, 0, 1))


@given(chains(), starts, chains(), starts)
def test_problems_joined_walk_as_they_do_apart(
    one: Floats, people: Floats, other: Floats, more: Floats
) -> None:
    both = joined([links_of(one), links_of(other, first=SIZE)], n_draws=DRAWS)
    found = carried(np.concatenate([people, more]), both)
    np.testing.assert_array_equal(found[:SIZE], carried(people, links_of(one)))
    np.testing.assert_array_equal(found[SIZE:], carried(more, links_of(other)))


def test_nothing_joined_carries_nobody() -> None:
    nothing = joined([], n_draws=DRAWS)
    assert not carried(np.full((SIZE, DRAWS), 5.0), nothing).any()


@given(chains(), starts)
def test_further_pairs_have_a_rate_of_nothing(chain: Floats, start: Floats) -> None:
    links = links_of(chain)
    more = with_pairs(links, [(0, 2), (0, 2), (2, 1), (0, 0)])
    pairs = list(zip(more.sources, more.targets, strict=True))
    assert {(0, 2), (2, 1), (0, 0)} <= set(pairs)
    assert len(set(pairs)) == len(pairs)
    np.testing.assert_array_equal(more.rates[: len(links.sources)], links.rates)
    assert not more.rates[len(links.sources) :].any()
    np.testing.assert_array_equal(carried(start, more), carried(start, links))


@pytest.mark.parametrize(
    ("targets", "rates"),
    [((1, 1), np.ones((2, 1))), ((1, 0), np.ones((3, 1)))],
    ids=["pair_twice", "a_rate_too_many"],
)
def test_links_that_do_not_fit_are_refused(targets: tuple[int, ...], rates: Floats) -> None:
    with pytest.raises(ModelError, match="each pair of states must stand once and have one rate"):
        Links((0, 0), targets, rates)


@pytest.mark.parametrize("rate", [-0.1, np.nan])
def test_a_rate_that_cannot_be_is_refused(rate: float) -> None:
    with pytest.raises(ProbabilityError, match="a rate is negative"):
        Links((0,), (1,), np.array([[0.5, rate]]))
