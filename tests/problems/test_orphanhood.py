"""The arithmetic behind the derived numbers of foster care and of its instrument."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.problems.common import load_common
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.problems.parts import INDEPENDENT
from costmodel.problems.uncertain import UncertainRecord
from costmodel.statutes.book import load_book
from tests.problems.derived import findings_of, in_prices_of_2026, residents, values_in

PROBLEM, BOOK, PRICE_YEAR = shipped_problem("orphanhood"), load_book(), 2026
FAMILY_INSTEAD = shipped_instruments()["rodzinna_piecza"]
FINDINGS = findings_of("orphanhood")
found = values_in(FINDINGS)
CPI_2026_FORECAST = 2.3
FOSTER_FAMILIES_2023, FAMILY_HOMES_2023, CHILDREN_IN_FAMILY_HOMES_2023 = 35_978, 834, 6_226
FAMILY_HOME_BIALOBLOTY_2023 = 3814.43
"""Published by PCPR Pleszew: the monthly cost of a child in a family home. [PLN per month]"""


def record(name: str) -> UncertainRecord:
    return (load_common() | PROBLEM.value)[name]


def low(name: str) -> float:
    value = record(name).low
    assert value is not None
    return value


def mode(name: str) -> float:
    value = record(name).mode
    assert value is not None
    return value


def high(name: str) -> float:
    value = record(name).high
    assert value is not None
    return value


def test_children_per_resident_is_the_national_count() -> None:
    assert residents(2023) == pytest.approx(37_636_510)
    assert found("care_total_2023") / residents(2023) == pytest.approx(mode("care_rate"), rel=0.01)


def test_the_split_holds_the_national_share_of_children_in_institutions() -> None:
    national = found("care_institution_2023") / found("care_total_2023")
    later = mode("split_institution_later")
    first = (1 - later) * mode("split_institution_1")
    second = (1 - later - first) * mode("split_institution_2")
    assert national == pytest.approx(0.227, abs=0.0005)
    assert later + first + second == pytest.approx(national, abs=0.002)
    by_year = later / national, first / national, second / national
    assert by_year == pytest.approx((0.65, 0.21, 0.14), abs=0.004)


def test_leaving_families_is_the_sum_of_the_three_ways_out_that_a_powiat_counted() -> None:
    home, adopted = found("slawno_return_rate"), found("slawno_adoption_rate")
    grown = found("slawno_independence_rate")
    leave = home + adopted + grown
    assert round(leave, 3) == mode("exit_family")
    assert (home + adopted) / leave == pytest.approx(low("success_family"), abs=0.005)
    assert (home + adopted + grown / 2) / leave == pytest.approx(mode("success_family"), abs=0.01)
    share = grown / 2 / (home + adopted + grown / 2)
    assert round(share, 3) == 0.324 < mode("leaver_share") < high("leaver_share")
    assert grown / 5 == pytest.approx(mode("brings_unemployment_family"), abs=0.0005)


def test_leaving_institutions_holds_those_who_grow_up() -> None:
    grow_up = found("institution_age14_17_share_2022") / 4
    home = found("slawno_return_rate") + found("slawno_adoption_rate")
    assert grow_up + home == pytest.approx(mode("exit_institution"), abs=0.02)


def test_exits_are_near_the_number_of_young_people_who_leave_care() -> None:
    institutions = found("care_institution_2023")
    leave = institutions * mode("exit_institution")
    leave += found("care_family_2023") * mode("exit_family")
    assert 11_000 < leave < 12_000
    assert found("care_leavers_per_year") < leave  # returns and adoptions come on top


def test_kinds_of_families_follow_from_national_counts() -> None:
    in_family_care = found("care_family_2023")
    in_foster_families = (in_family_care - CHILDREN_IN_FAMILY_HOMES_2023) / in_family_care
    kin = found("foster_families_kinship_share_2023") * in_foster_families
    assert kin == pytest.approx(mode("kinship_share"), abs=0.001)
    homes = CHILDREN_IN_FAMILY_HOMES_2023 / in_family_care
    professional = found("foster_families_professional_share_2023") * in_foster_families
    assert homes == pytest.approx(low("professional_share"), abs=0.0005)
    assert homes + professional == pytest.approx(mode("professional_share"), abs=0.002)
    assert high("kinship_share") + high("professional_share") < mode("all_children") == 1.0


def test_a_coordinator_has_the_families_that_the_law_allows() -> None:
    children = found("care_family_2023") - CHILDREN_IN_FAMILY_HOMES_2023
    families = BOOK.at("foster_coordinator_max_families", date(PRICE_YEAR, 6, 1))
    posts = 1 / (families * children / FOSTER_FAMILIES_2023)
    assert posts == pytest.approx(mode("coordinator_per_child"), abs=0.0005)


def test_a_child_in_a_professional_family_costs_what_the_locator_says() -> None:
    published = found("foster_professional_monthly_cost_2019")
    central = in_prices_of_2026(published, year=2019)
    assert central == pytest.approx(mode("professional_monthly"), abs=1)
    dear = in_prices_of_2026(FAMILY_HOME_BIALOBLOTY_2023, year=2023)
    assert dear == pytest.approx(high("professional_monthly"), abs=1)
    children = CHILDREN_IN_FAMILY_HOMES_2023 / FAMILY_HOMES_2023
    least = BOOK.mean_over_year("foster_benefit_nonkin_professional", PRICE_YEAR) + 4100 / children
    assert least == pytest.approx(low("professional_monthly"), abs=1)


def test_an_institution_costs_what_was_announced() -> None:
    name = "pow_monthly_cost_example_"
    raised = 1 + CPI_2026_FORECAST / 100
    assert BOOK.at(f"{name}ostroleka", date(2026, 6, 1)) == mode("institution_monthly")
    cheap = BOOK.at(f"{name}ostroleka", date(2025, 6, 1)) * raised
    dear = max(BOOK.at(f"{name}swiecie_{n}", date(2025, 6, 1)) for n in range(1, 5)) * raised
    assert cheap == pytest.approx(low("institution_monthly"), abs=1)
    assert dear == pytest.approx(high("institution_monthly"), abs=1)
    national = in_prices_of_2026(found("pow_monthly_cost_2019"), year=2019)
    assert national == pytest.approx(7603, abs=1)  # "over 5 000": a lower bound
    assert low("institution_monthly") < national < mode("institution_monthly")


def test_all_children_in_care_cost_about_what_the_country_spent() -> None:
    months = 12
    shares = mode("kinship_share"), mode("professional_share")
    in_family = shares[0] * BOOK.mean_over_year("foster_benefit_kinship", PRICE_YEAR)
    in_family += (1 - sum(shares)) * BOOK.mean_over_year(
        "foster_benefit_nonkin_professional", PRICE_YEAR
    )
    in_family += shares[1] * mode("professional_monthly")
    wage = BOOK.mean_over_year("average_wage_national", PRICE_YEAR) * mode("employer_on_cost")
    in_family += wage * mode("coordinator_per_child")
    yearly = found("care_family_2023") * in_family * months
    yearly += found("care_institution_2023") * mode("institution_monthly") * months
    published = in_prices_of_2026(found("care_system_cost_2013"), year=2013)
    assert (round(yearly / 1e9, 1), round(published / 1e9, 1)) == (3.2, 3.5)


def test_the_gmina_pays_a_tenth_then_three_tenths_then_half() -> None:
    day = date(PRICE_YEAR, 6, 1)
    parts = {"year_1": 0.1, "year_2": 0.3, "later": 0.5}
    seen = set()
    for service in PROBLEM.service:
        if service.id.startswith(("kinship", "unrelated", "professional", "institution")):
            (level,) = service.use
            stage = level.split("_", 1)[1]
            assert BOOK.at(service.payer["gmina"], day) == parts[stage], service.id
            seen.add((service.id.split("_")[0], stage))
    assert len(seen) == 4 * 3  # four forms of care, three stages each


def test_every_child_in_family_care_is_in_one_kind_of_family() -> None:
    of_forms = ("kinship", "unrelated", "professional")
    uses = [s.use for s in PROBLEM.service if s.id.startswith(of_forms)]
    assert [use["family_later"] for use in uses if "family_later" in use] == [
        ("kinship_share",),
        ("all_children - kinship_share - professional_share",),
        ("professional_share",),
    ]


def test_help_for_young_adults_ends_after_two_years() -> None:
    stages = {state for s in PROBLEM.service for state in s.use if state in INDEPENDENT}
    assert stages == {"independent_1", "independent_2"}


def test_the_average_family_that_the_instrument_subtracts_is_that_of_the_problem() -> None:
    kin = BOOK.mean_over_year("foster_benefit_kinship", PRICE_YEAR)
    other = BOOK.mean_over_year("foster_benefit_nonkin_professional", PRICE_YEAR)
    assert (round(kin), round(other)) == (1045, 1582)
    shares = mode("kinship_share"), mode("professional_share")
    average = shares[0] * kin + (1 - sum(shares)) * other
    average += shares[1] * mode("professional_monthly")
    taken_off = FAMILY_INSTEAD.value["average_family_monthly"]
    assert average == pytest.approx(taken_off.mode, abs=1)
    assert taken_off.high is not None
    assert taken_off.high < low("professional_monthly")  # the supplement is never negative
