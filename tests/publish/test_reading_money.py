"""Tables of money say what views and ledger hold, for one year and one purse."""

from __future__ import annotations

import numpy as np
import pytest

from costmodel.errors import ModelError
from costmodel.publish.reading_cells import people, spread, thousands
from costmodel.publish.reading_money import EIGHT, ledger_table, purse_table, view_table
from costmodel.studies.municipality import Study
from costmodel.studies.quantities import quantities_of
from costmodel.uncertainty.summary import summarise
from costmodel.views.registry import view
from tests.publish.rows import row_of

HARD = "\u00a0"


def number_of(cell: str) -> float:
    return 0.0 if cell == "–" else float(cell.replace(HARD, "").replace("−", "-"))


def test_the_eight_views_of_kkz_are_told_in_its_order(several: Study) -> None:
    shown = view_table(several, year=several.outcome.years[-1])
    names = list(dict.fromkeys(shown.index.get_level_values(0)))
    assert [name[:2] for name in names] == [f"{n}." for n in range(1, 9)]
    assert EIGHT[0] == "cost_of_inaction"
    assert EIGHT[-1] == "people"


def test_a_view_is_that_of_the_year_and_the_purse(several: Study) -> None:
    outcome, year = several.outcome, several.outcome.years[1]
    shown = view_table(several, year=year, perspective="gmina")
    found = summarise(outcome.cost_of_inaction("gmina")[:, 1])
    expected = spread(float(found.mean), float(found.low), high=float(found.high), write=thousands)
    assert shown.iloc[0, 0] == expected
    other = view_table(several, year=year)
    assert other.iloc[0, 0] != expected


def test_people_are_those_of_the_problem_asked_for(several: Study) -> None:
    year = several.outcome.years[-1]
    shown = view_table(several, year=year, problems=["unemployment"], scenario="inaction")
    row = ("8. Ludzie na poziomach", "bezrobocie: w rejestrze krócej niż rok, zaniechanie")
    table = view(several.outcome, "people", problems=["unemployment"], scenario="inaction")
    told = table[(table["state"] == "under_12_months") & (table["year"] == year)].iloc[0]
    expected = spread(told["median"], told["low"], high=told["high"], write=people)
    assert row_of(shown, *row)[0] == expected
    assert not [name for name in shown.index.get_level_values(1) if "bezdomność" in name]


def test_one_pathway_leaves_the_differences_in(several: Study) -> None:
    shown = view_table(several, year=several.outcome.years[0], scenario="activation")
    named = shown.index.get_level_values(1)
    assert not [name for name in named if "zaniechanie" in name and "koszt" not in name]
    assert "wynik netto" in named


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ({"year": 1999}, "1999"),
        ({"year": 2027, "perspective": "church"}, "church"),
        ({"year": 2027, "problems": ["rain"]}, "rain"),
        ({"year": 2027, "scenario": "dream"}, "dream"),
    ],
)
def test_a_selection_that_does_not_exist_is_named(
    several: Study, choice: dict[str, object], says: str
) -> None:
    with pytest.raises(ModelError, match=says):
        view_table(several, **choice)  # type: ignore[arg-type]


def test_the_ledger_adds_up_to_what_each_payer_spends(several: Study) -> None:
    outcome, year = several.outcome, several.outcome.years[-1]
    shown = ledger_table(several, year=year, scenario="activation")
    heads = {"gmina": "gmina", "budżet państwa": "state", "Fundusz Pracy": "labour_fund"}
    for head, payer in heads.items():
        whole = outcome.ledger.total(scenario="activation", payers=[payer])[:, -1].mean() / 1000
        found = sum(number_of(cell) for cell in shown[head])
        assert found == pytest.approx(whole, abs=0.5 * len(shown))  # each cell is rounded


def test_the_ledger_tells_income_with_a_minus_and_a_payer_not_asked_with_a_dash(
    several: Study,
) -> None:
    shown = ledger_table(several, year=several.outcome.years[-1])
    row = row_of(shown, "bezrobocie", "dochód", "podatek dochodowy")
    tax = dict(zip(shown.columns, row, strict=True))
    assert number_of(tax["budżet państwa"]) < 0
    assert tax["Fundusz Pracy"] == "–"
    assert "plan (fakultatywne)" not in shown.index.get_level_values(1)


def test_what_the_plan_costs_is_told_by_instrument(several: Study) -> None:
    shown = ledger_table(several, year=several.outcome.years[-1], scenario="activation")
    plan = shown.xs("plan (fakultatywne)", level=1).index.get_level_values(1)
    assert [name for name in plan if name.startswith("centrum integracji społecznej (CIS): ")]
    assert not [name for name in plan if "_" in name]


def test_a_year_without_money_is_refused(several: Study) -> None:
    with pytest.raises(ModelError, match="year 2026 has no money: it must be one of"):
        ledger_table(several, year=2026)


def test_purses_stand_side_by_side(study: Study) -> None:
    known = quantities_of(study)
    shown = purse_table(known, "total.programme.{}", "npv.{}")
    assert list(shown.columns.get_level_values(0).unique()) == ["finanse publiczne razem", "gmina"]
    assert len(shown) == 2
    assert not shown.isna().to_numpy().any()
    public, gmina = (shown[who].iloc[0, 0] for who in shown.columns.get_level_values(0).unique())
    assert public != gmina
    assert np.isfinite(known["npv.public"].value or np.nan)


def test_a_beginning_of_no_id_is_refused(study: Study) -> None:
    with pytest.raises(ModelError, match="no quantity begins with"):
        purse_table(quantities_of(study), "luck.{}")
