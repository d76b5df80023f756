from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.annex.nbsp import HARD
from costmodel.annex.numbers import (
    MINUS,
    decimal,
    integer,
    interval,
    percent,
    percentage_points,
    round_people,
    round_to,
    rounded,
)
from costmodel.errors import ModelError

sums = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (2655, "2~655"), (1234567, "1~234~567"), (-1500, f"{MINUS}1~500")],
)
def test_groups_of_three_begin_at_four_digits(number: int, text: str) -> None:
    assert integer(number) == text.replace("~", HARD)


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [(0.125, 2, "0,13"), (2.5, 0, "3"), (-2.5, 0, f"{MINUS}3"), (1.005, 2, "1,01"), (7, 1, "7,0")],
)
def test_halves_are_rounded_away_from_zero_as_people_do(
    number: float, places: int, text: str
) -> None:
    assert decimal(number, places) == text


@pytest.mark.parametrize("number", [-0.0, -0.04, Decimal("-0.00"), -1e-300])
def test_there_is_no_negative_zero(number: float) -> None:
    assert integer(number) == "0"
    assert decimal(number, 1) == "0,0"
    assert percent(number / 100 if isinstance(number, float) else number) == "0,0%"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, Decimal("NaN")])
def test_what_is_no_finite_number_is_refused(number: float) -> None:
    for write in (integer, decimal, percent, percentage_points, round_people):
        with pytest.raises(ModelError, match="must be finite"):
            write(number)
    with pytest.raises(ModelError, match="must be finite"):
        interval(number, number)


@given(sums, st.integers(0, 4))
@settings(max_examples=60)
def test_what_is_written_reads_back_as_what_was_rounded(number: Decimal, places: int) -> None:
    text = decimal(number, places)
    plain = text.replace(HARD, "").replace(MINUS, "-").replace(",", ".")
    assert Decimal(plain) == rounded(number, places)
    assert "-" not in text
    assert " " not in text
    assert abs(Decimal(plain) - number) <= Decimal(10) ** -places / 2


def test_without_places_only_digits_that_say_something_are_written() -> None:
    assert [decimal(n) for n in (2.0, 2.5, 1 / 3, 1200)] == ["2", "2,5", "0,333", f"1{HARD}200"]


def test_a_percentage_has_no_space_and_points_have_hard_ones() -> None:
    assert percent(0.125) == "12,5%"
    assert percent(0.07, 0) == "7%"
    assert percentage_points(0.023) == f"2,3{HARD}pkt{HARD}proc."


def test_an_interval_says_its_unit_once() -> None:
    assert interval(0.01, 0.02, percentage_points) == f"od 1,0 do 2,0{HARD}pkt{HARD}proc."
    assert interval(1000, 2000) == f"od 1{HARD}000 do 2{HARD}000"
    assert interval(0.1, 0.2, percent) == "od 10,0% do 20,0%"


def test_an_interval_upside_down_is_refused() -> None:
    with pytest.raises(ModelError, match="from 3 to 2"):
        interval(3, 2)


@pytest.mark.parametrize(
    ("persons", "shown"),
    [(0, 0), (1.4, 1), (19.4, 19), (22, 20), (97, 95), (98, 100), (104, 100), (105, 110)],
)
def test_forecasts_of_people_go_by_ones_then_fives_then_tens(persons: float, shown: int) -> None:
    assert round_people(persons) == shown


@given(sums, st.sampled_from([5, 10, 1000]))
@settings(max_examples=60)
def test_rounding_to_a_step_moves_by_half_of_it_at_most(number: Decimal, step: int) -> None:
    multiple = round_to(number, step)
    assert multiple % step == 0
    assert abs(multiple - number) <= Decimal(step) / 2


def test_english_signs_stand_where_english_is_asked_for() -> None:
    assert decimal(1234.5, 1, lang="en") == "1,234.5"
