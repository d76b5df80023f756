"""The worked example of the share in income tax: one full-year minimum-wage job in 2026."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.errors import NotInForceError
from costmodel.statutes.book import ParameterBook, load_book
from costmodel.statutes.pit import (
    Tier,
    pit_from_income,
    pit_from_tax,
    pit_lag_years,
    share_of_tax,
    taxable_income_of_wage,
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
    income = taxable_income_of_wage(book, book.at("minimum_wage", date(2026, 1, 1)), year=2026)
    assert income == 54672.0
    assert round(pit_from_income(book, income, tier=tier, year=2028), 2) == amount


def test_the_shipped_result_agrees_with_the_rule(book: ParameterBook) -> None:
    shipped = book.at("gmina_pit_income_per_min_wage_job_2026", date(2026, 1, 1))
    assert round(pit_from_income(book, 54672.0, tier="gmina", year=2028), 2) == shipped


def test_the_same_job_by_the_rule_to_2024(book: ParameterBook) -> None:
    yearly_tax = 2012  # about, by the tax scale of 2026
    assert round(pit_from_tax(book, yearly_tax, tier="gmina", year=2024)) == 774


def test_a_city_with_powiat_rights_had_both_old_shares(book: ParameterBook) -> None:
    shares = {t: share_of_tax(book, tier=t, year=2024) for t in ("gmina", "powiat", "city_county")}
    assert shares["city_county"] == pytest.approx(shares["gmina"] + shares["powiat"])


@pytest.mark.parametrize(("year", "lag"), [(2015, 1), (2024, 1), (2025, 2), (2033, 2)])
def test_the_base_year_lies_one_year_back_and_two_from_2025(
    book: ParameterBook, year: int, lag: int
) -> None:
    assert pit_lag_years(book, year) == lag


def test_neither_rule_is_used_outside_its_life(book: ParameterBook) -> None:
    with pytest.raises(NotInForceError, match=r"pit_share_gmina_old_effective .* 2025-01-01"):
        pit_from_tax(book, 1000.0, tier="gmina", year=2025)
    with pytest.raises(NotInForceError, match=r"pit_income_share_powiat .* 2024-01-01"):
        pit_from_income(book, 1000.0, tier="powiat", year=2024)
    with pytest.raises(NotInForceError, match="pit_base_year_lag_old"):
        pit_lag_years(book, 2003)


def test_a_wage_below_the_costs_of_earning_is_no_negative_income(book: ParameterBook) -> None:
    assert taxable_income_of_wage(book, 100.0, year=2026) == 0.0
