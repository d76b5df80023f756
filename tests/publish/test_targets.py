"""The targets as an annex prints them: with base, year, rule, range and what their check finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.annex.document import Block, Table
from costmodel.publish.material import Material
from costmodel.publish.targets import targets
from costmodel.studies.municipality import Study
from costmodel.studies.plan_goals import DeclaredTarget
from tests.publish.composing import material_of
from tests.publish.reading import plain

RATE = "Bezrobotni zarejestrowani na 1000 mieszkańców"


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    return material_of(study)


def table_of(blocks: list[Block], caption: str) -> dict[str, list[str]]:
    """Return the cells of a table after the first, by the words of the first."""
    (table,) = [b for b in blocks if isinstance(b, Table) and caption in plain(b.caption)]
    return {plain(row[0]).partition(" [")[0]: [plain(c) for c in row[1:]] for row in table.rows}


def test_a_target_stands_with_base_range_without_plan_and_rule(material: Material) -> None:
    rows = table_of(targets(material), "wartości bazowe i docelowe")
    base, target, without, rule = rows["Bezrobocie"]
    assert base == "1 195 (2024)"
    assert target.endswith("(2033)")
    assert "(" in without
    assert "– " in without
    assert rule == "prognoza bez planu i skutek planu"


def test_an_indicator_has_one_decimal_and_no_trend_of_two_years(material: Material) -> None:
    base, target, without, rule = table_of(targets(material), "bazowe i docelowe")[RATE]
    assert (base, target) == ("32,1 (2024)", "25,1 (2033)")
    assert without == "brak danych"
    assert rule.startswith("mediana")


def test_only_what_can_be_measured_has_yearly_targets(material: Material) -> None:
    told = targets(material)
    yearly = table_of(told, "Cele na kolejne lata")
    assert set(yearly) == {"Bezrobocie"}
    assert len(yearly["Bezrobocie"]) == len(material.study.outcome.years)
    checked = table_of(told, "sprawdzenie")
    assert checked["Bezrobocie"][0] == "tak"
    assert checked[RATE][0] == "nie"
    assert "Dane nie są roczne" in checked[RATE][1]


def test_a_given_value_is_printed_as_it_was_given(study: Study) -> None:
    wanted = (DeclaredTarget("unemployed_per_1000", "given", 2030, 22.25),)
    plan = replace(study.inputs.plan, targets=wanted)
    other = replace(study, inputs=replace(study.inputs, plan=plan))
    rows = table_of(targets(material_of(other)), "bazowe i docelowe")
    assert rows[RATE][1] == "22,25 (2030)"
    assert rows[RATE][3] == "wartość podana w plan.toml"
