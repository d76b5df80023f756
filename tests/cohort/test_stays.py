from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.cohort.stays import person_years

Floats = NDArray[np.float64]
paths = hnp.arrays(float, (5, 3, 2), elements=st.floats(0.0, 5000.0))


def test_person_years_are_half_of_start_and_half_of_end() -> None:
    people = np.array([[[100.0], [0.0]], [[60.0], [40.0]], [[60.0], [40.0]]])
    np.testing.assert_array_equal(person_years(people)[:, :, 0], [[80, 20], [60, 40]])


@given(paths)
def test_agrees_with_counting_year_by_year(people: Floats) -> None:
    slow = [
        [[(people[t, s, d] + people[t + 1, s, d]) / 2 for d in range(2)] for s in range(3)]
        for t in range(4)
    ]
    np.testing.assert_array_equal(person_years(people), slow)


@given(st.floats(0.0, 5000.0), st.integers(1, 20))
def test_a_closed_crowd_lives_one_year_a_person_and_year(size: float, n_years: int) -> None:
    # weights ½, 1, …, 1, ½: a thousand people are never fifteen hundred
    stays = person_years(np.full((n_years + 1, 1, 1), size))
    np.testing.assert_allclose(stays.sum(), n_years * size)


@given(paths)
def test_a_stay_is_never_longer_than_the_crowd_is_large(people: Floats) -> None:
    stays = person_years(people)
    assert (stays <= np.maximum(people[:-1], people[1:])).all()
    assert (stays >= np.minimum(people[:-1], people[1:])).all()
