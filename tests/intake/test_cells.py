from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.intake.cells import Fault, Raw, figure, validation_formula
from costmodel.tables import Status


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [
        (12.0, "osoba", 12.0),
        (12, "osoba", 12.0),
        ("1 234", "osoba", 1234.0),
        ("2,5", "etat", 2.5),
        ("1234567,89", "zł", 1234567.89),
        (0.0, "osoba", 0.0),
        ("–", "osoba", 0.0),
        ("-", "zł", 0.0),
    ],
)
def test_a_number_is_a_figure(raw: Raw, unit: str, value: float) -> None:
    assert figure(raw, unit) == (Status.OBSERVED, value)


@pytest.mark.parametrize(
    ("sign", "status"),
    [(".", Status.MISSING), ("x", Status.NOT_APPLICABLE), ("#", Status.SECRET)],
)
def test_a_sign_is_a_status_without_a_value(sign: str, status: Status) -> None:
    got = figure(sign, "osoba")
    assert isinstance(got, tuple)
    assert got[0] is status
    assert math.isnan(got[1])


@pytest.mark.parametrize(
    ("raw", "unit"),
    [
        (-1.0, "osoba"),
        (1.5, "osoba"),
        (1.234, "zł"),
        ("ok. 50", "osoba"),
        ("1.234", "osoba"),
        (True, "osoba"),
        (date(2024, 3, 1), "osoba"),
        (math.inf, "osoba"),
        (math.nan, "zł"),
        (1e13, "osoba"),
        ("−5", "osoba"),
    ],
)
def test_what_is_no_figure_is_refused_with_a_cure(raw: Raw, unit: str) -> None:
    got = figure(raw, unit)
    assert isinstance(got, Fault)
    assert got.mend


@pytest.mark.parametrize("raw", ["", "  "])
def test_an_empty_cell_says_nothing(raw: str) -> None:
    assert figure(raw, "osoba") is None


@given(st.integers(0, 10**9))
def test_each_whole_number_is_read_alike_as_number_and_as_text(number: int) -> None:
    grouped = f"{number:,}".replace(",", " ")
    assert figure(float(number), "osoba") == figure(grouped, "osoba")


@given(st.integers(0, 10**11))
def test_each_amount_with_two_decimals_is_read(groszy: int) -> None:
    text = f"{groszy // 100},{groszy % 100:02d}"
    got = figure(text, "zł")
    assert isinstance(got, tuple)
    assert round(got[1] * 100) == groszy


def test_no_condition_is_longer_than_a_spreadsheet_takes() -> None:
    assert len(validation_formula("zł", 999, 40)) <= 255
