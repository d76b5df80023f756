from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from costmodel.cohort.inflow import inflow_to_meet_stocks
from costmodel.model import run
from costmodel.outcome import PUBLIC, Outcome
from costmodel.studies.assembly import Frame, assemble
from costmodel.studies.frame import frame_of
from costmodel.studies.municipality import Study
from costmodel.studies.values import Values

WORK = "unemployment"


@pytest.fixture(scope="module")
def frame(study: Study) -> Frame:
    return frame_of(study.inputs)


def first(values: Mapping[str, Values], n_draws: int) -> dict[str, Values]:
    """The first draws of all values."""
    return {
        owner: Values(
            {name: draws[:n_draws] for name, draws in own.drawn.items()},
            own.book,
            own.price_year,
            {name: draws[:n_draws] for name, draws in own.common.items()},
        )
        for owner, own in values.items()
    }


def outcome_of(frame: Frame, study: Study, *, n_draws: int) -> Outcome:
    inputs = study.inputs
    made = assemble(
        frame,
        first(inputs.values, n_draws),
        stocks={name: stock.paths[:, :n_draws] for name, stock in inputs.stocks.items()},
        shares={name: split.shares[:, :n_draws] for name, split in inputs.splits.items()},
    )
    return run(made.model)


def test_the_years_are_those_of_the_study(frame: Frame, study: Study) -> None:
    assert frame.years == study.outcome.years


def test_the_same_draws_make_the_same_model(frame: Frame, study: Study) -> None:
    again = outcome_of(frame, study, n_draws=study.model.n_draws)
    for perspective in (PUBLIC, "gmina"):
        np.testing.assert_array_equal(
            again.net_present_value(perspective), study.outcome.net_present_value(perspective)
        )


def test_the_first_draws_alone_are_as_among_the_others(frame: Frame, study: Study) -> None:
    few = outcome_of(frame, study, n_draws=30)
    whole = study.outcome.net_present_value(PUBLIC)[:30]
    np.testing.assert_allclose(few.net_present_value(PUBLIC), whole)


def test_people_begin_at_the_levels_that_the_shares_tell(study: Study) -> None:
    system, inputs = study.model.system, study.inputs
    for name, stock in inputs.stocks.items():
        start = system.start[system.stack.levels_of(name)]
        np.testing.assert_allclose(start, stock.paths[0] * inputs.splits[name].shares)


def test_the_inflow_is_the_one_that_meets_the_stocks(study: Study) -> None:
    system, inputs = study.model.system, study.inputs
    entry = {name: np.zeros_like(split.shares) for name, split in inputs.splits.items()}
    for shares in entry.values():
        shares[0] = 1.0  # all who lose work register as unemployed for less than a year
    assert list(entry) == [WORK]
    fitted = inflow_to_meet_stocks(
        system.start,
        system.moves,
        system.emergence,
        stack=system.stack,
        stocks={name: stock.paths[1:] for name, stock in inputs.stocks.items()},
        entry=entry,
    )
    np.testing.assert_allclose(system.inflow, fitted.persons)
    assert fitted.unmet_share == inputs.inflow.unmet_share


def test_a_planned_instrument_is_paid_for_and_reached_as_planned(study: Study) -> None:
    model, plan = study.model, study.inputs.plan
    planned = {item.instrument.id: item for item in plan.items}
    assert [r.instrument for r in model.activation.reach] == list(planned)
    for reach in model.activation.reach:
        item = planned[reach.instrument]
        np.testing.assert_array_equal(
            reach.coverage, item.coverage_by_year(study.outcome.years, reach.served)
        )
        charges = model.participant_charges[reach.instrument]
        assert {c.state for c in charges} == set(reach.served)


def test_steps_of_effects_are_those_of_the_model(study: Study) -> None:
    told = [
        (change.source, change.target, float(change.delta[0]))
        for reach in study.model.activation.reach
        for change in reach.changes
    ]
    steps = [(s.source, s.target, float(s.attributable[0])) for s in study.inputs.steps]
    assert told == steps
