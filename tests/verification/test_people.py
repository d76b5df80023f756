"""Each check of people sees what it is there to see."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from costmodel.cohort.links import Links
from costmodel.model import Model
from costmodel.outcome import Outcome
from costmodel.scenario import ACTIVATION, INACTION
from costmodel.studies.municipality import Study
from costmodel.verification.people import (
    nobody_lost,
    nobody_negative,
    nobody_reached_twice,
    people_checks,
    rows_of_one,
    walked_another_way,
    who_left_for_good_stays,
)


def with_people(outcome: Outcome, scenario: str, place: tuple[int, ...], by: float) -> Outcome:
    """Return an outcome in which one number of people is another."""
    people = {name: array.copy() for name, array in outcome.people.items()}
    people[scenario][place] += by
    return replace(outcome, people=people)


def test_all_of_them_pass_on_the_shipped_example(study: Study) -> None:
    found = people_checks(study.model, study.outcome)
    assert {check.id: check.verdict for check in found if check.verdict != "passed"} == {}


@pytest.mark.parametrize("scenario", [INACTION, ACTIVATION])
def test_one_person_too_many_in_one_draw_is_seen(study: Study, scenario: str) -> None:
    more = with_people(study.outcome, scenario, (3, 0, 17), 1.0)
    found = nobody_lost(study.model, more)
    assert found.verdict == "failed"
    assert found.where.startswith("unemployment, ")


def test_a_person_below_zero_is_seen(study: Study) -> None:
    fewer = with_people(study.outcome, ACTIVATION, (7, 1, 0), -1e6)
    assert nobody_negative(fewer).where == "działanie"


def test_no_number_at_all_is_seen(study: Study) -> None:
    none = with_people(study.outcome, ACTIVATION, (7, 1, 0), np.nan)
    assert nobody_negative(none).verdict == "failed"


def test_a_row_of_nine_tenths_is_seen(study: Study) -> None:
    moves = study.model.system.moves
    rates = moves.rates.copy()
    rates[0, 5] -= 0.1
    system = SimpleNamespace(
        start=study.model.system.start, moves=Links(moves.sources, moves.targets, rates)
    )
    assert rows_of_one(cast(Model, SimpleNamespace(system=system))).verdict == "failed"


def test_who_comes_back_from_where_nobody_returns_is_seen(study: Study) -> None:
    moves = study.model.system.moves
    leavers = {s for s, t in zip(moves.sources, moves.targets, strict=True) if s != t}
    final = max(set(range(study.model.system.start.shape[0])) - leavers)
    back = with_people(study.outcome, INACTION, (7, final, 3), -1e6)
    assert who_left_for_good_stays(study.model, study.outcome).verdict == "passed"
    assert who_left_for_good_stays(study.model, back).verdict == "failed"


def test_another_walk_is_seen(study: Study) -> None:
    other = with_people(study.outcome, INACTION, (2, 0, 0), 1e-3)
    assert walked_another_way(study.model, other).verdict == "failed"


def test_more_participants_than_people_are_seen(study: Study) -> None:
    some: dict[str, Any] = {n: 5.0 * array for n, array in study.outcome.participants.items()}
    found = nobody_reached_twice(study.model, replace(study.outcome, participants=some))
    assert found.verdict == "failed"
    assert "unemployment." in found.where
