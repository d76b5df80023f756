"""The arithmetic that the files on disability show in their locators."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.problems.common import load_common
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statutes.book import load_book
from tests.problems.derived import findings_of, numbers, residents, values_in
from tests.problems.test_standing_still import parts, standing

BOOK, PROBLEM = load_book(), shipped_problem("disability")
VALUE, INSTRUMENTS = PROBLEM.value, shipped_instruments()
FINDINGS = findings_of("disability", "unemployment", "poverty")
published = values_in(FINDINGS)
SUMMER = date(2026, 6, 1)


def in_self_help_centres() -> float:
    return published("sds_spending_2023") / 12 / published("sds_grant_per_user_2023")


def test_the_prevalence_spans_users_of_facilities_and_all_with_a_certificate() -> None:
    low, mode, high = numbers(VALUE["cases_per_resident"])
    assert round(in_self_help_centres(), -2) == 34_400
    users = published("cis_zaz_wtz_users_2021") + in_self_help_centres()
    assert low == round(users / residents(2024), 4)
    assert mode == pytest.approx(published("beneficiaries_share_2023") * 0.2)
    assert high == round(published("disabled_severe_adults_2022") / residents(2024), 4)


def test_the_split_stands_still_with_a_steady_inflow() -> None:
    assert standing("disability")[0] == pytest.approx(parts(PROBLEM.split, PROBLEM), abs=0.03)


def test_places_in_self_help_centres_are_those_that_the_grant_pays_for() -> None:
    split = parts(PROBLEM.split, PROBLEM)
    served = sum(
        split[level] * numbers(VALUE[f"self_help_share_{level}"])[1]
        for level in ("moderate", "significant")
    )
    stock = residents(2024) * numbers(VALUE["cases_per_resident"])[1]
    assert served == pytest.approx(in_self_help_centres() / stock, abs=0.002)


def test_the_grant_is_the_statutory_minimum_up_to_the_highest_published() -> None:
    low, mode, high = numbers(VALUE["self_help_grant_multiple"])
    criterion = "social_assistance_income_threshold_single"
    assert low * BOOK.at(criterion, SUMMER) == published("sds_grant_min_2025") == 2525
    assert mode == low
    paid = published("sds_grant_per_user_2024")
    assert high == pytest.approx(paid / BOOK.at(criterion, date(2024, 8, 1)))


def test_the_wage_subsidy_is_the_spending_per_person() -> None:
    mode = numbers(load_common()["pfron_wage_subsidy_yearly"])[1]
    assert mode == published("pfron_wage_subsidy_total") / 250_000
    assert mode == published("pfron_wage_subsidy_per_person")


def test_without_a_workshop_fewer_become_independent_than_leave_it_for_work() -> None:
    # The gross rate of the audit must exceed what the model gives to all of the same degree.
    left = FINDINGS["wtz_exit_to_work_nik"]
    gross = INSTRUMENTS["wtz"].value["gross_success"]
    assert (gross.low, gross.high) == (left.low, left.high) == (0.011, 0.018)
    assert left.low is not None
    for level in INSTRUMENTS["wtz"].effect[0].levels:
        assert numbers(VALUE[f"exit_{level}"])[1] * numbers(VALUE[f"success_{level}"])[1] < left.low


def test_the_share_of_the_powiat_in_a_workshop_is_that_of_the_act() -> None:
    share = BOOK.at("wtz_powiat_min_share", SUMMER)
    low, mode, high = numbers(INSTRUMENTS["wtz"].value["powiat_ratio"])
    assert low == mode == round(share / (1 - share), 3)
    assert high == 0.20 / 0.80
    full = BOOK.mean_over_year("wtz_pfron_amount", 2026) * (1 + share / (1 - share))
    assert full == pytest.approx(published("wtz_full_cost_implied_2026"), abs=0.01)


def test_sheltered_work_promises_nothing_on_average() -> None:
    low, mode, high = numbers(INSTRUMENTS["zaz"].value["net_effect"])
    assert (low, mode) == (-high, 0)


def test_even_the_highest_wage_subsidy_is_below_the_public_revenue_of_a_full_job() -> None:
    # The revenue of a full job of the minimum wage, 2184.43 a month, against 12 000 a year.
    revenue = 12 * BOOK.at("mw2026_public_total", SUMMER)
    subsidy = numbers(load_common()["pfron_wage_subsidy_yearly"])
    assert subsidy[1] < subsidy[2] < revenue
