from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import shipped_instruments
from costmodel.sources import Grade
from costmodel.statutes.book import load_book
from costmodel.studies.effects import EffectSteps, effect_by_level, effect_steps
from costmodel.studies.values import Values

Floats = NDArray[np.float64]
BOOK = load_book()
CIS, STAZ = (shipped_instruments()[name] for name in ("cis", "staz"))


def steps_of(
    instrument: Instrument,
    measured: float,
    *,
    without: float,
    attribution: float,
    cut: float = 0.25,
) -> tuple[EffectSteps, ...]:
    effect = instrument.effect
    values = Values(
        {effect.value: np.array([measured]), effect.attribution: np.array([attribution])},
        BOOK,
        2026,
    )
    chances = {level: np.array([without]) for level in instrument.levels}
    return effect_steps(instrument, values, without=chances, haircuts=dict.fromkeys(Grade, cut))


def test_a_gross_success_rate_step_by_step() -> None:
    step = steps_of(CIS, 0.30, without=0.10, attribution=0.5)[0]
    assert step.gross is not None
    found = [float(x[0]) for x in (step.gross, step.net, step.attributed, step.attributable)]
    # 0.30 gross; 0.10 would have left anyway: 0.20; half of it is due: 0.10; a quarter cut: 0.075
    assert found == pytest.approx([0.30, 0.20, 0.10, 0.075])


def test_a_risk_difference_is_net_already() -> None:
    step = steps_of(STAZ, 0.04, without=0.10, attribution=1.0)[0]
    assert step.gross is None
    assert step.deadweight is None
    assert float(step.net[0]) == 0.04
    assert float(step.attributable[0]) == pytest.approx(0.03)


def test_an_effect_that_is_all_deadweight_is_none() -> None:
    for step in steps_of(CIS, 0.30, without=0.30, attribution=1.0):
        assert float(step.attributable[0]) == 0.0


def test_harm_is_not_cut() -> None:
    step = steps_of(CIS, 0.10, without=0.30, attribution=0.5)[0]
    assert float(step.attributable[0]) == pytest.approx(-0.2)


shares = st.floats(0, 1)


@given(shares, shares, shares, shares, shares)
def test_more_deadweight_less_attribution_or_more_haircut_never_raise_the_effect(
    gross: float, without: float, attribution: float, cut: float, more: float
) -> None:
    def attributable(without: float, attribution: float, cut: float) -> float:
        steps = steps_of(CIS, gross, without=without, attribution=attribution, cut=cut)
        return float(steps[0].attributable[0])

    base = attributable(without, attribution, cut) + 1e-12
    assert attributable(without + more * (1 - without), attribution, cut) <= base
    assert attributable(without, attribution * (1 - more), cut) <= base
    assert attributable(without, attribution, cut + more * (1 - cut)) <= base


def test_effects_stand_at_the_levels_served() -> None:
    levels = ("under_12_months", "months_12_24", "over_24_months", "long_term_assisted")
    effect = effect_by_level(steps_of(CIS, 0.3, without=0.1, attribution=1.0, cut=0.0), levels)
    np.testing.assert_allclose(effect, [[0, 0, 0.2, 0.2]])


def test_the_haircut_is_that_of_the_grade_of_the_evidence() -> None:
    values = Values({"gross_success": np.array([0.3]), "attribution": np.array([1.0])}, BOOK, 2026)
    cuts = {grade: 0.1 * i for i, grade in enumerate(Grade)}
    without = {level: np.array([0.1]) for level in CIS.levels}
    (step, _) = effect_steps(CIS, values, without=without, haircuts=cuts)
    assert step.haircut == pytest.approx(0.2)  # grade C
