"""The arithmetic behind the derived numbers of parenting helplessness and of its instruments."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.problems.common import load_common
from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statutes.book import load_book
from tests.problems.derived import findings_of, numbers, residents, values_in

PROBLEM, BOOK, PRICE_YEAR = shipped_problem("parenting_helplessness"), load_book(), 2026
CARE = shipped_problem("orphanhood")
INSTRUMENTS = shipped_instruments()
ASSISTANT, DAY_SUPPORT = INSTRUMENTS["asystent_rodziny"], INSTRUMENTS["placowka_wsparcia_dziennego"]
TRAINING = INSTRUMENTS["szkolenia_rodzicow"]
FINDINGS = findings_of("parenting_helplessness", "orphanhood")
found = values_in(FINDINGS)
FAMILIES_PER_ASSISTANT_2023, YEARS_OF_AUDIT, OWN_MONEY_2013 = 12, 3, 24_400_000


def mode(name: str) -> float:
    return numbers(PROBLEM.value[name])[1]


def families_with_assistant() -> float:
    return found("family_assistants_2023") * FAMILIES_PER_ASSISTANT_2023


def placed_for_helplessness() -> float:
    """Return children placed in a year because of it, in a stock that stands still."""
    new = found("care_total_2023") * numbers(CARE.value["exit_family"])[1]
    return new * found("placement_reason_helplessness")


def test_the_rate_lies_between_families_with_an_assistant_and_those_that_removals_imply() -> None:
    low, central, high = numbers(PROBLEM.value["helplessness_rate"])
    assert families_with_assistant() / residents(2023) == pytest.approx(low, abs=5e-5)
    removals = found("child_removal_share") / YEARS_OF_AUDIT
    assert round(removals, 3) == 0.015
    assert placed_for_helplessness() / removals / residents(2023) == pytest.approx(high, abs=5e-5)
    assert (low + high) / 2 == pytest.approx(central, abs=2e-4)


def test_families_at_risk_are_the_share_of_one_city() -> None:
    share = found("gdynia_at_risk_2007") / found("gdynia_care_problems_2007")
    assert round(share, 3) == mode("share_at_risk") == found("gdynia_share_at_risk")


def test_families_with_an_assistant_are_a_part_of_all_families() -> None:
    families = mode("helplessness_rate") * residents(2023)
    low, central, high = numbers(PROBLEM.value["share_with_assistant"])
    assert families_with_assistant() / families == pytest.approx(0.398, abs=0.001)
    assert low < central < 0.398 < high


def test_children_placed_follow_from_national_counts_and_lie_within_the_audit() -> None:
    at_risk = mode("share_at_risk") * mode("helplessness_rate") * residents(2023)
    placed = placed_for_helplessness() / at_risk
    rate = mode("brings_family_care") + mode("brings_institution")
    assert placed == pytest.approx(rate, abs=0.002)
    yearly = found("child_removal_share") / mode("share_at_risk")
    assert yearly / YEARS_OF_AUDIT < rate < yearly


def test_children_placed_go_to_institutions_as_often_as_other_new_children() -> None:
    entry = numbers(CARE.value["entry_institution"])[1]
    rate = mode("brings_family_care") + mode("brings_institution")
    assert mode("brings_institution") / rate == pytest.approx(entry, abs=0.005)


def test_leaving_with_an_assistant_holds_those_who_reached_the_goal() -> None:
    reached = found("family_assistant_goal_reached_2013")
    families = found("family_assistant_families_2013")
    assert reached / families + 0.05 == pytest.approx(mode("exit_assistant"), abs=0.002)
    goal = reached / families / mode("exit_assistant")
    assert goal == pytest.approx(mode("success_assistant"), abs=0.005)
    unfinished = (found("family_assistant_finished_cases_2013") - reached) / families
    assert mode("assistant_to_early") < unfinished < 0.18


def test_posts_per_family_follow_from_families_per_post() -> None:
    limit = BOOK.at("family_assistant_max_families", date(PRICE_YEAR, 6, 1))
    low, central, high = numbers(PROBLEM.value["assistants_per_family"])
    assert round(1 / limit, 3) == low
    assert round(1 / FAMILIES_PER_ASSISTANT_2023, 3) == central
    fewest, usual, most = numbers(ASSISTANT.value["families_per_post"])
    assert (usual, most) == (FAMILIES_PER_ASSISTANT_2023, limit)
    assert 1 / fewest == high
    in_2013 = found("family_assistant_families_2013") / found("family_assistants_2013")
    assert fewest < in_2013 < usual


def test_the_largest_share_of_the_state_is_that_of_2013() -> None:
    own = OWN_MONEY_2013 / found("family_assistant_spending_2013")
    assert round(1 - own, 3) == numbers(load_common()["assistant_state_share"])[2]


def test_the_gross_success_of_an_assistant_is_per_family_and_year() -> None:
    low, central, high = numbers(ASSISTANT.value["gross_success"])
    reached = found("family_assistant_goal_reached_2013")
    assert round(reached / found("family_assistant_families_2013"), 3) == central
    assert round(central / 2, 2) == low
    finished = found("family_assistant_finished_cases_2013")
    assert round(reached / finished, 3) == high == found("family_assistant_goal_share_2013")


def test_fewer_placements_are_a_quarter_of_the_published_effect() -> None:
    published = found("ifps_placement_rr_12m")
    best, central, worst = numbers(ASSISTANT.value["placement_ratio"])
    halved = 1 - (1 - published) / 2
    assert (published, round(halved, 2)) == (best, 0.8)
    assert (halved + worst) / 2 == pytest.approx(central)
    assert worst == 1.0  # the null results of the other meta-analysis
    assert ASSISTANT.value["attribution_net"].mode == 1.0  # groups were compared: net already


def test_the_extra_post_does_not_serve_families_whose_assistant_is_in_the_baseline() -> None:
    assert {level for e in ASSISTANT.effect for level in e.levels} == {
        "early_support",
        "placement_risk",
    }


def test_a_group_of_day_support_has_the_children_that_the_law_allows() -> None:
    children = BOOK.at("day_support_max_children_per_worker", date(PRICE_YEAR, 6, 1))
    _, central, most = numbers(DAY_SUPPORT.value["families_per_group"])
    assert (children / 1.5, children) == (central, most)


@pytest.mark.parametrize("instrument", [DAY_SUPPORT, TRAINING], ids=["day support", "training"])
def test_an_effect_without_evidence_is_zero_on_average(instrument: Instrument) -> None:
    low, central, high = numbers(instrument.value["exit_effect"])
    assert (central, low) == (0.0, -high)


def test_parent_training_is_half_the_published_effect_and_zero_at_least() -> None:
    published = found("parent_training_recurrence_rd")
    assert numbers(TRAINING.value["relapse_effect"]) == (published, published / 2, 0.0)
