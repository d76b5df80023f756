"""The rules of the model as an annex prints them: correlation, indexation, timing, overlap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.annex.document import Block, Bullets, Table
from costmodel.problems.correlations import load_correlations
from costmodel.publish.material import Material
from costmodel.publish.rules import followers, rules
from costmodel.studies.municipality import Study
from costmodel.studies.quantities_of_rules import groups_of
from tests.publish.composing import material_of
from tests.publish.reading import plain


@pytest.fixture(scope="module")
def material(several: Study) -> Material:
    return material_of(several)


def table(blocks: list[Block], caption: str) -> Table:
    (found,) = (b for b in blocks if isinstance(b, Table) and caption in plain(b.caption))
    return found


def test_groups_of_the_problems_of_the_study_are_told_and_no_others(several: Study) -> None:
    told = {group.id for group in groups_of(several.inputs)}
    problems = several.inputs.problems
    assert told == {g.id for g in load_correlations() if g.names[0].partition(".")[0] in problems}
    assert len(told) < len(load_correlations())


def test_a_group_with_one_value_in_the_study_moves_with_nothing(several: Study) -> None:
    (group, *_) = groups_of(several.inputs)
    owner = group.names[0].partition(".")[0]
    alone = {group.names[0].partition(".")[2]}
    records = {n: r for n, r in several.inputs.records[owner].items() if n in alone}
    inputs = replace(several.inputs, records={**several.inputs.records, owner: records})
    assert group.id not in {g.id for g in groups_of(inputs)}


def test_correlations_stand_with_their_label_and_are_called_assumptions(
    material: Material,
) -> None:
    found = table(rules(material), "rosną i maleją razem")
    rows = [[plain(cell) for cell in row] for row in found.rows]
    assert [
        "Bezrobocie: wyjścia, wszystkie poziomy razem",
        "0,5",
        "założenie",
        rows[0][3],
    ] in rows
    assert all("założenie projektu" in row[3] for row in rows)


def test_what_follows_wages_is_named_and_the_growth_told(material: Material) -> None:
    found = table(rules(material), "Jak ceny idą naprzód")
    rows = {plain(row[0]): plain(row[1]) for row in found.rows}
    inputs = material.study.inputs
    waged = {s.label for p in inputs.problems.values() for s in p.service if s.index == "wages"}
    told = rows["rośnie jak płace: realnie 2% w roku"]
    assert waged
    assert all(plain(label) in told for label in waged)
    assert (
        "zasiłek okresowy (bezdomność)"
        in rows["zależy od kryteriów dochodowych, zmienianych co 3 lata"]
    )
    assert rows["rośnie tak jak ceny w gospodarce (realnie bez zmian)"].startswith("wszystkie poz")
    listed = [label for labels in followers(material).values() for label in labels]
    steady = {s.label for p in inputs.problems.values() for s in p.service if s.index == "cpi"}
    assert not steady & set(listed)


def test_the_timing_and_the_overlap_of_the_plan_are_told(material: Material) -> None:
    (bullets,) = (block for block in rules(material) if isinstance(block, Bullets))
    told = plain(" ".join(bullets.items))
    assert "od średniej z liczby osób na początku i na końcu roku" in told
    assert "na początku roku" in told
    assert "na koniec roku bazowego" in told
    assert "wchodzą w całości" in told
    assert "Działania są od siebie niezależne" in told  # the plan says independent


def test_a_plan_of_one_instrument_has_no_rule_of_overlap(material: Material) -> None:
    study = material.study
    one = replace(study.inputs.plan, items=study.inputs.plan.items[:1])
    alone = replace(material, study=replace(study, inputs=replace(study.inputs, plan=one)))
    (bullets,) = (block for block in rules(alone) if isinstance(block, Bullets))
    assert not any("niezależne" in item for item in bullets.items)
