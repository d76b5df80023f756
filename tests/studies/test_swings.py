from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from costmodel.model import run
from costmodel.outcome import PUBLIC
from costmodel.problems.instrument import Instrument
from costmodel.problems.uncertain import UncertainRecord
from costmodel.studies import municipality
from costmodel.studies.catalogue import catalogue_of
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import PERSPECTIVES, Study, build
from costmodel.studies.sensitivity import Sensitivity
from costmodel.studies.settings import Settings
from costmodel.studies.swings import FORECAST, TAILS, has_forecast, swings_of
from tests.studies.made_up_place import place


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
            files = catalogue_of(study.inputs.place)
            cis = with_value_fixed(files.instruments["cis"], name, at)
            changed = replace(files, instruments={**files.instruments, "cis": cis})
            monkeypatch.setattr(municipality, "catalogue_of", lambda _, c=changed: c)
            _, model = build(study.inputs.place, settings=study.inputs.settings)
            anew = run(model).net_present_value(perspective).mean()
            assert told == pytest.approx(anew)


def test_a_dearer_plan_is_worse_and_a_stronger_one_better(found: Sensitivity) -> None:
    swings = {swing.key: swing for swing in found.verdicts[PUBLIC].swings}
    assert swings["cis.running_cost"].at_low > swings["cis.running_cost"].at_high
    assert swings["cis.gross_success"].at_low < swings["cis.gross_success"].at_high


def test_more_people_in_the_register_make_the_same_plan_larger(found: Sensitivity) -> None:
    # the plan reaches a share of those who are there, and this plan does not pay back
    swing = next(s for s in found.verdicts[PUBLIC].swings if s.key == FORECAST)
    assert swing.at_high < found.verdicts[PUBLIC].middle < swing.at_low


@pytest.fixture(scope="module")
def of_prevalence(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """A town whose number of homeless people rests on a national rate."""
    plan = "[housing_first]\nfirst_year = 2027\ncoverage = { rough_sleeping = 0.2 }\n"
    town = place(
        tmp_path_factory.mktemp("homeless"),
        plan=plan,
        figures={"population_total": (20_000.0,)},
        problems=("homelessness",),
    )
    inputs, _ = build(town, settings=Settings(n_draws=100, horizon=3))
    return inputs


def test_a_rate_that_a_stock_rests_on_moves_the_stock(of_prevalence: Inputs) -> None:
    inputs = of_prevalence
    problem = inputs.problems["homelessness"]
    assert problem.prevalence is not None
    key = f"homelessness.{problem.prevalence.rate}"
    record = inputs.records["homelessness"][problem.prevalence.rate]
    middle, swings = swings_of(inputs, {key: record}, [PUBLIC], sets={key: [key]}, n_draws=100)
    (swing,) = swings[PUBLIC]
    assert swing.key == key
    assert swing.width > 0
    assert min(swing.at_low, swing.at_high) < middle[PUBLIC] < max(swing.at_low, swing.at_high)
    assert not has_forecast(inputs)


def test_a_common_number_moves_every_file_that_uses_it(study: Study) -> None:
    inputs = study.inputs
    key = "common.employment_share"
    record = inputs.records["common"]["employment_share"]
    n = study.model.n_draws
    _, swings = swings_of(inputs, {key: record}, [PUBLIC], sets={key: [key]}, n_draws=n)
    swing = next(s for s in swings[PUBLIC] if s.key == key)
    assert swing.at_low < swing.at_high  # more work a year, more public income
