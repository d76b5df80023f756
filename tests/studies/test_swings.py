from __future__ import annotations

import numpy as np
import pytest

from costmodel.model import run
from costmodel.outcome import PUBLIC
from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import shipped_instruments
from costmodel.problems.uncertain import UncertainRecord
from costmodel.studies import municipality
from costmodel.studies.municipality import PERSPECTIVES, Study, build
from costmodel.studies.sensitivity import Sensitivity
from costmodel.studies.swings import FORECAST, TAILS, own_shares, stock_of


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


def test_a_dearer_plan_is_worse_and_a_stronger_one_better(found: Sensitivity) -> None:
    swings = {swing.key: swing for swing in found.verdicts[PUBLIC].swings}
    assert swings["cis.running_cost"].at_low > swings["cis.running_cost"].at_high
    assert swings["cis.gross_success"].at_low < swings["cis.gross_success"].at_high


def test_more_people_in_the_register_make_the_same_plan_larger(found: Sensitivity) -> None:
    # the plan reaches a share of those who are there, and this plan does not pay back
    swing = next(s for s in found.verdicts[PUBLIC].swings if s.key == FORECAST)
    assert swing.at_high < found.verdicts[PUBLIC].middle < swing.at_low


def test_stock_and_shares_are_those_the_model_began_with(study: Study) -> None:
    start = study.model.start[:, : len(study.model.states.levels)]
    stock = stock_of(study.inputs)
    assert stock.shape == (study.model.n_draws, 1 + study.inputs.settings.horizon)
    np.testing.assert_allclose(start, stock[:, :1] * own_shares(study.inputs))
