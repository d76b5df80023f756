"""Tables of plans say what variants cost and bring, and what a budget buys first."""

from __future__ import annotations

import pandas as pd
import pytest

from costmodel.publish.reading_plans import (
    budget_table,
    choice_table,
    variant_name,
    variant_table,
)
from costmodel.studies.budget import COLUMNS as BUDGET_COLUMNS
from costmodel.studies.budget import within_budget
from costmodel.studies.municipality import Study
from costmodel.studies.portfolio import COLUMNS, MEASURES, side_by_side, variants

HARD = "\u00a0"
NAN = float("nan")


def plain(cell: object) -> str:
    return str(cell).replace(HARD, " ")


def rows_of(variant: str, **middles: float) -> list[list[object]]:
    """One variant of which every measure is 1 but those named, its interval half and twice it."""
    return [
        [
            "public",
            variant,
            m,
            middles.get(m, 1.0),
            middles.get(m, 1.0),
            middles.get(m, 1.0) / 2,
            2 * middles.get(m, 1.0),
        ]
        for m in MEASURES
    ]


def test_each_measure_is_written_in_its_unit(study: Study) -> None:
    rows = rows_of("whole", programme=2e6, net=-1e6, independent=12.0, net_per_zloty=-0.5)
    rows[MEASURES.index("independent")][3] = 99.0  # the mean, which is not told of people
    table = pd.DataFrame(rows, columns=COLUMNS)
    shown = variant_table(table, study.inputs, perspective="public")
    assert shown.index.tolist() == ["cały plan"]
    row = shown.iloc[0]
    assert plain(row["Koszt działań"]) == "2 000 (1 000 – 4 000)"
    assert plain(row["Wynik netto"]).startswith("−1 000 (")
    assert plain(row["Samodzielni: więcej o"]) == "12 (6 – 25)"
    assert plain(row["Netto na złotówkę (zł)"]).startswith("−0,50")


def test_what_cannot_be_told_is_an_x_and_an_open_end_is_said(study: Study) -> None:
    rows = rows_of("whole", net_per_zloty=NAN)
    rows[MEASURES.index("cost_per_person")][-2] = NAN
    shown = variant_table(
        pd.DataFrame(rows, columns=COLUMNS), study.inputs, perspective="public"
    ).iloc[0]
    assert shown["Netto na złotówkę (zł)"] == "x"
    assert "bez górnej granicy" in shown["Koszt na taką osobę"]


def test_variants_keep_their_order_and_purse(study: Study) -> None:
    own = {"mój plan": study.model.with_plan(study.model.activation)}
    found = side_by_side(variants(study.model) | own)
    for purse in ("public", "gmina"):
        part = found[found["perspective"] == purse]
        shown = variant_table(found, study.inputs, perspective=purse)
        names = [variant_name(name, study.inputs) for name in part["variant"].unique()]
        assert shown.index.tolist() == names
    assert "mój plan" in names
    assert "tylko staż" in names


def test_a_budget_buys_in_its_order_and_never_more_than_it_has(study: Study) -> None:
    found = within_budget(study.model, budget=500_000)
    shown = budget_table(found, study.inputs)
    labels = [study.inputs.instruments[name].label for name in found["instrument"]]
    assert shown.index.tolist() == labels
    spent = [float(plain(cell).replace(" ", "")) for cell in shown["Wydane dotąd"]]
    assert spent == sorted(spent)
    assert spent[-1] <= 500  # thousands of zł


@pytest.mark.parametrize(("ratio", "expected"), [(NAN, "x"), (-0.126, "−0,13")])
def test_a_ratio_to_a_cost_of_nothing_is_an_x(study: Study, ratio: float, expected: str) -> None:
    row = ["cis", 0.376, 5e5, -1e6, ratio, 5e5, -1e6]
    shown = budget_table(pd.DataFrame([row], columns=BUDGET_COLUMNS), study.inputs).iloc[0]
    assert [shown["Kupiona część"], shown["Netto na złotówkę (zł)"]] == ["37,6%", expected]
    assert plain(shown["Wynik netto"]) == "−1 000"


def test_the_best_plan_is_told_at_each_worth(study: Study) -> None:
    rows = [
        (0.0, "no_plan", 0.0, 0.75, True, 9_000.0, 4_000.0),
        (0.0, "whole", -5.0, 0.25, False, 9_000.0, 4_000.0),
        (20_000.0, "no_plan", 0.0, 0.5, True, 2_000.0, 0.0),
        (20_000.0, "whole", 0.0, 0.5, True, 2_000.0, 0.0),
    ]
    columns = ["threshold", "option", "mean_net_benefit", "chance", "is_best", "perfect", "assumed"]
    shown = choice_table(pd.DataFrame(rows, columns=columns), study.inputs)
    assert [plain(head) for head in shown.columns] == [
        "Osoba więcej warta 0 zł",
        "Osoba więcej warta 20 000 zł",
    ]
    assert [[plain(cell) for cell in row] for row in shown.to_numpy().tolist()] == [
        ["75,0%", "50,0%"],
        ["25,0%", "50,0%"],
        ["bez planu", "bez planu, cały plan"],
        ["9", "2"],
        ["4", "0"],
    ]
