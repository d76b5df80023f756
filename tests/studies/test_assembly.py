from __future__ import annotations

import numpy as np
import pytest

from costmodel.model import run
from costmodel.outcome import PUBLIC, Outcome
from costmodel.studies.assembly import Frame, assemble
from costmodel.studies.inputs import shares_of, stock_paths
from costmodel.studies.municipality import Study


@pytest.fixture(scope="module")
def frame(study: Study) -> Frame:
    inputs = study.inputs
    return Frame(
        inputs.place,
        inputs.problem,
        inputs.plan,
        inputs.book,
        inputs.base_year,
        inputs.price_year,
        inputs.settings.horizon,
        inputs.discount_rate,
    )


def outcome_of(frame: Frame, study: Study, *, n_draws: int) -> Outcome:
    inputs = study.inputs
    stock = stock_paths(
        inputs.forecast,
        base_year=frame.base_year,
        last_year=frame.years[-1],
        settings=inputs.settings,
    )
    own = inputs.values[inputs.problem.id]
    shares, _ = shares_of(inputs.place, inputs.problem, own, inputs.settings)
    values = {
        owner: type(of)({k: v[:n_draws] for k, v in of.drawn.items()}, of.book, of.price_year)
        for owner, of in inputs.values.items()
    }
    return run(assemble(frame, values, stock=stock[:n_draws], shares=shares[:n_draws]).model)


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
