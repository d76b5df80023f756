"""Tables of evidence say what was measured, and each step to what is claimed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from costmodel.publish.reading_cells import of_draws, share
from costmodel.publish.reading_effects import effect_table, evidence_table
from costmodel.studies.effects import EffectSteps
from costmodel.studies.frame import drawn_values
from costmodel.studies.municipality import Study

HARD = "\u00a0"


def with_steps(study: Study, *steps: EffectSteps) -> Study:
    return replace(study, inputs=replace(study.inputs, steps=steps))


def of_cis(study: Study) -> EffectSteps:
    wanted = ("cis", "unemployment.over_24_months")
    return next(s for s in study.inputs.steps if (s.instrument, s.source) == wanted)


def certain(step: EffectSteps) -> EffectSteps:
    """The same number in every draw, so that the steps can be reckoned by hand."""
    numbers = {"base": 0.2, "gross": 0.3, "net": 0.1, "attributed": 0.08, "attributable": 0.06}
    base, gross, net, attributed, attributable = (np.full(100, x) for x in numbers.values())
    return replace(
        step,
        haircut=0.25,
        base=base,
        gross=gross,
        net=net,
        attributed=attributed,
        attributable=attributable,
    )


def test_each_step_stands_in_its_column(study: Study) -> None:
    shown = effect_table(with_steps(study, certain(of_cis(study))))
    assert list(shown.iloc[0]) == ["20,0%", "30,0%", "10,0%", "8,0%", "25%", "6,0%"]
    assert list(shown.columns)[-2:] == ["Korekta na optymizm", "Przyjęta zmiana"]


def test_a_study_that_compared_groups_has_no_gross_effect(study: Study) -> None:
    net_already = replace(certain(of_cis(study)), gross=None)
    shown = effect_table(with_steps(study, net_already))
    assert shown["Brutto"].tolist() == ["x"]


def test_an_effect_on_people_whom_the_plan_does_not_reach_is_not_told(several: Study) -> None:
    shown = effect_table(several)
    told = set(shown.index.get_level_values(1))
    assert "bezrobocie: w rejestrze dłużej niż 2 lata" in told
    served = {s.source for s in several.inputs.steps if s.instrument == "cis"}
    assert "unemployment.long_term_assisted" in served  # the plan of this test leaves them out
    assert "bezrobocie: długotrwale bez pracy i z pomocą społeczną" not in told


def test_there_is_a_row_for_each_effect_on_those_reached(several: Study) -> None:
    planned = _planned(several)
    cells = effect_table(several)["Przyjęta zmiana"].tolist()
    assert cells == [of_draws(step.attributable, share) for step in planned]


def _planned(study: Study) -> list[EffectSteps]:
    reached = {(r.instrument, g) for r in study.model.activation.reach for g in _groups(r)}
    return [s for s in study.inputs.steps if (s.instrument, s.source) in reached]


def _groups(reach: object) -> list[str]:
    coverage, served = reach.coverage, reach.served  # type: ignore[attr-defined]
    return [name for i, name in enumerate(served) if coverage[:, i].any()]


def test_evidence_names_measure_value_grade_and_source(study: Study) -> None:
    shown = evidence_table(study)
    row = shown.xs("centrum integracji społecznej (CIS)").iloc[0]
    (effect,) = study.inputs.instruments["cis"].effect
    record = study.inputs.records["cis"][effect.value]
    drawn = drawn_values(study.inputs)["cis"](effect.value)
    assert row["Co zmierzono"] == "części uczestników się udało (brutto)"
    assert row["Wynik badania"] == of_draws(drawn, share)
    assert [row["Dowód"], row["Źródło"]] == [effect.grade.value, record.source.title]
    assert row["Uwaga"] == effect.caution


def test_a_ratio_is_no_percentage(study: Study) -> None:
    cis = study.inputs.instruments["cis"]
    ratio = replace(
        study.inputs.plan.items[-1],
        instrument=cis.model_copy(
            update={"effect": (cis.effect[0].model_copy(update={"kind": "odds_ratio"}),)}
        ),
    )
    changed = replace(study.inputs, plan=replace(study.inputs.plan, items=(ratio,)))
    (cell,) = evidence_table(replace(study, inputs=changed))["Wynik badania"]
    assert "%" not in cell
    assert cell.startswith("0,")


def test_effects_on_problems_outside_the_study_are_left_out(several: Study) -> None:
    told = set(evidence_table(several).index.get_level_values(0))
    assert "centrum integracji społecznej (CIS)" in told
    one = {"homelessness": several.inputs.problems["homelessness"]}
    fewer = replace(several, inputs=replace(several.inputs, problems=one))
    assert set(evidence_table(fewer).index.get_level_values(0)) == told - {
        "centrum integracji społecznej (CIS)"
    }
