"""The targets of a strategy: suggested by the plan, or chosen in plan.toml."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from costmodel.outcome import ACTIVATION, INACTION
from costmodel.quantities import Kind
from costmodel.studies.comparison import Comparison, compare_place
from costmodel.studies.municipality import Study
from costmodel.studies.plan_goals import DeclaredTarget
from costmodel.studies.quantities_of_targets import target_quantities
from costmodel.studies.targets import StrategyTargets, change_by_plan, targets_of

RATE = "unemployed_per_1000"


@pytest.fixture(scope="module")
def compared(study: Study) -> Comparison:
    return compare_place(study.inputs.place)


@pytest.fixture(scope="module")
def suggested(study: Study, compared: Comparison) -> StrategyTargets:
    return targets_of(study, compared)


def wanting(study: Study, *targets: DeclaredTarget) -> Study:
    """Return a study whose plan has targets of its own."""
    plan = replace(study.inputs.plan, targets=targets)
    return replace(study, inputs=replace(study.inputs, plan=plan))


def test_the_people_of_a_problem_are_what_the_model_gives_with_the_plan(
    study: Study, suggested: StrategyTargets
) -> None:
    row = suggested.table.set_index("indicator").loc["unemployment"]
    medians = {
        s: np.median(study.outcome.people_in_problem(s, "unemployment")[:, -1])
        for s in (INACTION, ACTIVATION)
    }
    assert row["target"] == pytest.approx(medians[ACTIVATION])
    assert row["without_plan"] == pytest.approx(medians[INACTION])
    assert (row["base_year"], row["base"]) == (2024, 1195.0)
    assert not suggested.is_declared


def test_a_rate_that_counts_them_is_set_beside_the_peers(
    suggested: StrategyTargets, compared: Comparison
) -> None:
    row = suggested.table.set_index("indicator").loc[RATE]
    median = compared.table.set_index("indicator").loc[RATE, "peer_median"]
    assert (row["rule"], row["target"]) == ("peers_median", median)


def test_too_few_years_make_a_target_unmeasurable_and_leave_no_path(
    suggested: StrategyTargets,
) -> None:
    assert list(suggested.unmeasurable["indicator"]) == [RATE]
    assert "Dane nie są roczne" in suggested.unmeasurable["faults"].iloc[0]
    assert set(suggested.yearly["indicator"]) == {"unemployment"}


def test_old_figures_suggest_no_target(suggested: StrategyTargets, compared: Comparison) -> None:
    assert compared.own is not None
    known = compared.own[compared.own["indicator"] == "unemployed_share_15_64"]
    assert known["value"].notna().sum() == 1  # of 2020 alone
    assert "unemployed_share_15_64" not in set(suggested.table["indicator"])


def test_declared_targets_take_the_place_of_suggested_ones(
    study: Study, compared: Comparison
) -> None:
    found = targets_of(
        wanting(study, DeclaredTarget("unemployment", "given", 2030, 900.0)), compared
    )
    assert list(found.table["indicator"]) == ["unemployment"]
    assert found.is_declared
    # on the straight line from 1195 in 2024 to 900 in 2030
    by_year = found.yearly.set_index("year")["target"]
    assert by_year[2027] == pytest.approx((1195 + 900) / 2)


def test_a_rate_moves_as_the_people_that_it_counts(study: Study, compared: Comparison) -> None:
    # a series of three years: 30 per 1000 are 600 people, so one person is 0.05 per 1000
    own = pd.DataFrame(
        {
            "indicator": RATE,
            "year": [2022, 2023, 2024],
            "value": [32.0, 31.0, 30.0],
            "source": "liczby zmyślone",
            "numerator": [640.0, 620.0, 600.0],
        }
    )
    found = targets_of(
        wanting(study, DeclaredTarget(RATE, "trend_plus_effect", 2033)),
        replace(compared, own=own),
    )
    (row,) = found.table.to_dict("records")
    fewer = change_by_plan(study, "unemployment", 2033)
    assert fewer < 0
    assert row["target"] == pytest.approx(row["without_plan"] + 0.05 * fewer)


def test_a_year_after_the_horizon_has_nothing_to_rest_on(
    study: Study, compared: Comparison
) -> None:
    wanted = DeclaredTarget("unemployment", "trend_plus_effect", 2050)
    found = targets_of(wanting(study, wanted), compared)
    assert "reguła nie ma na czym się oprzeć" in found.table["faults"].iloc[0]
    by_id = {q.id: q for q in target_quantities(found)}
    assert by_id["target.unemployment.2050"].value is None
    assert "target.unemployment.without" not in by_id


def test_a_problem_outside_the_study_has_no_base(study: Study, compared: Comparison) -> None:
    found = targets_of(wanting(study, DeclaredTarget("poverty", "given", 2030, 10.0)), compared)
    (row,) = found.table.to_dict("records")
    assert row["name"] == "ubóstwo"
    assert "Brak wartości bazowej" in row["faults"]


def test_each_number_has_an_id_a_year_and_says_what_it_is(suggested: StrategyTargets) -> None:
    by_id = {q.id: q for q in target_quantities(suggested)}
    base = by_id["target.unemployment.base"]
    assert (base.value, base.year, base.kind) == (1195.0, 2024, Kind.PUBLISHED)
    assert by_id["target.unemployment.2033"].kind is Kind.FORECAST
    without = by_id["target.unemployment.without"]
    assert without.low is not None
    assert without.value is not None
    assert without.low < without.value
    assert "nie są roczne" in by_id[f"target.{RATE}.base"].note
