from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.annex.money import SIZES, money, money_interval, money_scale, round_money
from costmodel.annex.nbsp import HARD
from costmodel.annex.numbers import MINUS
from costmodel.errors import ModelError


@pytest.mark.parametrize(
    ("zloty", "text"),
    [
        (0, "0 zł"),
        (-0.2, "0 zł"),
        (9_999, "9 999 zł"),
        (10_000, "10 tys. zł"),
        (45_600, "45,6 tys. zł"),
        (999_499, "999 tys. zł"),
        (999_500, "1 mln zł"),
        (1_250_000, "1,25 mln zł"),
        (12_345_678, "12,3 mln zł"),
        (-3_100_000, f"{MINUS}3,1 mln zł"),
        (2_500_000_000, "2,5 mld zł"),
    ],
)
def test_the_unit_follows_the_amount(zloty: float, text: str) -> None:
    assert money(zloty) == text.replace(" ", HARD)


def test_unit_and_places_can_be_asked_for() -> None:
    assert money(1_250_000, "zł") == f"1{HARD}250{HARD}000{HARD}zł"
    assert money(1_250_000, "mln", 1) == f"1,3{HARD}mln{HARD}zł"
    assert money(-400, "mln", 2) == f"0,00{HARD}mln{HARD}zł"
    assert money(123.456, "zł", 2) == f"123,46{HARD}zł"


@given(st.floats(-1e12, 1e12))
@settings(max_examples=100)
def test_three_leading_digits_are_kept(zloty: float) -> None:
    text = money(zloty)
    number = text.replace(HARD, "").rstrip("złtysmlnd.").replace(",", ".").replace(MINUS, "-")
    error = abs(float(number) * SIZES[money_scale(zloty)] - zloty)
    assert error <= max(0.5, 0.0051 * abs(zloty))


def test_an_interval_of_money_has_one_unit() -> None:
    assert money_interval(1_200_000, 3_400_000) == f"od 1,2 do 3,4{HARD}mln{HARD}zł"
    assert money_interval(-3_100_000, 250_000) == f"od {MINUS}3,1 do 0,25{HARD}mln{HARD}zł"
    assert money_interval(0, 0) == f"od 0 do 0{HARD}zł"


def test_money_without_a_number_is_refused() -> None:
    for write in (money, round_money, money_scale):
        with pytest.raises(ModelError, match="must be finite"):
            write(math.nan)
    with pytest.raises(ModelError, match="must be finite"):
        money_interval(math.nan, 1)


def test_budgets_are_rounded_to_a_thousand() -> None:
    assert [round_money(z) for z in (499, 500, 1_499.99, -500)] == [0, 1000, 1000, -1000]
