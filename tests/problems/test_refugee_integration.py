"""The arithmetic that the files on the integration of refugees show in their locators."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statutes.book import load_book
from tests.problems.derived import findings_of, residents, values_in

BOOK, VALUE = load_book(), shipped_problem("refugee_integration").value
FINDINGS = findings_of("refugee_integration")
published = values_in(FINDINGS)


def mode(name: str) -> float:
    value = VALUE[name].mode
    assert value is not None
    return value


WORK = published("ipi_employed_share")
LEFT = published("ipi_left_poland_share")
MAINTAINED = published("ipi_state_maintained_share")


def test_leaving_after_the_programme_spans_what_the_audit_leaves_open() -> None:
    record = VALUE["exit_first_year"]
    assert (record.low, record.high) == (round(WORK + LEFT, 2), round(1 - MAINTAINED, 2))
    assert record.mode == pytest.approx((WORK + LEFT + 1 - MAINTAINED) / 2, abs=1e-9)


def test_as_many_work_after_the_programme_as_the_audit_found() -> None:
    leave, succeed = VALUE["exit_first_year"], VALUE["success_first_year"]
    for chance, share in (
        (leave.high, succeed.low),
        (leave.mode, succeed.mode),
        (leave.low, succeed.high),
    ):
        assert (chance or 0) * (share or 0) == pytest.approx(WORK, abs=0.002)


def test_as_many_live_on_benefits_after_the_programme_as_the_audit_found() -> None:
    leave, assisted = VALUE["exit_first_year"], VALUE["assisted_after_programme"]
    for chance, share in (
        (leave.low, assisted.low),
        (leave.mode, assisted.mode),
        (leave.high, assisted.high),
    ):
        assert (1 - (chance or 0)) * (share or 0) == pytest.approx(MAINTAINED, abs=0.002)


def still_stock(inflow: float) -> tuple[float, float, float]:
    """Return people at the three levels after a century of the same inflow, walked plainly."""
    first = jobless = assisted = one = two = later = 0.0
    relapse = [mode(f"relapse_{year}") for year in ("year_1", "year_2", "later")]
    go = mode("departure")
    for _ in range(100):
        stay = first * (1 - mode("exit_first_year"))
        idle = jobless * (1 - mode("exit_without_work"))
        held = assisted * (1 - mode("exit_assisted"))
        success = (
            first * mode("exit_first_year") * mode("success_first_year")
            + jobless * mode("exit_without_work") * mode("success_without_work")
            + assisted * mode("exit_assisted") * mode("success_assisted")
        )
        back = one * relapse[0] + two * relapse[1] + later * relapse[2]
        later = two * (1 - relapse[1] - go) + later * (1 - relapse[2] - go)
        two = one * (1 - relapse[0] - go)
        one = success
        jobless = (
            back
            + stay * (1 - mode("assisted_after_programme"))
            + idle * (1 - mode("becomes_assisted"))
            + held * mode("leaves_assistance")
        )
        assisted = (
            stay * mode("assisted_after_programme")
            + idle * mode("becomes_assisted")
            + held * (1 - mode("leaves_assistance"))
        )
        first = inflow
    return first, jobless, assisted


def test_the_prevalence_and_the_split_are_those_of_a_stock_that_stands_still() -> None:
    first, jobless, assisted = still_stock(published("ipi_participants_2014"))
    everyone = first + jobless + assisted
    assert everyone == pytest.approx(2690, abs=5)
    assert mode("refugee_rate") == round(everyone / residents(2018), 5)
    assert VALUE["refugee_rate"].low == round(first / residents(2018), 6)
    assert mode("share_first_year") == round(first / everyone, 2)
    assert mode("share_assisted") == round(assisted / (assisted + jobless), 2)


def test_the_amounts_of_the_press_are_those_of_the_regulations() -> None:
    first_half = BOOK.at("ipi_benefit_max", date(2014, 6, 1))
    assert first_half == published("ipi_benefit_first6_2014")
    assert 0.9 * first_half == pytest.approx(published("ipi_benefit_last6_2014"))
    assert BOOK.at("ipi_benefit_max", date(2016, 6, 1)) == published("ipi_benefit_later")
    assert BOOK.mean_over_year("ipi_benefit_max", 2026) == 1679
    assert BOOK.mean_over_year("ipi_benefit_min", 2026) == 950


def test_a_whole_programme_is_eleven_full_benefits_and_a_bit() -> None:
    assert VALUE["programme_months"].high == pytest.approx(6 + 6 * 0.9)
    most = published("ipi_single_max_year_2014")
    assert most == pytest.approx(11.4 * published("ipi_benefit_first6_2014"))


def test_the_months_paid_are_those_that_the_spending_of_2014_allows() -> None:
    spent, day = published("ipi_cost_per_person_2014"), date(2014, 6, 1)
    record = VALUE["programme_months"]
    assert record.mode == round(spent / BOOK.at("ipi_benefit_min", day), 1)
    assert record.low == round(spent / BOOK.at("ipi_benefit_max", day), 1)


def test_no_benefit_falls_below_the_statutory_minimum_for_one_person() -> None:
    least = BOOK.mean_over_year("ipi_benefit_min", 2026)
    most = BOOK.mean_over_year("ipi_benefit_max", 2026)
    assert VALUE["benefit_share_of_max"].low == round(least / most, 2)


def test_the_effect_of_the_language_course_is_half_the_published_one() -> None:
    record = shipped_instruments()["ipi"].value["language_effect"]
    assert record.low == 0
    assert record.high == published("dk_language_employment") == 2 * (record.mode or 0)
