from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from costmodel.model import run
from costmodel.outcome import PUBLIC
from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import shipped_instruments
from costmodel.problems.uncertain import UncertainRecord
from costmodel.sources import Grade
from costmodel.statistics.place import load_place
from costmodel.studies import municipality
from costmodel.studies.municipality import PERSPECTIVES, Study, build
from costmodel.studies.quantities import quantities_of
from costmodel.studies.sensitivity import FORECAST, TAILS, Sensitivity, sensitivity_of
from costmodel.studies.settings import Settings

COUNTED = {"under_12_months": 600, "months_12_24": 250, "over_24_months": 200}


@pytest.fixture(scope="module")
def found(study: Study) -> Sensitivity:
    return study.sensitivity


def with_value_fixed(instrument: Instrument, name: str, at: float) -> Instrument:
    """The instrument with one value known: the mode of a fixed distribution."""
    told = instrument.value[name].model_dump()
    told |= {"shape": "fixed", "mode": at, "low": None, "high": None}
    known = UncertainRecord.model_validate(told)
    return instrument.model_copy(update={"value": {**instrument.value, name: known}})


@pytest.mark.parametrize("name", ["running_cost", "gross_success"])
def test_a_swing_is_that_of_a_study_built_anew_with_the_value_known(
    study: Study, found: Sensitivity, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = study.inputs.instruments["cis"].value[name]
    for perspective in PERSPECTIVES:
        swings = {s.key: s for s in found.verdicts[perspective].swings}
        swing = swings[f"cis.{name}"]
        for tail, told in zip(TAILS, (swing.at_low, swing.at_high), strict=True):
            at = float(record.distribution().quantile(np.array([tail]))[0])
            files = shipped_instruments()
            changed = dict(files) | {"cis": with_value_fixed(files["cis"], name, at)}
            monkeypatch.setattr(municipality, "shipped_instruments", lambda c=changed: c)
            _, model = build(study.inputs.place, settings=study.inputs.settings)
            anew = run(model).net_present_value(perspective).mean()
            assert told == pytest.approx(anew)


def test_with_few_draws_the_middle_is_the_result_itself(study: Study, found: Sensitivity) -> None:
    assert found.swing_draws == study.inputs.settings.n_draws
    for perspective, verdict in found.verdicts.items():
        mean = study.outcome.net_present_value(perspective).mean()
        assert verdict.middle == pytest.approx(mean)


def test_a_dearer_plan_is_worse_and_a_stronger_one_better(found: Sensitivity) -> None:
    swings = {swing.key: swing for swing in found.verdicts[PUBLIC].swings}
    assert swings["cis.running_cost"].at_low > swings["cis.running_cost"].at_high
    assert swings["cis.gross_success"].at_low < swings["cis.gross_success"].at_high


def test_every_number_that_moves_the_result_is_named_once(found: Sensitivity) -> None:
    keys, labels = ({getattr(f, name) for f in found.factors} for name in ("key", "label"))
    assert len(keys) == len(labels) == len(found.factors)
    moving = {s.key for v in found.verdicts.values() for s in v.swings if s.width > 0}
    assert keys == moving
    assert FORECAST in keys


def test_the_parts_of_the_variance_make_the_whole(found: Sensitivity) -> None:
    for verdict in found.verdicts.values():
        split = verdict.split
        parts = [*split.shares.values(), split.together, split.unexplained]
        assert sum(parts) == pytest.approx(1.0)
        assert set(split.shares) == {"assumed", "measured", "forecast"}


def test_a_plan_that_never_pays_back_leaves_nothing_to_learn(
    study: Study, found: Sensitivity
) -> None:
    for perspective in PERSPECTIVES:
        assert (study.outcome.net_present_value(perspective) < 0).all()
        assert found.verdicts[perspective].perfect == 0
        assert found.verdicts[perspective].assumed_known == 0
        assert not any(factor.worth[perspective] for factor in found.factors)


def test_a_plan_on_the_edge_has_something_to_learn(study: Study) -> None:
    # effects four times as strong bring the plan to where it may pay back or not
    outcome = run(study.model.with_effects_times(4.0))
    verdict = sensitivity_of(study.inputs, outcome, perspectives=(PUBLIC,)).verdicts[PUBLIC]
    net = outcome.net_present_value(PUBLIC)
    assert (net > 0).any()
    assert (net < 0).any()
    assert verdict.perfect >= verdict.assumed_known >= 0
    assert verdict.perfect > 0


def test_the_chance_at_the_whole_price_is_that_of_the_study_and_rises_as_it_falls(
    study: Study, found: Sensitivity
) -> None:
    for perspective, verdict in found.verdicts.items():
        positive = quantities_of(study)[f"positive.{perspective}"].value
        assert verdict.chance[0] == pytest.approx(positive)
        assert (np.diff(verdict.chance) >= 0).all()


def test_the_last_running_mean_is_the_headline(study: Study, found: Sensitivity) -> None:
    for perspective, verdict in found.verdicts.items():
        last = verdict.running[-1]
        assert last.n_draws == study.inputs.settings.n_draws
        headline = quantities_of(study)[f"npv.{perspective}"].value
        assert last.mean == pytest.approx(headline)


def test_own_counts_take_the_place_of_the_assumed_split(tmp_path: Path) -> None:
    folder = tmp_path / "gmina"
    shutil.copytree(load_place("3215011").folder, folder)
    rows = [f"{k},{n},2024,liczba wymyślona" for k, n in COUNTED.items()]
    text = "\n".join(["level,persons,year,source", *rows, "long_term_assisted,145,2024,próba", ""])
    (folder / "levels.csv").write_text(text, encoding="utf-8")
    inputs, model = build(load_place(folder), settings=Settings(n_draws=100))
    found = sensitivity_of(inputs, run(model), perspectives=(PUBLIC,))
    assert not [f.key for f in found.factors if ".share_" in f.key]
    mean = run(model).net_present_value(PUBLIC).mean()
    assert found.verdicts[PUBLIC].middle == pytest.approx(mean)


def test_grades_are_those_of_the_files(study: Study, found: Sensitivity) -> None:
    grades = {factor.key: factor.grade for factor in found.factors}
    assert grades["cis.running_cost"] is Grade.E
    assert (
        grades["cis.gross_success"] is study.inputs.instruments["cis"].value["gross_success"].grade
    )
    assert grades[FORECAST] is None
