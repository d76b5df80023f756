"""Values that should have been looked at again by the day of an annex."""

from __future__ import annotations

from datetime import date

from costmodel.sources import Source, Verified
from costmodel.statutes.book import ParameterBook
from costmodel.statutes.overdue import Overdue, overdue
from costmodel.statutes.parameter import Enactment, Parameter

ACT = Source("Ustawa przykładowa", "art. 7")


def book(*enactments: Enactment) -> ParameterBook:
    parameter = Parameter("allowance", "Dodatek przykładowy", "PLN/month", "gmina", enactments)
    return ParameterBook({"allowance": parameter})


def enacted(since: date, value: float | None = 100.0, review: date | None = None) -> Enactment:
    return Enactment(since, value, ACT, Verified.PRIMARY, review=review)


def names(found: ParameterBook, day: date) -> list[str]:
    return [item.name for item in overdue(found, ["allowance"], day=day)]


def test_a_value_is_overdue_from_its_day_of_review_on() -> None:
    known = book(enacted(date(2025, 1, 1), review=date(2028, 1, 1)))
    assert names(known, date(2027, 12, 31)) == []
    assert names(known, date(2028, 1, 1)) == ["allowance"]


def test_a_newer_value_takes_the_warning_away() -> None:
    known = book(
        enacted(date(2025, 1, 1), review=date(2028, 1, 1)), enacted(date(2028, 1, 1), 120.0)
    )
    assert names(known, date(2028, 1, 1)) == []


def test_what_is_not_in_force_or_has_no_day_of_review_is_not_overdue() -> None:
    known = book(enacted(date(2025, 1, 1)), enacted(date(2026, 1, 1), None))
    assert names(known, date(2025, 6, 1)) == []
    assert names(known, date(2026, 6, 1)) == []
    assert names(known, date(2024, 6, 1)) == []


def test_what_is_overdue_is_told_with_its_name_and_days_whatever_stands_before_it() -> None:
    since, review = date(2025, 1, 1), date(2028, 1, 1)
    act = enacted(since, review=review)
    later = Parameter("later", "Przyszły dodatek", "PLN", "gmina", (enacted(date(2030, 1, 1)),))
    now = Parameter("allowance", "Dodatek przykładowy", "PLN", "gmina", (act,))
    known = ParameterBook({"later": later, "allowance": now})
    found = overdue(known, ["later", "allowance"], day=date(2029, 1, 1))
    assert found == (Overdue("allowance", "Dodatek przykładowy", since, review),)
