"""The arithmetic that the files on long illness show in their locators."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.problems.common import load_common
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statutes.book import load_book
from tests.problems.derived import findings_of, in_prices_of_2026, numbers, residents, values_in
from tests.problems.test_standing_still import parts, standing

BOOK, PROBLEM = load_book(), shipped_problem("long_illness")
VALUE, INSTRUMENTS = PROBLEM.value, shipped_instruments()
FINDINGS = findings_of("long_illness", "poverty")
published = values_in(FINDINGS)
SUMMER = date(2026, 6, 1)


def test_the_prevalence_spans_care_homes_alone_and_all_health_reasons() -> None:
    low, mode, high = numbers(VALUE["cases_per_resident"])
    assert residents(2024) == 37_489_090
    assert low == round((78_323 - 16_700) / residents(2024), 4)
    reach = published("beneficiaries_share_2023")
    assert mode == reach * 0.25
    assert high == round(reach * published("health_reason_single_person_share_2023"), 4)


def test_the_share_in_care_homes_follows_from_the_prevalence() -> None:
    low, mode, high = numbers(VALUE["cases_per_resident"])
    share = numbers(VALUE["share_care_home"])
    assert share[:2] == (round(low / high, 2), round(low / mode, 2))


def test_the_split_stands_still_with_a_steady_inflow() -> None:
    shares, newcomers = standing("long_illness")
    split = parts(PROBLEM.split, PROBLEM)
    assert shares == pytest.approx(split, abs=0.03)
    # Nearly everybody of the stock is new within six years: people recover or die.
    assert 0.12 < newcomers < 0.25


def test_an_hour_of_home_care_lies_between_published_prices() -> None:
    low, mode, high = numbers(load_common()["care_hour_price"])
    wages = BOOK.at("minimum_wage", SUMMER) / BOOK.at("minimum_wage", date(2021, 6, 1))
    assert low == round(published("home_care_hour_debica_2021") * wages, 2) == 37.93
    kowary = BOOK.at("care_service_hour_cost_example", SUMMER)
    assert mode == pytest.approx((low + kowary) / 2, abs=0.05)
    assert high == published("home_care_psychiatric_hour_warszawa_2022")


def test_neighbour_services_cost_from_the_minimum_rate_to_an_hour_of_home_care() -> None:
    low, mode, high = numbers(INSTRUMENTS["uslugi_sasiedzkie"].value["neighbour_hour_price"])
    assert low == BOOK.at("minimum_hourly_rate", SUMMER)
    assert mode == load_common()["care_hour_price"].low
    assert high == BOOK.at("care_service_hour_cost_example", SUMMER)


def test_an_hour_of_specialist_care_is_brought_to_prices_of_2026() -> None:
    low, mode, high = numbers(VALUE["specialist_hour_price"])
    assert low == round(in_prices_of_2026(29.88, year=2018), 2)
    warsaw = published("home_care_psychiatric_hour_warszawa_2022")
    assert high == round(in_prices_of_2026(warsaw, year=2022), 2)
    assert mode == pytest.approx((low + high) / 2, abs=0.05)


def test_the_income_of_a_resident_is_what_the_fees_of_warsaw_imply() -> None:
    low, mode, high = numbers(VALUE["resident_income"])
    place = 96_000 / 12
    share = BOOK.at("dps_resident_max_share", SUMMER)
    assert mode == round(in_prices_of_2026(0.19 * place / share, year=2023))
    assert low == BOOK.at("permanent_benefit_max", SUMMER)
    assert round(share * high) == published("dps_press_example_resident")


def test_local_homes_cost_what_was_announced_against_the_national_mean() -> None:
    low, mode, high = numbers(VALUE["local_home_cost_ratio"])
    mean = BOOK.at("dps_monthly_cost_national_avg", SUMMER)
    assert mean == published("dps_cost_mean_2025") == 7000
    assert (low, mode) == (round(6076.17 / mean, 2), 1.0)
    assert round(in_prices_of_2026(8000, year=2023)) == 8784
    assert high == round(8784 / mean, 2)


def test_a_gmina_pays_most_of_a_place_in_a_care_home() -> None:
    # Central values: 7000 − 0.7 · 2384 − 100 from the family = 5231 a month.
    mean, share = (
        BOOK.at(n, SUMMER) for n in ("dps_monthly_cost_national_avg", "dps_resident_max_share")
    )
    gmina = (
        mean
        - share * numbers(VALUE["resident_income"])[1]
        - numbers(VALUE["family_fee_monthly"])[1]
    )
    assert round(gmina) == 5231
    home = numbers(VALUE["care_hours_monthly"])[1] * numbers(load_common()["care_hour_price"])[1]
    assert 1 < mean / home < published("home_care_vs_dps_ratio")  # audit: up to seven times


def test_more_home_care_is_given_half_of_what_two_reviews_find_together() -> None:
    low, mode, high = numbers(INSTRUMENTS["uslugi_opiekuncze"].value["odds_of_care_home"])
    older = published("home_support_institution_or_general")
    newer = published("home_visits_institution_rr")
    together = (older * newer) ** 0.5
    assert round(together, 2) == 0.81
    assert mode == pytest.approx(together**0.5, abs=0.005)
    findings = findings_of("long_illness")
    assert (low, high) == (older, findings["home_visits_institution_rr"].high)


def test_preventive_visits_keep_the_null_result_of_the_review() -> None:
    record = INSTRUMENTS["wizyty_profilaktyczne"].value["risk_of_care_home"]
    finding = findings_of("long_illness")["home_visits_institution_rr"]
    assert (record.low, record.high) == (finding.low, finding.high)
    assert record.low is not None
    assert record.high is not None
    middle = (record.low * record.high) ** 0.5  # of the interval on the log scale
    assert middle == pytest.approx(finding.value, abs=0.005)


def test_a_visit_costs_from_one_to_three_hours_of_a_worker() -> None:
    wage = BOOK.mean_over_year("average_wage_national", 2026)
    on_cost = load_common()["employer_on_cost"].mode
    assert on_cost is not None
    hour = round(wage * on_cost / 160)
    assert numbers(INSTRUMENTS["wizyty_profilaktyczne"].value["visit_cost"]) == (
        hour,
        2 * hour,
        3 * hour,
    )


def test_neighbour_services_promise_nothing_on_average() -> None:
    low, mode, high = numbers(INSTRUMENTS["uslugi_sasiedzkie"].value["net_effect"])
    assert (low, mode) == (-high, 0)
    moves = numbers(VALUE["home_to_care_services"])[1]
    assert high < moves  # no larger than the chance that it might change
