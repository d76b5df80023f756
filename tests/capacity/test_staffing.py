"""The staffing standard against the worked example, its limits and a slow count."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.capacity.staffing import (
    StaffingStandard,
    gap_cost,
    staff_gap,
    staffing_standard,
)
from costmodel.errors import ModelError, NotInForceError
from costmodel.statutes.book import load_book

STANDARD = staffing_standard(load_book(), date(2026, 3, 31))
COUNTS = st.integers(min_value=0, max_value=200_000)


def test_the_worked_example_of_the_act() -> None:
    assert StaffingStandard(2000.0, 50.0, 3.0) == STANDARD
    assert STANDARD.posts_by_residents(39_316) == 20  # 39,316 / 2,000 = 19.66
    assert STANDARD.posts_by_families(700) == 14


def test_a_full_group_needs_no_further_post_and_one_more_person_does() -> None:
    assert [STANDARD.posts_by_residents(n) for n in (0, 1, 2000, 2001)] == [0, 1, 1, 2]
    assert [STANDARD.posts_by_families(n) for n in (0, 1, 50, 51)] == [0, 1, 1, 2]


def test_a_small_gmina_keeps_the_minimum_on_both_legs() -> None:
    assert STANDARD.required(STANDARD.posts_by_residents(1_900)) == 3
    assert STANDARD.required(STANDARD.posts_by_families(0)) == 3
    assert STANDARD.required(4) == 4


def test_the_wording_before_2015_is_not_in_the_book() -> None:
    with pytest.raises(NotInForceError, match="social_worker_max_residents"):
        staffing_standard(load_book(), date(2014, 12, 31))


def test_more_posts_than_required_are_no_negative_gap() -> None:
    assert staff_gap(20, held=16.5) == 3.5
    assert staff_gap(14, held=16.5) == 0
    assert staff_gap(3, held=0) == 3


def test_the_cost_of_the_gap_is_posts_times_cost_in_every_draw() -> None:
    cost = np.array([100_000.0, 120_000.0])
    assert gap_cost(2.5, yearly_cost=cost).tolist() == [250_000.0, 300_000.0]
    assert not gap_cost(0, yearly_cost=cost).any()


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_numbers_that_count_nothing_are_refused(wrong: float) -> None:
    with pytest.raises(ModelError, match="finite number from 0 up"):
        STANDARD.posts_by_residents(wrong)
    with pytest.raises(ModelError):
        staff_gap(3, held=wrong)
    with pytest.raises(ModelError):
        gap_cost(wrong, yearly_cost=np.ones(2))


@settings(max_examples=40)
@given(people=COUNTS, more=COUNTS)
def test_posts_are_enough_none_is_idle_and_more_people_never_need_fewer(
    people: int, more: int
) -> None:
    posts = STANDARD.posts_by_families(people)
    assert posts * 50 >= people > (posts - 1) * 50 or people == posts == 0
    assert STANDARD.posts_by_families(people + more) >= posts


@settings(max_examples=20)
@given(people=st.integers(min_value=0, max_value=3_000))
def test_filling_groups_one_by_one_gives_the_same_posts(people: int) -> None:
    left, posts = people, 0
    while left > 0:
        left, posts = left - 50, posts + 1
    assert STANDARD.posts_by_families(people) == posts
