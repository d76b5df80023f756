"""The arithmetic in the locators of instruments for people without work and of organisation."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.evidence.finding import Finding
from costmodel.evidence.loader import load_findings
from costmodel.problems.common import load_common
from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import shipped_instruments
from costmodel.problems.uncertain import Origin, UncertainRecord
from costmodel.resources import data_path
from costmodel.statutes.book import load_book

BOOK, INSTRUMENTS, COMMON = load_book(), shipped_instruments(), load_common()
MID_2026 = date(2026, 6, 1)
FINDINGS: dict[str, Finding] = {
    **load_findings(data_path("evidence", "unemployment.toml")),
    **load_findings(data_path("evidence", "system.toml")),
}
ORGANISATIONAL = {
    "kampania_informacyjna",
    "menedzer_klienta",
    "model_instytucji_cus",
    "partnerstwa",
    "standard_uslug",
    "superwizja",
    "szkolenia_kadry",
    "wiecej_pracownikow_socjalnych",
    "wspolpraca_ops_pup",
    "zespoly_specjalistyczne",
}
WITHOUT_EVIDENCE = (ORGANISATIONAL - {"wspolpraca_ops_pup"}) | {
    "projekt_socjalny",
    "integracja_spoleczna_pup",
}


def value(owner: str, name: str) -> UncertainRecord:
    return INSTRUMENTS[owner].value[name]


def bounds(owner: str, name: str) -> tuple[float | None, float | None, float | None]:
    record = value(owner, name)
    return record.low, record.mode, record.high


def figure(name: str) -> float:
    found = FINDINGS[name].value
    assert found is not None
    return found


def test_those_who_change_the_work_of_the_centre_are_organisational_and_need_units() -> None:
    for name in ORGANISATIONAL:
        instrument = INSTRUMENTS[name]
        assert instrument.kind == "organisational"
        assert instrument.capacity is not None
        assert {line.per for line in instrument.cost} == {"unit"}


@pytest.mark.parametrize("name", sorted(WITHOUT_EVIDENCE))
def test_without_evidence_nothing_changes_on_average_and_the_caution_says_so(name: str) -> None:
    instrument: Instrument = INSTRUMENTS[name]
    for effect in instrument.effect:
        record = instrument.value[effect.value]
        assert (effect.kind, effect.grade, record.kind) == ("risk_ratio", "E", Origin.ASSUMPTION)
        assert record.mode == 1.0
        assert record.distribution().mean_value == pytest.approx(1.0)
        assert record.low is not None
        assert record.high is not None
        assert record.low < 1.0 < record.high
        assert "w obie strony" in effect.caution


def test_the_effect_of_a_campaign_is_on_those_who_would_become_new_cases() -> None:
    assert {(e.on, e.levels) for e in INSTRUMENTS["kampania_informacyjna"].effect} == {
        ("inflow", ("inflow",))
    }


def test_the_price_of_activities_in_siedlce_is_carried_to_2026() -> None:
    said = figure("pai_siedlce_total_2014") / 60
    assert said == figure("pai_siedlce_per_person_2014") == 630
    price = said
    for year in range(2015, 2026):
        price *= 1 + BOOK.at("cpi_annual", date(year, 1, 1)) / 100
    price *= 1 + BOOK.at("cpi_forecast_nbp_2026_03", date(2026, 1, 1)) / 100
    low, mode, high = bounds("integracja_spoleczna_pup", "activity_cost")
    assert mode == round(price, 2) == 1000.46
    assert (low, high) == (said, 2000)
    assert value("integracja_spoleczna_pup", "gmina_share").mode == figure("pai_gmina_share")


def test_the_stipend_of_social_integration_is_three_fifths_of_the_benefit() -> None:
    (line,) = [c for c in INSTRUMENTS["integracja_spoleczna_pup"].cost if "stipend" in c.id]
    multiplier, benefit = (BOOK.at(name, MID_2026) for name in line.price)
    assert round(multiplier * benefit, 2) == 1070.34


def test_half_of_what_help_in_finding_work_brings_is_the_middle_of_joint_work() -> None:
    published = figure("almp_meta_job_search_assistance_medium")
    assert bounds("wspolpraca_ops_pup", "net_effect") == (0.0, published / 2, published)
    counsellor = FINDINGS["fr_intensive_caseload_high"]
    people = bounds("wspolpraca_ops_pup", "people_per_adviser")
    assert people == (counsellor.low, counsellor.value, counsellor.high)


def test_subsidised_work_takes_half_of_the_meta_analysis_and_reaches_below_zero() -> None:
    published = figure("almp_meta_wage_subsidy_medium")
    assert bounds("prace_interwencyjne", "net_effect") == (-published / 2, published / 2, published)
    assert "ujemne" in FINDINGS["pl_training_positive_1990s"].caution


def test_socially_useful_work_takes_the_published_span_of_public_work() -> None:
    short, medium, long = (
        figure(f"almp_meta_public_works_{window}") for window in ("short", "medium", "long")
    )
    assert bounds("prace_spolecznie_uzyteczne", "net_effect") == (short, medium / 2, long)


def test_the_hourly_benefit_spans_the_frozen_rate_and_the_least_hourly_wage() -> None:
    low, mode, high = bounds("prace_spolecznie_uzyteczne", "hourly_benefit")
    assert low == BOOK.at("psu_hourly_min", date(2025, 5, 31)) == 12.20
    assert high == BOOK.at("minimum_hourly_rate", MID_2026) == 31.40
    indexed = BOOK.mean_over_year("psu_hourly_min", 2026)
    assert (round(indexed, 2), mode) == (12.99, 13.0)
    assert round(indexed) == mode


def test_success_in_a_club_is_read_in_both_ways_and_halved_at_the_lowest() -> None:
    said = figure("kis_independence_share_2011_2012")
    of_all = round(said * figure("kis_completion_share_2011_2012"), 3)
    low, mode, high = bounds("kis", "gross_success")
    assert (mode, high) == (of_all, said) == (0.137, 0.169)
    assert low == 0.069
    assert low == pytest.approx(of_all / 2, abs=0.0006)


def test_a_post_costs_what_the_locators_say() -> None:
    wage = BOOK.mean_over_year("average_wage_national", 2026)
    on_cost = COMMON["employer_on_cost"].mode
    assert on_cost is not None
    post = wage * on_cost * 12
    assert round(post) == 136_191
    assert round(post / 30, -1) == 4540
    low, mode, high = bounds("kis", "running_cost")
    assert low is not None
    assert high is not None
    assert mode == 4500
    assert (round(post / low), round(post / high)) == (91, 11)


def test_no_more_families_to_a_post_than_the_law_allows() -> None:
    ceiling = BOOK.at("social_worker_max_families", MID_2026)
    owners = [name for name, i in INSTRUMENTS.items() if "families_per_worker" in i.value]
    assert len(owners) > 1
    assert {value(name, "families_per_worker").high for name in owners} == {ceiling}
    cases = value("menedzer_klienta", "cases_per_manager")
    assert (cases.low, cases.high) == (BOOK.at("family_assistant_max_families", MID_2026), ceiling)


def test_a_team_of_szczecinek_has_four_posts_of_fifty_families() -> None:
    residents, teams = 39_316, 5  # four teams and the post for homelessness
    posts = -(-residents // BOOK.at("social_worker_max_residents", MID_2026))
    assert posts == 20
    ceiling = BOOK.at("social_worker_max_families", MID_2026)
    assert posts / teams * ceiling == value("zespoly_specjalistyczne", "cases_per_team").mode == 200


def test_the_standard_costs_half_of_a_whole_project_a_year() -> None:
    project = figure("aleksandrow_cost_per_worker")
    assert round(390_147.50 / 16) == project == 24_384
    low, mode, high = bounds("standard_uslug", "implementation_cost")
    assert (mode, high) == (project / 2, project)
    assert low is not None
    assert low < project / 2
    assert value("standard_uslug", "eu_share").high == 0.8428


def test_thresholds_of_projects_are_never_taken_for_effects() -> None:
    named = {f for i in INSTRUMENTS.values() for e in i.effect for f in i.value[e.value].finding}
    thresholds = {figure(name) for name in named if name.startswith("efs_threshold")}
    assert thresholds == {0.34, 0.22}
    record = value("integracja_spoleczna_pup", "net_effect")
    assert not {record.low, record.mode, record.high} & thresholds
