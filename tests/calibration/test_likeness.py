from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import dirichlet_multinomial

from costmodel.calibration.likeness import Likeness, common_shares, likeness
from costmodel.errors import ModelError

Floats = NDArray[np.float64]
SHARES = np.array([0.5, 0.3, 0.2])


def counted(rng: np.random.Generator, *, worth: float, places: int, people: int) -> Floats:
    """Counts of places whose shares differ as much as ``worth`` says."""
    truth = rng.dirichlet(worth * SHARES, places)
    return np.stack([rng.multinomial(people, row) for row in truth]).astype(float)


@pytest.mark.parametrize("worth", [5.0, 20.0, 80.0])
def test_the_worth_that_made_the_counts_is_found_again(worth: float) -> None:
    rng = np.random.default_rng(4)
    found = [
        likeness(counted(rng, worth=worth, places=40, people=60)).drawn(np.array([0.5]))[0]
        for _ in range(20)
    ]
    assert np.median(found) == pytest.approx(worth, rel=0.25)


def test_the_chances_are_those_of_each_place_around_the_others() -> None:
    counts = np.array([[4.0, 6.0], [7.0, 3.0], [5.0, 5.0]])
    found = likeness(counts)
    plain = []
    for worth in found.worth:
        chance = np.sqrt(1 / (worth + 1))  # even in the correlation: its root is the step
        for i in range(3):
            rest = np.delete(counts, i, axis=0).sum(axis=0) + 0.5
            mean = rest / rest.sum()
            seen, people = counts[i].astype(int), np.array(10)
            chance *= float(dirichlet_multinomial.pmf(seen, worth * mean, people))
        plain.append(chance)
    np.testing.assert_allclose(found.chance, np.array(plain) / np.sum(plain), rtol=1e-6)


def test_few_places_leave_it_open_and_many_do_not() -> None:
    rng = np.random.default_rng(8)
    ends = np.array([0.1, 0.9])
    few = likeness(counted(rng, worth=20, places=3, people=60)).drawn(ends)
    many = likeness(counted(rng, worth=20, places=60, people=60)).drawn(ends)
    assert few[0] / few[1] > 3 * many[0] / many[1]


def test_the_weight_of_own_cases_by_hand() -> None:
    found = Likeness(np.array([40.0, 10.0]), np.array([0.25, 0.75]))
    assert found.own_weight(10) == pytest.approx(0.25 * 10 / 50 + 0.75 * 10 / 20)
    assert found.own_weight(0) == 0


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=6).filter(
        lambda rows: sum(map(any, rows)) >= 2
    )
)
def test_more_own_people_weigh_more_whatever_was_counted(rows: list[list[int]]) -> None:
    found = likeness(np.array(rows, dtype=float))
    assert found.chance.sum() == pytest.approx(1)
    weights = [found.own_weight(people) for people in (0, 1, 10, 100)]
    assert weights == sorted(weights)
    assert weights[-1] < 1


def test_no_target_of_the_common_shares_is_impossible() -> None:
    found = common_shares(np.array([[4.0, 0.0, 5.0]]))
    np.testing.assert_allclose(found, np.array([4.5, 0.5, 5.5]) / 10.5)


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        (np.array([[1.0, 2.0]]), "1 places have cases"),
        (np.array([[1.0, 2.0], [0.0, 0.0]]), "1 places have cases"),
        (np.array([[1.0, -2.0], [3.0, 4.0]]), "none negative"),
        (np.array([1.0, 2.0]), "must have the shape"),
    ],
)
def test_places_that_cannot_teach_are_refused(counts: Floats, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        likeness(counts)
