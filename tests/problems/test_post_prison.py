"""The arithmetic behind the derived numbers of life after prison and of its instrument."""

from __future__ import annotations

import pytest

from costmodel.evidence.effect import apply_odds_ratio
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statutes.book import load_book
from tests.problems.derived import findings_of, in_prices_of_2026, numbers, values_in

PROBLEM, BOOK, PRICE_YEAR = shipped_problem("post_prison"), load_book(), 2026
SUPPORT = shipped_instruments()["wsparcie_po_zwolnieniu"]
FINDINGS = findings_of("post_prison")
found = values_in(FINDINGS)
RESIDENTS = 37_489_090


def mode(name: str) -> float:
    return numbers(PROBLEM.value[name])[1]


def test_the_rate_is_the_released_who_use_assistance() -> None:
    users = found("prison_releases_per_year_nik") * found("released_using_assistance_share_nik")
    assert round(users) == 13_600
    assert mode("post_prison_rate") == round(users / RESIDENTS, 5)


def test_shares_of_the_levels_are_those_of_a_still_stock() -> None:
    second = 1 - mode("exit_first_year")
    later = second * (1 - mode("exit_second_year")) / mode("exit_later")
    assert mode("share_first_year") == pytest.approx(1 / (1 + second + later), abs=0.01)
    assert mode("share_second_year") == pytest.approx(second / (second + later), abs=0.01)


def test_more_leave_in_the_first_year_than_those_helped_once_or_imprisoned_again() -> None:
    once = found("released_single_help_share_nik")
    again = mode("reoffending_year_1") * mode("imprisoned_share")
    assert numbers(PROBLEM.value["exit_first_year"])[0] > once
    assert mode("exit_first_year") > once + again


def test_return_to_crime_in_the_first_year_follows_from_the_audit() -> None:
    low, middle, high = numbers(PROBLEM.value["reoffending_year_1"])
    first = found("reoffending_5y_first_release_nik") * found("reoffending_first_year_part_nik")
    assert middle == pytest.approx(first)
    released = (found("reoffending_5y_released_2011") + found("reoffending_5y_released_2012")) / 2
    of_first = found("reoffending_1y_all_convicted") / found("reoffending_5y_all_convicted")
    assert low == found("reoffending_1y_all_convicted")
    assert round(released * of_first, 2) == 0.20
    assert middle < released * of_first < high


def test_return_to_crime_in_the_second_year_is_an_even_share_of_the_rest() -> None:
    released = (found("reoffending_5y_released_2011") + found("reoffending_5y_released_2012")) / 2
    rest = (1 - released) / (1 - mode("reoffending_year_1"))
    assert mode("reoffending_year_2") == round(1 - rest ** (1 / 4), 3)


def test_a_month_in_prison_is_carried_to_prices_of_the_price_year() -> None:
    low, middle, _ = numbers(PROBLEM.value["prison_month"])
    assert middle == round(in_prices_of_2026(found("prison_month_2024"), year=2024)) == 6854
    assert low == round(in_prices_of_2026(found("prison_month_2019"), year=2019))


def test_assistance_is_carried_to_prices_of_the_price_year() -> None:
    yearly = found("released_assistance_yearly_nik")
    assert mode("assistance_yearly") == round(in_prices_of_2026(yearly, year=2017))


def test_prison_is_paid_by_the_state_and_mostly_stays_in_its_budget() -> None:
    prison = next(service for service in PROBLEM.service if service.id == "prison")
    assert set(prison.payer) == {"state"}
    assert prison.cashable == ("prison_cashable",)
    assert numbers(PROBLEM.value["prison_cashable"])[2] < 0.5


def test_support_after_release_keeps_the_null_result() -> None:
    best = FINDINGS["reentry_reincarceration_or"].low
    worst = FINDINGS["reentry_reincarceration_or"].high
    assert best is not None
    assert worst is not None
    assert best < 1 < worst  # not significant
    before = mode("reoffending_year_1")
    reach = before - float(apply_odds_ratio(before, best))
    low, middle, high = numbers(SUPPORT.value["net_effect"])
    assert middle == 0
    assert high == -low == round(reach, 3)
