from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from costmodel.model import run
from costmodel.outcome import PUBLIC
from costmodel.problems.correlations import load_correlations
from costmodel.sensitivity.regression import varies
from costmodel.sensitivity.tornado import widest
from costmodel.sources import Grade
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import PERSPECTIVES, Study, build
from costmodel.studies.quantities import quantities_of
from costmodel.studies.sensitivity import (
    CANDIDATES,
    SCREENING_DRAWS,
    Sensitivity,
    _drawn,
    _records,
    moved_together,
    sensitivity_of,
)
from costmodel.studies.settings import Settings
from costmodel.studies.swings import FORECAST, swings_of

COUNTED = {"under_12_months": 600, "months_12_24": 250, "over_24_months": 200}


@pytest.fixture(scope="module")
def found(study: Study) -> Sensitivity:
    return study.sensitivity


def test_with_few_draws_the_middle_is_the_result_itself(study: Study, found: Sensitivity) -> None:
    assert found.swing_draws == study.inputs.settings.n_draws
    for perspective, verdict in found.verdicts.items():
        mean = study.outcome.net_present_value(perspective).mean()
        assert verdict.middle == pytest.approx(mean)


def test_every_number_that_moves_the_result_is_named_once(found: Sensitivity) -> None:
    keys, labels = ({getattr(f, name) for f in found.factors} for name in ("key", "label"))
    assert len(keys) == len(labels) == len(found.factors)
    groups = {group.id: group.names for group in load_correlations()}
    wide = {s.key for v in found.verdicts.values() for s in v.swings if s.width > 0}
    # every one of the widest swings is a factor; one that moves little has no swing of its own
    assert {member for key in wide for member in groups.get(key, (key,))} <= keys
    assert FORECAST in keys


def test_u12_numbers_that_rise_and_fall_together_are_not_swung_alone(found: Sensitivity) -> None:
    together = {name for group in load_correlations() for name in group.names}
    for verdict in found.verdicts.values():
        keys = {swing.key for swing in verdict.swings}
        assert "unemployment_exit" in keys
        assert not keys & together
        assert keys <= set(found.swing_labels)


def test_u12_a_swing_of_one_number_holds_the_middle(found: Sensitivity) -> None:
    # Near the middle of its range a number gives what all its draws give on average, up to the
    # bend of the model: each bar must reach to both sides of the middle, or stop near it.
    for verdict in found.verdicts.values():
        for swing in verdict.swings:
            low, high = sorted((swing.at_low, swing.at_high))
            assert low - swing.width / 2 <= verdict.middle <= high + swing.width / 2


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
    text = "\n".join(
        ["level,persons,year,source", *rows, "unemployment.long_term_assisted,145,2024,próba", ""]
    )
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


def test_every_bar_but_those_of_bent_results_holds_the_middle(found: Sensitivity) -> None:
    # a bar runs from the low to the high end of one number; the mean over its draws lies between
    # them, but for what a bent result adds: far less than the longest bar
    for verdict in found.verdicts.values():
        longest = max(swing.width for swing in verdict.swings)
        for swing in verdict.swings:
            low, high = sorted((swing.at_low, swing.at_high))
            assert low - 0.05 * longest <= verdict.middle <= high + 0.05 * longest


def test_screening_by_few_draws_keeps_the_widest_swings(study: Study) -> None:
    inputs, n_draws = study.inputs, study.sensitivity.swing_draws
    assert n_draws > SCREENING_DRAWS
    records = {k: r for k, r in _records(inputs).items() if varies(_drawn(inputs, k))}
    sets = moved_together(records)
    middle, whole = swings_of(inputs, records, PERSPECTIVES, sets=sets, n_draws=n_draws)
    for perspective in PERSPECTIVES:
        verdict = study.sensitivity.verdicts[perspective]
        assert verdict.middle == pytest.approx(middle[perspective])
        told = widest(verdict.swings, at_most=CANDIDATES // 2)
        expected = widest(whole[perspective], at_most=CANDIDATES // 2)
        assert [s.key for s in told] == [s.key for s in expected]
        for one, other in zip(told, expected, strict=True):
            assert (one.at_low, one.at_high) == pytest.approx((other.at_low, other.at_high))
