"""The worked example of the share in income tax: one full-year minimum-wage job in 2026."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.errors import NotInForceError
from costmodel.sources import Source, Verified
from costmodel.statutes.book import ParameterBook, load_book
from costmodel.statutes.parameter import Enactment, Parameter
from costmodel.statutes.pit import (
    Tier,
    pit_lag_years,
    share_of_income,
)


@pytest.fixture(scope="module")
def book() -> ParameterBook:
    return load_book()


@pytest.mark.parametrize(
    ("tier", "amount"),
    [("gmina", 3827.04), ("city_county", 4701.79), ("powiat", 1093.44), ("voivodeship", 191.35)],
)
def test_one_minimum_wage_job_by_the_rule_from_2025(
    book: ParameterBook, tier: Tier, amount: float
) -> None:
    day = date(2026, 1, 1)
    income = 12 * (book.at("minimum_wage", day) - book.at("pit_employee_costs_monthly", day))
    assert income == 54672.0
    assert round(income * share_of_income(book, tier=tier, year=2028), 2) == amount


def test_the_shipped_result_agrees_with_the_rule(book: ParameterBook) -> None:
    shipped = book.at("gmina_pit_income_per_min_wage_job_2026", date(2026, 1, 1))
    assert round(54672.0 * share_of_income(book, tier="gmina", year=2028), 2) == shipped


@pytest.mark.parametrize(("year", "lag"), [(2015, 1), (2024, 1), (2025, 2), (2033, 2)])
def test_the_base_year_lies_one_year_back_and_two_from_2025(
    book: ParameterBook, year: int, lag: int
) -> None:
    assert pit_lag_years(book, year) == lag


def test_the_rule_is_that_of_new_year() -> None:
    act = Source("Ustawa przykładowa", "art. 7")
    days = (date(2030, 1, 1), date(2030, 1, 2), date(2030, 2, 1))
    lags = tuple(Enactment(day, 2.0 + i, act, Verified.PRIMARY) for i, day in enumerate(days))
    new = Parameter("pit_base_year_lag_new", "Przykład", "years", "", lags)
    assert pit_lag_years(ParameterBook({new.name: new}), 2030) == 2


def test_neither_rule_is_used_outside_its_life(book: ParameterBook) -> None:
    with pytest.raises(NotInForceError, match=r"pit_income_share_powiat .* 2024-01-01"):
        share_of_income(book, tier="powiat", year=2024)
    with pytest.raises(NotInForceError, match="pit_base_year_lag_old"):
        pit_lag_years(book, 2003)
