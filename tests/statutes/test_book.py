"""The shipped parameters: they load, and they say what the collected facts say."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from costmodel.errors import ModelError, NotInForceError
from costmodel.resources import data_path
from costmodel.sources import Verified
from costmodel.statutes.book import ParameterBook, load_book
from costmodel.statutes.indexation import indexed

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "facts" / "parameters.csv"
NOT_IN_FACTS = {
    "cpi_assumption_long_run",
    "ipi_benefit_max",
    "ipi_benefit_min",
    "pit_base_year_lag_old",
    "pit_base_year_lag_new",
    "pit_employee_costs_monthly",
    "unemployment_benefit_rounding",
}


@pytest.fixture(scope="module")
def book() -> ParameterBook:
    return load_book()


def facts() -> list[dict[str, str]]:
    if not FACTS.exists():
        pytest.skip(f"the collected facts are not here: {FACTS.name}")
    with FACTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_value_of_every_file_equals_the_collected_facts(book: ParameterBook) -> None:
    rows = [row for row in facts() if row["id"] in book.parameters]
    assert {row["id"] for row in rows} == set(book.parameters) - NOT_IN_FACTS
    for row in rows:
        parameter = book.parameter(row["id"])
        day = date.fromisoformat(row["valid_from"]) if row["valid_from"] else date(2026, 1, 1)
        enactment = parameter.enactment_at(day)
        assert enactment.value == float(row["value"]), row
        assert enactment.verified == row["verified"], row
        assert parameter.unit == row["unit"]
        if row["valid_from"]:
            assert enactment.since == day
        if row["valid_to"]:
            after = date.fromisoformat(row["valid_to"]) + timedelta(days=1)
            assert after in [later.since for later in parameter.enactments], row


def test_no_value_is_shipped_that_the_facts_do_not_hold(book: ParameterBook) -> None:
    counts: dict[str, int] = {}
    for row in facts():
        counts[row["id"]] = counts.get(row["id"], 0) + 1
    for name in set(book.parameters) - NOT_IN_FACTS:
        values = [e for e in book.parameter(name).enactments if e.value is not None]
        assert len(values) == counts[name], name


def test_an_unverified_value_loads_and_shows_it(book: ParameterBook) -> None:
    share = book.parameter("pit_share_gmina_old_effective").enactment_at(date(2024, 1, 1))
    assert share.verified is Verified.NO


def test_the_book_holds_law_and_unit_costs_alike(book: ParameterBook) -> None:
    for folder in ("statutes", "unit_costs"):
        names = {path.stem for path in data_path(folder).glob("*.toml")}
        assert names, folder
        assert names <= set(book.parameters), folder


def test_a_name_with_a_slip_gets_offers(book: ParameterBook) -> None:
    with pytest.raises(ModelError, match=r"closest names are: minimum_wage(, \w+)+\."):
        book.at("minimum_wages", date(2026, 1, 1))


def test_a_name_like_no_other_gets_no_offer(book: ParameterBook) -> None:
    with pytest.raises(ModelError, match="Add such a file, with its source"):
        book.mean_over_year("qqqqqq", 2026)


def test_the_mean_over_2026_weighs_the_june_indexation(book: ParameterBook) -> None:
    by_hand = (5 * 1721.90 + 7 * 1783.90) / 12
    assert book.mean_over_year("unemployment_benefit_first90", 2026) == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("unemployment_benefit_first90", date(2027, 6, 1)),  # announced to 2027-05-31
        ("minimum_wage", date(2027, 1, 1)),  # not yet set
        ("unemployment_benefit_multiplier_low", date(2025, 6, 1)),  # abolished
        ("unemployment_benefit_duration_days", date(2025, 6, 1)),  # new act not confirmed
        ("motivation_allowance_social_assistance", date(2028, 1, 1)),
        ("average_wage_national", date(2025, 1, 1)),  # a gap between two known years
        ("pit_share_gmina_old_base", date(2025, 1, 1)),
        ("pit_income_share_gmina", date(2024, 12, 31)),
        ("cpi_annual", date(2026, 1, 1)),
    ],
)
def test_nothing_outlives_its_law(book: ParameterBook, name: str, day: date) -> None:
    with pytest.raises(NotInForceError, match=name):
        book.at(name, day)


BENEFITS = ["unemployment_benefit_first90", "unemployment_benefit_after90"]


@pytest.mark.parametrize("name", BENEFITS)
@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_benefit_follows_inflation_of_the_year_before(
    book: ParameterBook, name: str, year: int
) -> None:
    # art. 72 ust. 6 of the 2004 act; in September 2020 the amount was raised outside the rule
    announced = book.at(name, date(year, 6, 1))
    raised = indexed(
        book.at(name, date(year, 5, 31)),
        inflation=book.at("cpi_annual", date(year - 1, 1, 1)) / 100,
        rounded_up_to=book.at("unemployment_benefit_rounding", date(year, 6, 1)),
    )
    assert raised == announced


def test_stipends_are_multiples_of_the_benefit(book: ParameterBook) -> None:
    day = date(2026, 6, 1)
    benefit = book.at("unemployment_benefit_first90", day)
    for amount, multiplier in [
        ("internship_stipend_amount", "internship_stipend_multiplier"),
        ("cis_integration_benefit", "cis_integration_benefit_multiplier"),
    ]:
        assert book.at(amount, day) == pytest.approx(benefit * book.at(multiplier, day), abs=0.005)
