"""Which of several plans is best follows the money at 0 and the people at a large worth."""

from __future__ import annotations

import numpy as np
import pytest

from costmodel.model import run
from costmodel.outcome import PUBLIC
from costmodel.sources import Grade
from costmodel.studies.choice import NO_PLAN, assumptions_drawn, best_plans
from costmodel.studies.municipality import Study
from costmodel.studies.portfolio import more_independent, variants

WORTHS = (0.0, 50_000.0, 1e9)


def test_chances_are_those_of_a_plain_count(study: Study) -> None:
    models = variants(study.model)
    found = best_plans(models, study.inputs, perspective=PUBLIC, worths=WORTHS)
    outcomes = {name: run(model) for name, model in models.items()}
    for worth in WORTHS:
        part = found[found["threshold"] == worth]
        net = {NO_PLAN: np.zeros(study.model.n_draws)}
        for name, outcome in outcomes.items():
            net[name] = worth * more_independent(outcome) + outcome.net_present_value(PUBLIC)
        table = np.array(list(net.values()))
        wins = [float((np.argmax(table, axis=0) == n).mean()) for n in range(len(net))]
        assert part["option"].tolist() == list(net)
        assert part["chance"].tolist() == pytest.approx(wins)
        best = list(net)[int(np.argmax(table.mean(axis=1)))]
        assert part.loc[part["is_best"], "option"].tolist() == [best]


def test_knowing_assumptions_is_never_worth_more_than_knowing_all(study: Study) -> None:
    found = best_plans(variants(study.model), study.inputs, perspective=PUBLIC, worths=WORTHS)
    assert (found["assumed"] >= 0).all()
    assert (found["assumed"] <= found["perfect"] + 1e-6).all()
    assert found.groupby("threshold")["perfect"].nunique().tolist() == [1] * len(WORTHS)


def test_only_assumptions_that_vary_are_known(study: Study) -> None:
    drawn = assumptions_drawn(study.inputs)
    records = [r for owner in study.inputs.records.values() for r in owner.values()]
    assert drawn.shape[0] == study.inputs.settings.n_draws
    assert 0 < drawn.shape[1] <= sum(record.grade is Grade.E for record in records)
    assert (drawn.std(axis=0) > 0).all()
