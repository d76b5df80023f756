"""The arithmetic that the file on poverty shows in its locators."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.problems.loader import shipped_problem
from costmodel.statutes.book import load_book
from tests.problems.derived import findings_of, residents, values_in

BOOK, VALUE = load_book(), shipped_problem("poverty").value
MIDYEAR = date(2026, 6, 1)
FINDINGS = findings_of("poverty", "homelessness", "unemployment")
published = values_in(FINDINGS)


def test_the_prevalence_is_that_of_beneficiaries_below_the_criterion() -> None:
    below = published("beneficiaries_below_criterion_2023")
    assert VALUE["poverty_rate"].mode == pytest.approx(below / residents(2023), abs=5e-5)
    assert VALUE["poverty_rate"].high == published("beneficiaries_share_2023") == 0.034


def test_occasional_help_ends_no_faster_than_in_sweden() -> None:
    # 8 % are left in the fifth year, that is after four yearly chances to leave
    still = published("se_assistance_fifth_year")
    assert VALUE["exit_occasional"].high == round(1 - still ** (1 / 4), 2) == 0.47


def test_longer_help_is_harder_to_leave() -> None:
    exits = [VALUE[f"exit_{level}"] for level in ("occasional", "recurring", "permanent")]
    for part in ("low", "mode", "high"):
        bounds = [getattr(record, part) for record in exits]
        assert bounds == sorted(bounds, reverse=True)


def test_poverty_alone_cannot_bring_more_homelessness_than_there_is() -> None:
    newly = 0.35 * published("homeless_2024_exact")
    most = newly / published("beneficiaries_below_criterion_2023")
    assert VALUE["brings_homelessness"].high == round(most, 3) == 0.014


def test_a_family_has_about_as_many_members_as_in_the_centre_quoted() -> None:
    low = VALUE["families_per_person"].low
    assert low is not None
    assert low <= 141 / 484 < 89 / 253 <= (VALUE["families_per_person"].mode or 0)


def test_without_income_the_permanent_benefit_is_the_maximum() -> None:
    criterion = BOOK.at("social_assistance_income_threshold_single", MIDYEAR)
    by_rule = BOOK.at("permanent_benefit_threshold_multiplier", MIDYEAR) * criterion
    assert by_rule == pytest.approx(1313)
    assert BOOK.at("permanent_benefit_max", MIDYEAR) == 1229 < by_rule
    assert VALUE["permanent_amount_share"].high == 1


def test_the_state_grant_for_meals_is_within_the_statutory_cap() -> None:
    assert VALUE["meal_state_share"].high == BOOK.at("own_tasks_state_grant_cap", MIDYEAR)
