"""The arithmetic behind the derived numbers of alcoholism and of its instruments."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statutes.book import load_book
from tests.problems.derived import findings_of, in_prices_of_2026, numbers, residents, values_in

PROBLEM, BOOK, PRICE_YEAR = shipped_problem("alcoholism"), load_book(), 2026
THERAPY = shipped_instruments()["terapia_uzaleznien"]
CLUB = shipped_instruments()["kluby_abstynenta"]
FINDINGS = findings_of("alcoholism")
found = values_in(FINDINGS)
CPI_2026_FORECAST = 2.3
RESIDENTS = 37_489_090


def test_residents_are_those_of_the_national_statistics() -> None:
    assert round(residents(2024)) == RESIDENTS


def test_the_forecast_of_inflation_is_that_of_the_national_bank() -> None:
    assert BOOK.at("cpi_forecast_nbp_2026_03", date(PRICE_YEAR, 1, 1)) == CPI_2026_FORECAST


def test_the_rate_adds_dependent_and_harmful_drinkers_of_the_planning_rule() -> None:
    dependent, harmful = found("alcohol_dependent_rule"), found("alcohol_harmful_rule")
    low, mode, high = numbers(PROBLEM.value["alcohol_rate"])
    assert mode == pytest.approx(dependent + harmful)
    assert low < dependent + 0.05
    assert found("alcohol_abuse_share_ezop") < high  # of adults: fewer of all residents


def test_the_share_of_risky_drinkers_follows_from_the_same_rule() -> None:
    dependent, harmful = found("alcohol_dependent_rule"), found("alcohol_harmful_rule")
    _, mode, high = numbers(PROBLEM.value["share_risky"])
    assert mode == pytest.approx(harmful / (harmful + dependent))
    assert high == round(3_000_000 / (3_000_000 + found("alcohol_dependent_ezop")), 2)


def test_stays_in_a_sobering_station_follow_from_the_national_cost() -> None:
    stays = found("alcohol_cost_sobering") / found("sobering_real_cost_warsaw_2013_2019")
    with_harm = numbers(PROBLEM.value["share_with_harm"])[1]
    persons = found("alcohol_dependent_rule") * with_harm * RESIDENTS
    low, mode, high = numbers(PROBLEM.value["sobering_stays"])
    assert (round(stays / 1e3), round(persons / 1e3)) == (163, 187)
    assert (low, mode, high) == (0.0, round(stays / persons / 2, 2), round(stays / persons, 2))


def test_a_stay_in_a_sobering_station_is_carried_to_prices_of_the_price_year() -> None:
    low, mode, _ = numbers(PROBLEM.value["sobering_stay_cost"])
    warsaw = found("sobering_real_cost_warsaw_2022")
    average = found("sobering_real_cost_warsaw_2013_2019")
    assert round(in_prices_of_2026(warsaw, year=2022)) == mode == 767
    assert low == pytest.approx(in_prices_of_2026(average, year=2019), rel=0.01)


def test_the_person_pays_a_collected_fraction_of_the_highest_fee() -> None:
    years = ("2021", "2022", "2023")
    collected = sum(found(f"sobering_fee_collected_{year}") for year in years) / len(years)
    stay = numbers(PROBLEM.value["sobering_stay_cost"])[1]
    fee = BOOK.at("sobering_station_max_fee", date(PRICE_YEAR, 6, 1))
    assert fee == 469.90
    assert numbers(PROBLEM.value["sobering_paid_share"])[1] == round(fee * collected / stay, 2)


def test_the_highest_fee_of_a_sobering_station_goes_on_with_prices() -> None:
    for year in range(2018, PRICE_YEAR + 1):
        before, after = (
            BOOK.at("sobering_station_max_fee", date(y, 3, 1)) for y in (year - 1, year)
        )
        prices = BOOK.at("cpi_annual", date(year - 1, 1, 1))
        assert after == pytest.approx(before * (1 + prices / 100), abs=0.02)


def test_a_day_of_detoxification_spans_the_warsaw_prices() -> None:
    finding = FINDINGS["alcohol_detox_day_warszawa_2020"]
    assert finding.low is not None
    assert finding.high is not None
    low, mode, high = numbers(PROBLEM.value["detox_day_cost"])
    assert low == round(in_prices_of_2026(finding.low, year=2020))
    assert high == round(in_prices_of_2026(finding.high, year=2020))
    assert low < mode < high


def test_relapse_in_the_first_year_is_what_the_cohort_of_wards_implies() -> None:
    after_1 = FINDINGS["pl_inpatient_abstinent_1y"].low
    assert after_1 == 0.11
    after_3 = found("pl_inpatient_abstinent_3y")
    assert numbers(PROBLEM.value["relapse_year_1"])[1] == round(1 - (after_3 / after_1) ** 0.5, 2)


def test_leaving_dependence_is_natural_remission_and_half_the_ceiling_of_therapy() -> None:
    natural = 1 - (1 - found("alcohol_natural_remission")) ** (1 / 20)
    ceiling = found("alcohol_treatment_start_share") * found("pl_therapy_abstinent_2y")
    assert (round(natural, 3), round(ceiling, 3)) == (0.008, 0.033)
    leaves, succeeds = (
        numbers(PROBLEM.value[name])[1] for name in ("exit_dependent", "success_dependent")
    )
    assert succeeds == round((natural + ceiling / 2) / leaves, 2)


def test_about_as_many_become_dependent_as_leave_dependence() -> None:
    value = {name: record.mode or 0.0 for name, record in PROBLEM.value.items()}
    risky = value["share_risky"]
    with_harm = (1 - risky) * value["share_with_harm"]
    dependent = 1 - risky - with_harm
    enter = risky * (1 - value["exit_risky"]) * value["becomes_dependent"]
    enter += with_harm * (1 - value["exit_with_harm"]) * value["harm_recedes"]
    on = (1 - value["exit_dependent"]) * (value["becomes_harmful"] + value["drinks_less"])
    leave = dependent * (value["exit_dependent"] + on)
    assert 0.7 < enter / leave < 1.0  # those who relapse come on top


def test_the_success_of_therapy_lies_between_the_polish_cohorts() -> None:
    low, mode, high = numbers(THERAPY.value["gross_success_alcohol"])
    one_year = FINDINGS["pl_inpatient_abstinent_1y"]
    assert one_year.low is not None
    assert one_year.high is not None
    assert mode == pytest.approx((one_year.low + one_year.high) / 2)
    assert (low, high) == (found("pl_inpatient_abstinent_3y"), found("pl_therapy_abstinent_2y"))


def test_therapy_on_a_ward_spans_the_list_price() -> None:
    highest = numbers(PROBLEM.value["therapy_cost"])[2]
    assert highest == 42 * 450 == 18_900
    assert numbers(THERAPY.value["therapy_place_cost"])[2] == 56 * 450


def test_a_club_keeps_half_of_the_published_effect() -> None:
    relapse = numbers(PROBLEM.value["relapse_year_1"])[1]
    full = (1 - (1 - relapse) * found("aa_tsf_abstinence_rr")) / relapse
    low, mode, high = numbers(CLUB.value["relapse_ratio"])
    assert low == pytest.approx(full, abs=0.006)
    assert mode == pytest.approx((1 + full) / 2, abs=0.006)
    assert high == 1.0
