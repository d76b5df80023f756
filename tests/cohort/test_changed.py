from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.cohort.changed import changed_moves
from costmodel.cohort.links import Links, links_of
from costmodel.cohort.transitions import transition_matrix
from tests.slow_pathway import plain_change
from tests.town import STATES, flows

Floats = NDArray[np.float64]
MILD_TO_WORK, SEVERE_TO_WORK, MILD_TO_SEVERE = (0, 2), (1, 2), (0, 1)
many = hnp.arrays(float, (3, 4), elements=st.floats(-2.0, 2.0))


def of_town(*, seed: int = 2, n_draws: int = 4) -> Links:
    return links_of(transition_matrix(STATES, flows(np.random.default_rng(seed), n_draws=n_draws)))


def one_row(*chances: float) -> Links:
    return Links((0,) * len(chances), tuple(range(len(chances))), np.array(chances)[:, None])


def sums_by_source(links: Links, rates: Floats) -> Floats:
    sums = np.zeros((len(STATES.names), rates.shape[1]))
    np.add.at(sums, list(links.sources), rates)
    return sums


def test_one_chance_by_hand() -> None:
    found = changed_moves(one_row(0.6, 0.3, 0.1), {(0, 1): np.array([0.35])})
    # success 0.3 -> 0.65; the other 0.7 shrink by 0.35 / 0.7 to half: 0.6 -> 0.3, 0.1 -> 0.05
    np.testing.assert_allclose(found[:, 0], [0.3, 0.65, 0.05])


def test_two_chances_of_one_state_by_hand() -> None:
    changes = {(0, 1): np.array([0.2]), (0, 2): np.array([-0.1])}
    found = changed_moves(one_row(0.5, 0.3, 0.1, 0.1), changes)
    # 0.3 -> 0.5, 0.1 -> 0: half is left for the other 0.6: 0.5 · 5/6, 0.1 · 5/6
    np.testing.assert_allclose(found[:, 0], [5 / 12, 0.5, 0.0, 1 / 12])


def test_a_chance_that_is_not_changed_moves_with_the_others() -> None:
    changes = {(0, 1): np.array([0.35]), (0, 2): np.array([0.0])}
    found = changed_moves(one_row(0.6, 0.3, 0.1), changes)
    np.testing.assert_allclose(found[:, 0], [0.3, 0.65, 0.05])  # as if the second were not told


def test_changes_that_want_more_than_all_share_all_in_proportion() -> None:
    changes = {(0, 1): np.array([0.5]), (0, 2): np.array([0.3])}
    found = changed_moves(one_row(0.5, 0.4, 0.1), changes)
    # 0.9 and 0.4 make 1.3: 0.9 / 1.3 and 0.4 / 1.3, nothing for the rest
    np.testing.assert_allclose(found[:, 0], [0.0, 9 / 13, 4 / 13], atol=1e-12)


@given(many)
@settings(max_examples=60)
def test_any_change_leaves_probabilities(deltas: Floats) -> None:
    links = of_town()
    pairs = (MILD_TO_WORK, SEVERE_TO_WORK, MILD_TO_SEVERE)
    rates = changed_moves(links, dict(zip(pairs, deltas, strict=True)))
    assert (rates >= 0).all()
    assert (rates <= 1 + 1e-12).all()
    np.testing.assert_allclose(sums_by_source(links, rates), 1.0, atol=1e-12)


@given(many)
@settings(max_examples=60)
def test_agrees_with_plain_loops(deltas: Floats) -> None:
    links = of_town()
    told = dict(zip((MILD_TO_WORK, SEVERE_TO_WORK, MILD_TO_SEVERE), deltas, strict=True))
    rates = changed_moves(links, told)
    for source in set(links.sources):
        row = [i for i, from_ in enumerate(links.sources) if from_ == source]
        for d in range(4):
            chances = {links.targets[i]: float(links.rates[i, d]) for i in row}
            own = {j: float(told[source, j][d]) for j in chances if (source, j) in told}
            slow = plain_change(chances, own)
            np.testing.assert_allclose(
                rates[row, d], [slow[links.targets[i]] for i in row], atol=1e-12
            )


def test_no_change_changes_no_bit() -> None:
    links = of_town(seed=3, n_draws=200)
    pairs = (MILD_TO_WORK, SEVERE_TO_WORK, MILD_TO_SEVERE)
    rates = changed_moves(links, {pair: np.zeros(200) for pair in pairs})
    np.testing.assert_array_equal(rates, links.rates)


def test_draws_without_a_change_keep_every_bit_beside_those_with_one() -> None:
    links = of_town(seed=3, n_draws=200)
    delta = np.zeros(200)
    delta[::2] = 0.1
    rates = changed_moves(links, {MILD_TO_WORK: delta})
    np.testing.assert_array_equal(rates[:, 1::2], links.rates[:, 1::2])
    row = np.array(links.sources) == 0
    assert (rates[row][:, ::2] != links.rates[row][:, ::2]).all()
    np.testing.assert_array_equal(rates[~row], links.rates[~row])


@pytest.mark.parametrize(
    ("delta", "expected"),
    [(5.0, [0.0, 1.0, 0.0]), (-5.0, [0.6 / 0.7, 0.0, 0.1 / 0.7])],
)
def test_a_chance_ends_at_one_and_at_zero(delta: float, expected: list[float]) -> None:
    found = changed_moves(one_row(0.6, 0.3, 0.1), {(0, 1): np.array([delta])})
    np.testing.assert_allclose(found[:, 0], expected)


@pytest.mark.parametrize("delta", [0.2, -0.2])
def test_who_moves_for_certain_keeps_doing_so(delta: float) -> None:
    # no other move is known, so there is nobody to take from and nowhere else to go
    links = one_row(0.0, 1.0)
    np.testing.assert_array_equal(changed_moves(links, {(0, 1): np.array([delta])}), links.rates)


def test_the_links_given_are_left_alone() -> None:
    links = of_town()
    before = links.rates.copy()
    changed_moves(links, {MILD_TO_WORK: np.full(4, 0.3)})
    np.testing.assert_array_equal(links.rates, before)


@given(st.floats(0.0, 0.3), st.floats(0.0, 0.3))
def test_a_larger_gain_never_leaves_more_for_the_others(gain: float, more: float) -> None:
    links = of_town()
    less, greater = (
        changed_moves(links, {MILD_TO_WORK: np.full(4, g)}) for g in (gain, gain + more)
    )
    pairs = list(zip(links.sources, links.targets, strict=True))
    for place, (source, target) in enumerate(pairs):
        if source == 0 and (source, target) != MILD_TO_WORK:
            assert (greater[place] <= less[place] + 1e-12).all()
