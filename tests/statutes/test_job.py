"""The worked example: public revenue of one minimum-wage job is 26,213.16 zł a year."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.errors import NotInForceError
from costmodel.statutes.book import load_book
from costmodel.statutes.job import revenue_of_minimum_wage_job


def test_the_worked_example() -> None:
    revenue = revenue_of_minimum_wage_job(load_book(), year=2026)
    monthly = {purse: round(amount / 12, 2) for purse, amount in revenue.items()}
    assert monthly == {
        "employee_contributions": 658.91,
        "health": 373.24,
        "pit": 168.00,
        "employer_contributions": 984.28,
    }
    assert round(sum(revenue.values()), 2) == 26213.16


def test_revenue_and_net_pay_make_up_the_cost_of_the_employer() -> None:
    book, day = load_book(), date(2026, 1, 1)
    total = book.at("mw2026_public_total", day) + book.at("mw2026_net", day)
    assert total == pytest.approx(book.at("mw2026_employer_total", day))


def test_another_year_is_not_answered_with_the_amounts_of_2026() -> None:
    with pytest.raises(NotInForceError, match="mw2026_employee_pension"):
        revenue_of_minimum_wage_job(load_book(), year=2027)
