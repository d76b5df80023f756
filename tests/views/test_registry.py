from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import ModelError
from costmodel.model import run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC, Outcome
from costmodel.views.registry import OF_MONEY, VIEWS, view
from tests.town import town

OF_PATHWAYS = [
    name
    for name in VIEWS
    if name
    in {
        "cumulated_spending",
        "mandatory_cost",
        "related_cost",
        "related_cases",
        "people",
        "people_in_problem",
    }
]


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(town(n_draws=50))


def test_the_first_eight_are_those_of_kkz() -> None:
    assert list(VIEWS)[:8] == [
        "cost_of_inaction",
        "cumulated_spending",
        "mandatory_cost",
        "related_cost",
        "related_cases",
        "benefits",
        "savings",
        "people",
    ]


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_view_is_a_table_of_numbers_in_order(outcome: Outcome, name: str) -> None:
    table = view(outcome, name)
    assert len(table) > 0
    numbers = table[["mean", "median", "low", "high"]]
    assert all(np.issubdtype(kind, np.floating) for kind in numbers.dtypes)
    assert numbers.notna().all(axis=None)
    assert (table["low"] <= table["median"]).all()
    assert (table["median"] <= table["high"]).all()


@pytest.mark.parametrize("name", OF_MONEY)
def test_views_of_money_can_be_seen_by_payer(outcome: Outcome, name: str) -> None:
    public, gmina = (view(outcome, name, perspective=p) for p in (PUBLIC, "gmina"))
    assert list(public.columns) == list(gmina.columns)
    assert not np.allclose(public["mean"], gmina["mean"])
    pd.testing.assert_frame_equal(public, view(outcome, name))  # public is the default


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_a_view_of_some_problems_is_that_of_their_outcome(outcome: Outcome, name: str) -> None:
    chosen = view(outcome, name, problems=["debt"])
    pd.testing.assert_frame_equal(chosen, VIEWS[name](outcome.only(["debt"])))
    if "problem" in chosen:
        assert set(chosen["problem"]) == {"debt"}
    assert not chosen.equals(view(outcome, name)) or name == "financial_framework"


def test_money_of_each_problem_makes_that_of_all(outcome: Outcome) -> None:
    parts = [view(outcome, "savings", problems=[p])["mean"] for p in ("debt", "rent")]
    np.testing.assert_allclose(sum(parts), view(outcome, "savings")["mean"])


@pytest.mark.parametrize("name", OF_PATHWAYS)
def test_one_pathway_can_be_chosen_where_both_are_told(outcome: Outcome, name: str) -> None:
    whole = view(outcome, name)
    parts = [view(outcome, name, scenario=s) for s in (INACTION, ACTIVATION)]
    assert all(
        set(part["scenario"]) == {s} for part, s in zip(parts, (INACTION, ACTIVATION), strict=True)
    )
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


@pytest.mark.parametrize("name", sorted(set(VIEWS) - {"payers"}))
def test_some_years_can_be_chosen(outcome: Outcome, name: str) -> None:
    whole = view(outcome, name)
    chosen = view(outcome, name, years=(2028, 2030))
    assert set(chosen["year"]) == {2028, 2030}
    expected = whole[whole["year"].isin([2028, 2030])].reset_index(drop=True)
    pd.testing.assert_frame_equal(chosen, expected)


def test_all_choices_at_once(outcome: Outcome) -> None:
    found = view(
        outcome,
        "related_cost",
        perspective="gmina",
        problems=["rent"],
        scenario=ACTIVATION,
        years=[2029],
    )
    assert found[["scenario", "problem", "year"]].to_numpy().tolist() == [
        [ACTIVATION, "rent", 2029]
    ]


def test_an_unknown_view_is_named_with_those_there_are(outcome: Outcome) -> None:
    with pytest.raises(ModelError, match=r"view 'npv' is unknown: it must be one of \['benefits'"):
        view(outcome, "npv")


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ({"perspective": "mayor"}, "perspective 'mayor' is unknown"),
        ({"problems": ["loan"]}, r"problems \['loan'\] are unknown"),
        ({"scenario": "plan"}, "view 'mandatory_cost' has no scenario 'plan'"),
        ({"years": [2027, 2020]}, r"view 'mandatory_cost' has no year 2020.*2031"),
    ],
)
def test_an_unknown_choice_is_refused(outcome: Outcome, choice: dict[str, str], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        view(outcome, "mandatory_cost", **choice)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(set(VIEWS) - set(OF_MONEY)))
def test_a_view_without_perspective_says_so(outcome: Outcome, name: str) -> None:
    with pytest.raises(ModelError, match=f"view '{name}' has no choice of perspective"):
        view(outcome, name, perspective=PUBLIC)


@pytest.mark.parametrize("name", sorted(set(VIEWS) - set(OF_PATHWAYS)))
def test_a_view_of_the_difference_has_no_pathway_to_choose(outcome: Outcome, name: str) -> None:
    with pytest.raises(ModelError, match=f"view '{name}' has no scenario 'inaction'"):
        view(outcome, name, scenario=INACTION)


def test_payers_have_no_years_to_choose(outcome: Outcome) -> None:
    with pytest.raises(ModelError, match="view 'payers' has no year 2027"):
        view(outcome, "payers", years=[2027])
