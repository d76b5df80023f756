"""The arithmetic that the files on homelessness show in their locators."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statutes.book import load_book
from tests.problems.derived import findings_of, in_prices_of_2026, residents, values_in

BOOK, PROBLEM = load_book(), shipped_problem("homelessness")
VALUE, INSTRUMENTS = PROBLEM.value, shipped_instruments()
FINDINGS = findings_of("homelessness")
published = values_in(FINDINGS)


def mode(name: str) -> float:
    value = VALUE[name].mode
    assert value is not None
    return value


def test_the_prevalence_is_that_of_the_national_counts() -> None:
    counted = published("homeless_2019_exact")
    sheltered = 24_323
    assert sheltered / counted == pytest.approx(
        published("homeless_2019_in_institutions"), abs=5e-4
    )
    bounds = [sheltered, counted, published("homeless_2015_exact")]
    record = VALUE["homeless_rate"]
    assert [record.low, record.mode, record.high] == [
        round(persons / residents(2018), 5) for persons in bounds
    ]


def test_people_outside_institutions_are_those_not_counted_inside() -> None:
    assert mode("share_rough") == round(1 - published("homeless_2019_in_institutions"), 3)
    assert VALUE["share_rough"].high == round(10.5 / 36.1, 3)


def test_as_many_become_independent_in_a_year_as_the_audit_found() -> None:
    rough = mode("share_rough")
    recent = (1 - rough) * mode("share_recent")
    shares = {"recent": recent, "long_term": 1 - rough - recent, "rough": rough}
    leave = sum(share * mode(f"exit_{level}") for level, share in shares.items())
    succeed = sum(
        share * mode(f"exit_{level}") * mode(f"success_{level}") for level, share in shares.items()
    )
    audit = published("ipwb_independent_2012") / published("homeless_persons_2013")
    assert audit == pytest.approx(0.088, abs=5e-4)
    assert succeed == pytest.approx(audit, abs=0.005)
    assert (round(leave, 2), round(succeed, 3)) == (0.19, 0.086)  # as the comment in the file says


def test_the_price_of_a_shelter_spans_the_published_figures() -> None:
    factor = in_prices_of_2026(1.0, year=2018)
    assert round(factor, 4) == 1.5556
    place = round(published("warsaw_shelter_cost") / 1300)
    record = VALUE["shelter_yearly"]
    assert record.low == round(published("homelessness_cost_per_person_2018") * factor)
    assert record.mode == place == 23_077
    assert record.high == round(place * factor)


def test_shelter_costs_about_what_whole_national_spending_comes_to() -> None:
    recent = mode("share_recent")
    used = recent * mode("shelter_share_recent") + (1 - recent) * mode("shelter_share_long_term")
    here = used * mode("shelter_yearly")
    spent = (VALUE["shelter_yearly"].low or 0) / published("homeless_2019_in_institutions")
    assert (round(here, -2), round(spent)) == (18_500, 17_521)  # as the note says
    assert here == pytest.approx(spent, rel=0.1)


def test_a_night_costs_less_than_a_day_in_a_shelter() -> None:
    day = mode("shelter_yearly") / 365
    assert round(day) == 63
    assert mode("night_price") < day


def test_the_least_periodic_benefit_stays_under_its_cap() -> None:
    # art. 38: half of the gap to the criterion of a single person, at most the family criterion
    day = date(2026, 6, 1)
    half = BOOK.at("periodic_benefit_min_share_single", day) * BOOK.at(
        "social_assistance_income_threshold_single", day
    )
    assert half == 505 < BOOK.at("social_assistance_income_threshold_family_person", day) == 823


def test_without_support_more_lose_their_flat_than_with_it() -> None:
    with_support = 1 - published("fr_hf_housed_24m") ** 0.5
    assert round(with_support, 2) == 0.07
    assert (VALUE["relapse_year_1"].low or 0) > with_support


def test_the_effect_of_housing_first_is_half_the_published_one() -> None:
    record = INSTRUMENTS["housing_first"].value["net_effect"]
    assert record.low == 0
    assert record.high == published("hf_act_stable_difference") == 0.42
    assert record.mode == record.high / 2
    crude = published("hf_act_stable_share") - published("hf_act_stable_share_control")
    assert crude == pytest.approx(record.high)


def test_the_range_of_housing_first_holds_what_its_risk_ratio_would_give() -> None:
    half = 1 + (published("hf_housed_rr") - 1) / 2
    background = mode("exit_long_term") * mode("success_long_term")
    assert (round(half, 2), round(background, 2)) == (1.73, 0.06)
    assert round(background * (half - 1), 2) == 0.04


def test_support_is_paid_for_two_years_after_those_who_left() -> None:
    leaving = mode("exit_long_term") * mode("success_long_term")
    leaving += INSTRUMENTS["housing_first"].value["net_effect"].mode or 0
    assert INSTRUMENTS["housing_first"].value["support_years"].mode == round(1 + 2 * leaving, 2)


def test_the_success_of_ipwb_spans_the_audit_and_no_effect_at_all() -> None:
    record = INSTRUMENTS["ipwb"].value["gross_success"]
    share = published("ipwb_independent_2012") / published("ipwb_participants_2012")
    everyone = published("ipwb_independent_2012") / published("homeless_persons_2013")
    assert record.high == round(share, 3) == published("ipwb_success_share_2012")
    assert record.mode == round(share / 2, 3)
    assert record.low == round(everyone, 3)


@pytest.mark.parametrize("name", ["exit_effect", "relapse_effect"])
def test_where_nothing_is_known_the_effect_is_zero_on_average(name: str) -> None:
    record = INSTRUMENTS["mieszkanie_treningowe"].value[name]
    assert record.mode == 0
    assert record.low == -(record.high or 0)
