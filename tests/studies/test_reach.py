from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from costmodel.problems.instrument import Instrument, Timing
from costmodel.scenario import ACTIVATION, Reach
from costmodel.statutes.book import load_book
from costmodel.studies.effects import EffectSteps
from costmodel.studies.plan import Plan, Planned
from costmodel.studies.reach import activation_of
from costmodel.studies.values import Values
from tests.studies.made_up import effect, instrument, line
from tests.town import system

Floats = NDArray[np.float64]
BOOK = load_book()
TOWN = system(n_draws=2, n_years=5)
YEARS = tuple(range(2027, 2032))
TEACHES = effect("exit", problem="debt", levels=("mild", "severe"))


def step(
    name: str = "help",
    source: str = "debt.mild",
    *,
    target: str = "debt.independent_1",
    field: Literal["moves", "emergence", "inflow"] = "moves",
    used: float = 0.1,
    lost: Floats | None = None,
) -> EffectSteps:
    at = np.full(2, used)
    return EffectSteps(name, source, target, field, at, None, None, 9 * at, 9 * at, at, lost, 0.25)


def planned(
    told: Instrument,
    *,
    first: int = 2027,
    units: float | None = None,
    phase: tuple[float, ...] = (),
) -> Planned:
    return Planned(told, first, None, {"debt.mild": (0.2,)}, phase, units)


def reach_of(item: Planned, *steps: EffectSteps) -> Reach:
    """The one instrument of a plan, each unit of which serves 4 people, in the second draw 6."""
    values = {item.instrument.id: Values({"per_unit": np.array([4.0, 6.0])}, BOOK, 2026)}
    (found,) = activation_of(Plan((item,)), steps, values, YEARS, TOWN).reach
    return found


def test_a_reach_holds_coverage_and_attributable_effects_of_its_own() -> None:
    told = instrument("help", TEACHES)
    steps = (step(), step(source="debt.severe", used=0.3), step("other", used=0.9))
    found = reach_of(planned(told, first=2028), *steps)
    assert (found.instrument, found.served) == ("help", ("debt.mild", "debt.severe"))
    np.testing.assert_array_equal(found.coverage[:, 0], [0, 0.2, 0.2, 0.2, 0.2])
    assert not found.coverage[:, 1].any()
    assert [(c.source, c.target, c.field) for c in found.changes] == [
        ("debt.mild", "debt.independent_1", "moves"),
        ("debt.severe", "debt.independent_1", "moves"),
    ]
    np.testing.assert_array_equal([c.delta for c in found.changes], [[0.1] * 2, [0.3] * 2])
    assert (found.places, found.units, found.delay, found.lasting) == (None, None, 0, None)


def test_units_that_come_slowly_have_places_by_draw_and_year() -> None:
    told = instrument("help", TEACHES, lines=(line(per="unit"),), per_unit=4.0)
    found = reach_of(planned(told, first=2028, units=10.0, phase=(0.5,)), step())
    assert found.units is not None
    assert found.places is not None
    np.testing.assert_array_equal(found.units, [0, 5, 10, 10, 10])
    np.testing.assert_array_equal(found.places[:, 0], [0, 20, 40, 40, 40])
    np.testing.assert_array_equal(found.places[:, 1], [0, 30, 60, 60, 60])
    np.testing.assert_allclose(found.coverage[:, 0], [0, 0.1, 0.2, 0.2, 0.2])


def test_without_units_there_is_no_limit_of_places() -> None:
    told = instrument("help", TEACHES, per_unit=4.0)
    assert reach_of(planned(told), step()).places is None


@pytest.mark.parametrize(
    ("first", "delay", "kept"),
    [
        (2027, 0, [1, 0.8, 0.64, 0.512, 0.4096]),
        (2029, 0, [1, 1, 1, 0.8, 0.64]),  # it fades from its start, and not before
        (2028, 1, [1, 1, 1, 0.8, 0.64]),  # which is a year after people take part
    ],
)
def test_an_effect_fades_from_the_year_in_which_it_begins(
    first: int, delay: int, kept: list[float]
) -> None:
    told = instrument("help", TEACHES, timing=Timing(delay_years=delay))
    found = reach_of(planned(told, first=first), step(lost=np.array([0.2, 0.0])))
    assert found.delay == delay
    assert found.lasting is not None
    np.testing.assert_allclose(found.lasting[:, 0], kept)
    np.testing.assert_array_equal(found.lasting[:, 1], 1.0)  # nothing is lost in this draw


def test_groups_of_problems_outside_the_model_are_left_out() -> None:
    wide = instrument("help", TEACHES, effect("exit", problem="loan", levels=("any",)))
    assert reach_of(planned(wide), step()).served == ("debt.mild", "debt.severe")
    loans = instrument("loans", effect("exit", problem="loan", levels=("any",)))
    plan = Plan((Planned(loans, 2027, None, {}),), "nested")
    found = activation_of(plan, (), {"loans": Values({}, BOOK, 2026)}, YEARS, TOWN)
    assert (found.name, found.reach, found.overlap) == (ACTIVATION, (), "nested")
