"""How quantities are written: people of every unit, shares of every size, ranges."""

from __future__ import annotations

import pytest

from costmodel.publish.pen import NO_NUMBER, PEOPLE, Pen
from costmodel.quantities import Kind, Quantity
from tests.publish.reading import plain


def pen(value: float, unit: str, kind: Kind = Kind.ESTIMATE) -> Pen:
    return Pen({"q": Quantity("q", "liczba", value, unit, kind, "próba", 0.5 * value, 2 * value)})


@pytest.mark.parametrize(
    ("unit", "full", "range_"),
    [
        ("osoba", "22 osoby", "od 11 do 45 osób"),
        ("rodzina", "22 rodziny", "od 11 do 45 rodzin"),
        ("dziecko", "22 dzieci", "od 11 do 45 dzieci"),
        ("przypadek", "22 przypadki", "od 11 do 45 przypadków"),
    ],
)
def test_each_unit_of_people_has_its_own_noun(unit: str, full: str, range_: str) -> None:
    assert unit in PEOPLE
    shown = pen(22, unit, Kind.PUBLISHED)
    assert plain(shown.full("q")) == full
    assert plain(shown.range("q")) == range_


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.25, "25%"), (0.034, "3,4%"), (0.0003, "0,03%"), (0.0, "0%"), (-1e-9, "0%")],
)
def test_a_share_has_the_digits_its_size_needs(value: float, text: str) -> None:
    assert pen(value, "udział").number("q") == text


def test_a_number_with_its_range_may_end_a_line_after_the_dash() -> None:
    shown = pen(1_000, "osoba")
    assert shown.spread("q") == "1\xa0000 (500\xa0– 2\xa0000)"
    assert [plain(text) for text in shown.printed["q"]] == ["500 – 2 000", "1 000"]


def test_a_secret_number_is_a_sign_in_a_table_and_words_in_a_sentence() -> None:
    quantity = Quantity("q", "liczba", None, "osoba", Kind.PUBLISHED, "próba", note="secret")
    shown = Pen({"q": quantity})
    assert shown.number("q") == shown.spread("q") == "#"
    assert shown.full("q") == "# (liczba ukryta)"
    assert shown.range("q") == shown.number_range("q") == NO_NUMBER
    assert shown.remark("q").startswith("ukryte: tajemnica statystyczna")
    assert shown.printed["q"] == ["#", "# (liczba ukryta)"]


def test_a_number_that_nobody_knows_is_no_secret() -> None:
    quantity = Quantity("q", "liczba", None, "osoba", Kind.PUBLISHED, "próba", note="za krótki")
    shown = Pen({"q": quantity})
    assert (shown.number("q"), shown.full("q")) == (NO_NUMBER, NO_NUMBER)
    assert shown.remark("q") == "za krótki"


def test_a_number_without_a_range_stands_alone() -> None:
    quantity = Quantity("q", "liczba", 7.0, "osoba", Kind.PUBLISHED, "próba")
    assert Pen({"q": quantity}).spread("q") == "7"
