from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from costmodel.errors import ModelError
from costmodel.uncertainty.correlation import SMALLEST, clashing_pairs, correlated_uniforms
from costmodel.uncertainty.draws import uniforms

Floats = NDArray[np.float64]
NAMES = ("exit", "relapse", "price", "use")
WANTED = np.array(
    [
        [1.0, -0.5, 0.0, 0.3],
        [-0.5, 1.0, 0.0, 0.2],
        [0.0, 0.0, 1.0, 0.0],
        [0.3, 0.2, 0.0, 1.0],
    ]
)


def reached(drawn: dict[str, Floats], names: tuple[str, ...]) -> Floats:
    return np.array(
        [[stats.spearmanr(drawn[a], drawn[b]).statistic for b in names] for a in names],
        dtype=np.float64,
    )


@pytest.mark.parametrize("n_draws", [500, 2048])
@pytest.mark.parametrize("seed", [1, 2])
def test_u06_the_required_correlations_are_reached(seed: int, n_draws: int) -> None:
    drawn = correlated_uniforms(NAMES, WANTED, seed=seed, n_draws=n_draws)
    related = ("exit", "relapse", "use")
    places = [NAMES.index(name) for name in related]
    # what chance alone leaves of 1/√n is taken out; what stays comes from turning scores to ranks
    found = reached(drawn, related)
    np.testing.assert_allclose(found, WANTED[np.ix_(places, places)], atol=0.6 / n_draws**0.5)


@given(st.floats(-0.95, 0.95), st.integers(0, 1_000), st.integers(3, 200))
@settings(max_examples=30, deadline=None)
def test_u06_the_points_of_each_name_are_kept(rank: float, seed: int, n_draws: int) -> None:
    wanted = np.array([[1.0, rank], [rank, 1.0]])
    drawn = correlated_uniforms(("a", "b"), wanted, seed=seed, n_draws=n_draws)
    for name, points in drawn.items():
        own = uniforms(name, seed=seed, n_draws=n_draws)
        np.testing.assert_array_equal(np.sort(points), np.sort(own))


def test_a_pair_is_that_of_a_plain_gaussian_copula() -> None:
    # the chance that both are in the upper half: 1/4 + arcsin(R) / (2 π), Sheppard (1899)
    wanted = np.array([[1.0, 0.6], [0.6, 1.0]])
    drawn = correlated_uniforms(("a", "b"), wanted, seed=3, n_draws=2**13)
    both = ((drawn["a"] > 0.5) & (drawn["b"] > 0.5)).mean()
    expected = 0.25 + np.arcsin(2 * np.sin(np.pi * 0.6 / 6)) / (2 * np.pi)
    assert both == pytest.approx(expected, abs=0.006)


def test_the_first_name_of_a_group_keeps_its_order_and_the_second_follows_a_plain_recipe() -> None:
    wanted = np.array([[1.0, 0.7], [0.7, 1.0]])
    drawn = correlated_uniforms(("a", "b"), wanted, seed=1, n_draws=64)
    a, b = (uniforms(name, seed=1, n_draws=64) for name in "ab")
    np.testing.assert_array_equal(drawn["a"], a)
    za, zb = stats.zscore(stats.norm.ppf(a)), stats.zscore(stats.norm.ppf(b))
    rest = stats.zscore(zb - (za @ zb) / (za @ za) * za)  # what a line on a does not explain
    normal = 2 * np.sin(np.pi * 0.7 / 6)
    score = normal * za + np.sqrt(1 - normal**2) * rest
    expected = np.sort(b)[stats.rankdata(score).astype(int) - 1]
    np.testing.assert_array_equal(drawn["b"], expected)


def test_u01_an_unrelated_name_changes_no_draw() -> None:
    drawn = correlated_uniforms(NAMES, WANTED, seed=4, n_draws=128)
    np.testing.assert_array_equal(drawn["price"], uniforms("price", seed=4, n_draws=128))
    places = [3, 0, 1]  # without price, in another order
    fewer = correlated_uniforms(
        [NAMES[i] for i in places], WANTED[np.ix_(places, places)], seed=4, n_draws=128
    )
    for name, points in fewer.items():
        np.testing.assert_array_equal(points, drawn[name])


def test_without_correlation_all_draws_are_as_they_were() -> None:
    drawn = correlated_uniforms(NAMES, np.eye(4), seed=4, n_draws=2)
    for name in NAMES:
        np.testing.assert_array_equal(drawn[name], uniforms(name, seed=4, n_draws=2))


def test_u06_pairs_that_cannot_hold_together_are_named_and_not_repaired() -> None:
    clash = np.eye(4)
    for i, j, rank in ((0, 1, 0.9), (1, 3, 0.9), (0, 3, -0.9)):
        clash[i, j] = clash[j, i] = rank
    assert set(clashing_pairs(clash)) == {(0, 1), (1, 3), (0, 3)}
    with pytest.raises(ModelError, match=r"exit and use: -0\.9 and -0\.9") as caught:
        correlated_uniforms(NAMES, clash, seed=1, n_draws=64)
    assert "relapse and use: 0.9" in str(caught.value)
    assert len(re.findall(r"0\.9; \w", str(caught.value))) == 2  # between three pairs
    assert "price" not in str(caught.value)
    assert "nearer to 0" in str(caught.value)


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        ((0, 1), 0.5, "exit and relapse: 0.5 and -0.5"),  # not symmetric
        ((2, 2), 0.9, "price and price: 0.9"),
        ((1, 3), 1.2, "relapse and use: 1.2"),
        ((1, 3), float("nan"), "relapse and use: nan"),
    ],
)
def test_u06_an_entry_that_is_no_correlation_is_named(
    place: tuple[int, int], value: float, says: str
) -> None:
    wrong = WANTED.copy()
    wrong[place] = value
    with pytest.raises(ModelError, match=says):
        correlated_uniforms(NAMES, wrong, seed=1, n_draws=64)


def test_entries_that_differ_from_their_mirror_by_a_little_are_named() -> None:
    wrong = WANTED.copy()
    wrong[0, 1] += 1e-9
    assert clashing_pairs(wrong) == ((0, 1),)


def test_all_entries_beyond_1_are_named_however_far_beyond() -> None:
    wrong = np.eye(4)
    wrong[0, 1] = wrong[1, 0] = 2.0
    wrong[2, 3] = wrong[3, 2] = 1.01
    assert clashing_pairs(wrong) == ((0, 1), (2, 3))
    round_the_circle = np.array([[1.0, 6.0], [6.0, 1.0]])  # whose sine is that of no correlation
    assert clashing_pairs(round_the_circle) == ((0, 1),)


def test_pairs_that_clash_are_named_the_worst_first() -> None:
    clash = np.array([[1.0, 0.5, -0.8], [0.5, 1.0, 0.95], [-0.8, 0.95, 1.0]])
    assert clashing_pairs(clash) == ((1, 2), (0, 2), (0, 1))  # the mildest of the three is 0.5


@pytest.mark.parametrize(("short_of_1", "clash"), [(0.8 * SMALLEST, True), (1.2 * SMALLEST, False)])
def test_how_near_to_one_two_numbers_may_be(short_of_1: float, clash: bool) -> None:
    rank = 6 / np.pi * np.arcsin((1 - short_of_1) / 2)  # the smallest eigenvalue is short_of_1
    assert bool(clashing_pairs(np.array([[1.0, rank], [rank, 1.0]]))) == clash


def test_a_name_that_stands_alone_does_not_keep_those_after_it_from_being_related() -> None:
    wanted = np.eye(3)
    wanted[1, 2] = wanted[2, 1] = 0.7
    drawn = correlated_uniforms(("alone", "a", "b"), wanted, seed=1, n_draws=256)
    assert reached(drawn, ("a", "b"))[0, 1] == pytest.approx(0.7, abs=0.05)


@pytest.mark.parametrize("rank", [1.0, -1.0])
def test_two_numbers_that_are_one_clash(rank: float) -> None:
    assert clashing_pairs(np.array([[1.0, rank], [rank, 1.0]])) == ((0, 1),)


@given(st.integers(0, 10_000), st.integers(2, 6))
@settings(max_examples=40)
def test_a_clash_is_told_just_where_an_eigenvalue_is_not_positive(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    raw = rng.uniform(-1, 1, (size, size))
    wild = np.tril(raw, -1) + np.tril(raw, -1).T + np.eye(size)
    smallest = np.linalg.eigvalsh(2 * np.sin(np.pi * wild / 6))[0]
    assert bool(clashing_pairs(wild)) == bool(smallest <= 1e-8)


def test_names_beside_another_matrix_are_refused() -> None:
    with pytest.raises(ModelError, match=r"3 names .*shape \(2, 2\)"):
        correlated_uniforms(("a", "b", "c"), np.eye(2), seed=1, n_draws=8)
    with pytest.raises(ModelError, match=r"2 names \(a more than once\)"):
        correlated_uniforms(("a", "a"), np.eye(2), seed=1, n_draws=8)


def test_too_few_draws_are_refused() -> None:
    with pytest.raises(ModelError, match="n_draws is 3: it must be more than the 3 names"):
        correlated_uniforms(NAMES, WANTED, seed=1, n_draws=3)
