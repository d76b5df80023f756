from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.indicators.formulas import (
    Cells,
    change,
    first_known,
    joint_status,
    level,
    observed,
    ratio,
    summed,
)
from costmodel.tables import Status

FOUR = Cells(
    np.array([8.0, np.nan, np.nan, np.nan]),
    np.array(["observed", "missing", "secret", "not_applicable"], dtype=object),
)


def test_missing_secret_zero_and_senseless_are_four_answers() -> None:
    below = Cells(
        np.array([0.0, np.nan, np.nan, 5.0]),
        np.array(["observed", "missing", "secret", "observed"], dtype=object),
    )
    result = ratio(observed([1.0, 1.0, 1.0, 0.0]), below, multiplier=100)
    assert result.status.tolist() == ["not_applicable", "missing", "secret", "observed"]
    assert np.isnan(result.value[:3]).all()
    assert result.value[3] == 0.0  # a true zero stays a zero


@pytest.mark.parametrize("result", [level(FOUR), ratio(FOUR, observed([2.0] * 4)), summed([FOUR])])
def test_a_figure_stands_exactly_where_it_is_observed(result: Cells) -> None:
    assert result.status.tolist() == FOUR.status.tolist()
    assert np.isnan(result.value).tolist() == [False, True, True, True]


def test_without_a_multiplier_figures_stay_as_they_are() -> None:
    assert level(observed([3.0])).value.tolist() == [3.0]
    assert ratio(observed([6.0]), observed([3.0])).value.tolist() == [2.0]


def test_one_missing_part_makes_the_sum_missing_and_not_smaller() -> None:
    total = summed([observed([1.0] * 4), FOUR])
    assert total.value[0] == 9.0
    assert total.status.tolist() == FOUR.status.tolist()


def test_what_is_secret_stays_secret_beside_what_is_missing() -> None:
    statuses = [s.value for s in (Status.MISSING, Status.SECRET, Status.NOT_APPLICABLE)]
    parts = [Cells(np.array([np.nan]), np.array([status], dtype=object)) for status in statuses]
    assert joint_status(parts).tolist() == ["secret"]
    assert joint_status([parts[0], parts[2]]).tolist() == ["not_applicable"]


def test_change_by_hand_and_from_zero() -> None:
    result = change(observed([90.0, 5.0, 0.0]), observed([120.0, 0.0, 4.0]))
    assert result.value[0] == pytest.approx(-25.0)
    assert result.status[1] == "not_applicable"
    assert result.value[2] == pytest.approx(-100.0)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1, max_size=5),
    st.sampled_from([1.0, 100.0, 1000.0]),
)
def test_rate_times_denominator_is_the_count(
    pairs: list[tuple[int, int]], multiplier: float
) -> None:
    above, below = (np.array(side, dtype=np.float64) for side in zip(*pairs, strict=True))
    rate = ratio(observed(above), observed(below), multiplier=multiplier)
    np.testing.assert_allclose(rate.value * below / multiplier, above)


def test_the_first_known_way_is_taken_area_by_area() -> None:
    other = Cells(
        np.array([1.0, 2.0, np.nan, 4.0]),
        np.array(["observed", "observed", "missing", "observed"], dtype=object),
    )
    both = first_known([FOUR, other])
    assert both.status.tolist() == ["observed", "observed", "secret", "observed"]
    assert both.value.tolist()[:2] == [8.0, 2.0]
    assert np.isnan(both.value[2])
    assert FOUR.status.tolist()[1] == "missing"  # what came in is not changed


def test_figures_are_floats_and_statuses_objects_whatever_comes_in() -> None:
    cells = observed([1, 2])
    assert cells.value.dtype == np.dtype(np.float64)
    assert cells.status.dtype == np.dtype(object)
