"""The curve of chance against price agrees with the chances that the annex prints."""

from __future__ import annotations

import numpy as np
import pytest

from costmodel.model import run
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.price_chances import price_chances
from costmodel.studies.sensitivity import PRICES


def test_the_curve_passes_through_the_chances_of_the_table(study: Study) -> None:
    curve = price_chances(study.outcome, PERSPECTIVES)
    for payer in PERSPECTIVES:
        mine = curve[curve["payer"] == payer]
        read = [float(mine.loc[np.isclose(mine["price"], p), "chance"].iloc[0]) for p in PRICES]
        assert read == study.sensitivity.verdicts[payer].chance.tolist()


def test_a_plan_for_nothing_pays_back_wherever_it_saves_and_never_more_at_a_higher_price(
    study: Study,
) -> None:
    curve = price_chances(study.outcome, ["public"])
    assert curve["price"].iloc[0] == 0
    saved = study.outcome.cost_of_inaction("public")
    factors = (1 + study.outcome.discount_rate) ** -np.arange(1.0, saved.shape[1] + 1)
    assert curve["chance"].iloc[0] == (saved @ factors > 0).mean()
    assert (curve["chance"].diff().dropna() <= 0).all()


def test_the_curve_goes_beyond_the_full_price_where_the_plan_pays_back_there(study: Study) -> None:
    assert price_chances(study.outcome, ["public"])["price"].max() == 1
    outcome = run(study.model.with_effects_times(20.0))
    assert price_chances(outcome, ["public"])["price"].max() == pytest.approx(2)
