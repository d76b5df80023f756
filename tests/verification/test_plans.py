"""Each check of the plan sees what it is there to see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from costmodel.break_even import BreakEven
from costmodel.model import Model, run
from costmodel.outcome import PUBLIC, Outcome
from costmodel.scenario import ACTIVATION
from costmodel.studies.municipality import Study
from costmodel.verification import plans
from costmodel.verification.plans import (
    break_even_put_back,
    extreme_effect,
    no_break_even,
    plan_checks,
    turned_round,
    without_effect,
    without_people,
)


def test_all_of_them_pass_on_the_shipped_example(study: Study) -> None:
    found = plan_checks(study.model, study.outcome, study.break_even)
    assert {check.id: check.verdict for check in found if check.verdict == "failed"} == {}


def test_an_effect_that_stays_when_it_is_set_to_zero_is_seen(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "run", lambda _: study.outcome)
    assert [check.verdict for check in without_effect(study.model)] == ["failed", "failed"]


def test_pathways_that_do_not_change_places_are_seen(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "run", lambda _: study.outcome)
    assert turned_round(study.model, study.outcome).verdict == "failed"


def test_a_plan_for_nobody_that_is_worth_a_grosz_is_seen(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "net_values", lambda *_: {PUBLIC: np.full(3, 0.01)})
    assert without_people(study.model).verdict == "failed"


def test_people_below_zero_under_an_absurd_effect_are_seen(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def below(model: Model) -> Outcome:
        outcome = run(model)
        return replace(outcome, people={ACTIVATION: outcome.people[ACTIVATION] - 1e9})

    monkeypatch.setattr(plans, "run", below)
    assert extreme_effect(study.model).verdict == "failed"


def test_a_break_even_that_is_half_as_much_again_is_seen(study: Study) -> None:
    right = study.break_even[PUBLIC]
    assert right.factor is not None
    wrong = BreakEven(PUBLIC, 1.5 * right.factor, right.searched_up_to)
    assert break_even_put_back(study.model, {PUBLIC: right}).verdict == "passed"
    assert break_even_put_back(study.model, {PUBLIC: wrong}).where == PUBLIC


def test_that_none_is_said_where_there_is_one_is_seen(study: Study) -> None:
    right = study.break_even[PUBLIC]
    assert right.factor is not None
    said = BreakEven(PUBLIC, None, 2.0 * right.factor)
    assert no_break_even(study.model, {PUBLIC: said}).verdict == "failed"
    assert no_break_even(study.model, {PUBLIC: right}).verdict == "not_applicable"
    assert break_even_put_back(study.model, {PUBLIC: said}).verdict == "not_applicable"
