from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.problems.instrument import Effect, Target, Timing
from costmodel.sources import Grade
from costmodel.statutes.book import load_book
from costmodel.studies.base_chances import BaseChances
from costmodel.studies.effects import EffectSteps, effect_steps
from costmodel.studies.values import Values
from tests.studies.made_up import EffectKind, effect, instrument, known, problem
from tests.town import STACK, system

Floats = NDArray[np.float64]
BOOK = load_book()
PROBLEMS = {"debt": problem("debt", ("mild", "severe")), "rent": problem("rent", ("late",))}
TOWN = system(n_draws=1)
WITHOUT, BRINGS = 0.2, 0.4
KINDS: tuple[EffectKind, ...] = ("risk_difference", "risk_ratio", "odds_ratio", "rate_ratio")
TARGETS: dict[Target, Effect] = {
    "exit": effect("exit", problem="debt", levels=("mild",)),
    "relapse": effect("relapse", problem="debt", levels=("independent_1",)),
    "migration": effect("migration", problem="debt", levels=("severe",), to="mild"),
    "emergence": effect("emergence", problem="debt", levels=("severe",), to="rent.late"),
    "inflow": effect("inflow", problem="debt", levels=("inflow",)),
}


def chances(without: float = WITHOUT, brings: float = BRINGS) -> BaseChances:
    """A town in which each move has the same chance, and each link the same rate."""
    moves = replace(TOWN.moves, rates=np.full_like(TOWN.moves.rates, without))
    links = replace(TOWN.emergence, rates=np.full_like(TOWN.emergence.rates, brings))
    return BaseChances(PROBLEMS, STACK, moves, links)


def steps_of(
    *told: Effect,
    size: float | Floats,
    part: float = 1.0,
    cut: float = 0.25,
    without: float = WITHOUT,
    off: tuple[str, ...] = (),
    timing: Timing | None = None,
) -> tuple[EffectSteps, ...]:
    drawn = {
        "size": np.atleast_1d(np.asarray(size, dtype=np.float64)),
        "part": np.array([part]),
        "fades": np.array([0.2]),
    }
    return effect_steps(
        instrument("help", *told, timing=timing, fades=known(0.2)),
        Values(drawn, BOOK, 2026),
        chances=chances(without),
        haircuts=dict.fromkeys(Grade, cut),
        switched_off=off,
    )


def gross(**changed: object) -> Effect:
    told = effect("exit", problem="debt", levels=("mild", "severe"), kind="gross_success_rate")
    return told.model_copy(update=changed)


def test_a_gross_success_rate_step_by_step() -> None:
    step = steps_of(gross(), size=0.30, without=0.10, part=0.5)[0]
    assert step.gross is not None
    assert step.deadweight is not None
    told = (step.gross, step.deadweight, step.net, step.attributed, step.attributable)
    # 0.30 gross; 0.10 would have left anyway: 0.20; half of it is due: 0.10; a quarter cut: 0.075
    assert [float(x[0]) for x in told] == pytest.approx([0.30, 0.10, 0.20, 0.10, 0.075])


@pytest.mark.parametrize(
    ("on", "kind", "size", "net"),
    [
        # of a chance of 0.2: odds 1/4, rate −ln 0.8
        ("exit", "risk_difference", 0.04, 0.04),
        ("exit", "risk_ratio", 1.5, 0.1),
        ("exit", "odds_ratio", 2.0, 1 / 3 - 0.2),
        ("exit", "rate_ratio", 2.0, 0.36 - 0.2),
        ("exit", "risk_difference", 0.9, 0.8),  # a chance ends at 1
        ("relapse", "risk_difference", -0.05, -0.05),
        ("relapse", "risk_ratio", 0.5, -0.1),
        ("relapse", "odds_ratio", 0.5, 1 / 9 - 0.2),
        ("relapse", "rate_ratio", 0.5, 1 - 0.8**0.5 - 0.2),
        ("relapse", "risk_difference", -0.9, -0.2),  # and at 0
        ("migration", "risk_difference", 0.05, 0.05),
        ("migration", "risk_ratio", 2.0, 0.2),
        ("migration", "odds_ratio", 2.0, 1 / 3 - 0.2),
        ("migration", "rate_ratio", 2.0, 0.36 - 0.2),
        # of a rate of 0.4 new cases: not a chance, every ratio is one of rates
        ("emergence", "risk_difference", -0.1, -0.1),
        ("emergence", "risk_ratio", 0.5, -0.2),
        ("emergence", "odds_ratio", 0.5, -0.2),
        ("emergence", "rate_ratio", 0.5, -0.2),
        # of all who would come
        ("inflow", "risk_difference", -0.1, -0.1),
        ("inflow", "risk_ratio", 0.9, -0.1),
        ("inflow", "odds_ratio", 0.9, -0.1),
        ("inflow", "rate_ratio", 0.9, -0.1),
    ],
)
def test_each_kind_on_each_target_by_hand(
    on: Target, kind: EffectKind, size: float, net: float
) -> None:
    (step,) = steps_of(TARGETS[on].model_copy(update={"kind": kind}), size=size, part=0.5)
    assert (step.gross, step.deadweight) == (None, None)
    assert float(step.net[0]) == pytest.approx(net)
    # it helps, whichever way the number goes: half is due, and of it a quarter is cut
    assert float(step.attributed[0]) == pytest.approx(net / 2)
    assert float(step.attributable[0]) == pytest.approx(net / 2 * 0.75)


@pytest.mark.parametrize("on", list(TARGETS))
@pytest.mark.parametrize("kind", KINDS)
def test_an_effect_of_nothing_is_nothing_and_harm_is_not_cut(on: Target, kind: EffectKind) -> None:
    told = TARGETS[on].model_copy(update={"kind": kind})
    neutral = 0.0 if kind == "risk_difference" else 1.0
    (step,) = steps_of(told, size=neutral)
    assert float(step.attributable[0]) == pytest.approx(0.0, abs=1e-12)
    more = on in ("exit", "migration")
    harm = {True: (-0.1, 0.5), False: (0.1, 1.5)}[more][kind != "risk_difference"]
    (step,) = steps_of(told, size=harm, part=0.5)
    assert (float(step.net[0]) < 0) is more
    assert float(step.attributable[0]) == float(step.attributed[0]) == float(step.net[0])


def test_an_effect_stands_for_each_group_served() -> None:
    told = steps_of(gross(), TARGETS["relapse"], size=0.3)
    assert [(s.source, s.target) for s in told] == [
        ("debt.mild", "debt.independent_1"),
        ("debt.severe", "debt.independent_1"),
        ("debt.independent_1", "debt.mild"),
    ]
    assert {step.instrument for step in told} == {"help"}


def test_effects_outside_the_model_are_left_out() -> None:
    loan = effect("exit", problem="loan", levels=("mild",))
    unlinked = effect("emergence", problem="debt", levels=("mild",), to="rent.late")
    told = steps_of(loan, TARGETS["exit"], unlinked, size=0.1)
    assert [(step.source, step.field) for step in told] == [("debt.mild", "moves")]


def test_an_effect_that_is_all_deadweight_is_none() -> None:
    for step in steps_of(gross(), size=0.30, without=0.30):
        assert float(step.attributable[0]) == 0.0


def test_who_does_worse_than_without_help_is_not_cut() -> None:
    step = steps_of(gross(), size=0.10, without=0.30, part=0.5)[0]
    assert float(step.attributable[0]) == pytest.approx(-0.2)


shares = st.floats(0, 1)


@given(shares, shares, shares, shares, shares)
def test_more_deadweight_less_attribution_or_more_haircut_never_raise_the_effect(
    measured: float, without: float, part: float, cut: float, more: float
) -> None:
    def attributable(without: float, part: float, cut: float) -> float:
        step = steps_of(gross(), size=measured, without=without, part=part, cut=cut)[0]
        return float(step.attributable[0])

    base = attributable(without, part, cut) + 1e-12
    assert attributable(without + more * (1 - without), part, cut) <= base
    assert attributable(without, part * (1 - more), cut) <= base
    assert attributable(without, part, cut + more * (1 - cut)) <= base


def test_the_haircut_is_that_of_the_grade_of_the_evidence() -> None:
    cuts = {grade: 0.1 * i for i, grade in enumerate(Grade)}
    values = Values({"size": np.array([0.3]), "part": np.array([1.0])}, BOOK, 2026)
    for place, grade in enumerate(Grade):
        told = effect("exit", problem="debt", levels=("mild",), grade=grade)
        (step,) = effect_steps(instrument("help", told), values, chances=chances(), haircuts=cuts)
        assert step.haircut == pytest.approx(0.1 * place)
        assert float(step.attributable[0]) == pytest.approx(0.3 * (1 - 0.1 * place))


def test_what_fades_is_told_where_the_file_tells_it() -> None:
    assert steps_of(gross(), size=0.3)[0].lost_yearly is None
    step = steps_of(gross(), size=0.3, timing=Timing(drop_off="fades"))[0]
    np.testing.assert_array_equal(step.lost_yearly, [0.2])


@pytest.mark.parametrize(
    ("off", "net", "attributed", "used"),
    [
        ((), 0.2, 0.1, 0.075),
        (("deadweight",), 0.3, 0.15, 0.1125),
        (("attribution",), 0.2, 0.2, 0.15),
        (("haircut",), 0.2, 0.1, 0.1),
        (("deadweight", "attribution", "haircut", "drop_off"), 0.3, 0.3, 0.3),
    ],
)
def test_a_step_that_is_left_out_changes_nothing(
    off: tuple[str, ...], net: float, attributed: float, used: float
) -> None:
    fading = Timing(drop_off="fades")
    step = steps_of(gross(), size=0.3, without=0.1, part=0.5, off=off, timing=fading)[0]
    found = [float(x[0]) for x in (step.net, step.attributed, step.attributable)]
    assert found == pytest.approx([net, attributed, used])
    assert step.haircut == (0.0 if "haircut" in off else 0.25)
    assert (step.lost_yearly is None) is ("drop_off" in off)


def test_left_out_deadweight_does_not_touch_what_is_net_already() -> None:
    (step,) = steps_of(TARGETS["exit"], size=0.1, off=("deadweight",))
    assert float(step.net[0]) == pytest.approx(0.1)


def test_every_draw_has_its_own_effect() -> None:
    two = np.array([0.05, 0.1])
    wide = system(n_draws=2)
    found = effect_steps(
        instrument("help", TARGETS["exit"]),
        Values({"size": two, "part": np.array([1.0, 0.5])}, BOOK, 2026),
        chances=BaseChances(PROBLEMS, STACK, wide.moves, wide.emergence),
        haircuts=dict.fromkeys(Grade, 0.0),
    )
    np.testing.assert_allclose(found[0].attributable, [0.05, 0.05])
