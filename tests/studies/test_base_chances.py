from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from costmodel.problems.instrument import Effect
from costmodel.studies.base_chances import BaseChances
from tests.studies.made_up import effect, problem
from tests.town import STACK, system

Floats = NDArray[np.float64]
PROBLEMS = {
    "debt": problem("debt", ("mild", "severe"), relapse_level="severe"),
    "rent": problem("rent", ("late",)),
}
TOWN = system(n_draws=4)


@pytest.fixture(scope="module")
def chances() -> BaseChances:
    return BaseChances(PROBLEMS, STACK, TOWN.moves, TOWN.emergence)


def rate(source: str, target: str) -> Floats:
    pairs = list(zip(TOWN.moves.sources, TOWN.moves.targets, strict=True))
    found: Floats = TOWN.moves.rates[pairs.index((STACK.index(source), STACK.index(target)))]
    return found


@pytest.mark.parametrize(
    ("told", "level", "target", "sign"),
    [
        (effect("exit", problem="debt", levels=("mild",)), "mild", "debt.independent_1", 1.0),
        (effect("exit", problem="rent", levels=("late",)), "late", "rent.independent_1", 1.0),
        # more people at a milder level help, at a more severe one they do not
        (
            effect("migration", problem="debt", levels=("severe",), to="mild"),
            "severe",
            "debt.mild",
            1.0,
        ),
        (
            effect("migration", problem="debt", levels=("mild",), to="severe"),
            "mild",
            "debt.severe",
            -1.0,
        ),
    ],
)
def test_a_move_is_that_of_the_model(
    chances: BaseChances, told: Effect, level: str, target: str, sign: float
) -> None:
    found = chances.of(told, level)
    assert (found.source, found.target) == (f"{told.problem}.{level}", target)
    assert (found.field, found.sign) == ("moves", sign)
    np.testing.assert_array_equal(found.base, rate(found.source, target))


@pytest.mark.parametrize("stage", ["independent_1", "independent_2", "independent"])
def test_relapse_leads_to_the_level_of_the_file_and_less_of_it_helps(
    chances: BaseChances, stage: str
) -> None:
    # the file says that people fall back to the severe level; the moves of the town to the mild
    found = chances.of(effect("relapse", problem="debt", levels=(stage,)), stage)
    assert (found.target, found.field, found.sign) == ("debt.severe", "moves", -1.0)
    assert not found.base.any()
    mild = {"debt": problem("debt", ("mild", "severe")), "rent": PROBLEMS["rent"]}
    own = BaseChances(mild, STACK, TOWN.moves, TOWN.emergence)
    again = own.of(effect("relapse", problem="debt", levels=(stage,)), stage)
    np.testing.assert_array_equal(again.base, rate(f"debt.{stage}", "debt.mild"))


def test_related_cases_are_those_of_the_link_and_fewer_help(chances: BaseChances) -> None:
    told = effect("emergence", problem="debt", levels=("severe",), to="rent.late")
    found = chances.of(told, "severe")
    assert (found.source, found.target) == ("debt.severe", "rent.late")
    assert (found.field, found.sign) == ("emergence", -1.0)
    np.testing.assert_array_equal(found.base, TOWN.emergence.rates[0])


def test_everyone_who_would_come_comes_without_prevention(chances: BaseChances) -> None:
    found = chances.of(effect("inflow", problem="debt", levels=("inflow",)), "inflow")
    assert (found.source, found.target) == ("debt.inflow", "debt")
    assert (found.field, found.sign) == ("inflow", -1.0)
    np.testing.assert_array_equal(found.base, np.ones(4))


@pytest.mark.parametrize(
    ("told", "level", "known"),
    [
        (effect("exit", problem="debt", levels=("mild",)), "mild", True),
        (effect("exit", problem="loan", levels=("mild",)), "mild", False),
        (effect("emergence", problem="debt", levels=("severe",), to="rent.late"), "severe", True),
        # no file says that mild debt brings arrears, nor that debt brings loans
        (effect("emergence", problem="debt", levels=("mild",), to="rent.late"), "mild", False),
        (effect("emergence", problem="debt", levels=("severe",), to="loan.any"), "severe", False),
    ],
)
def test_effects_outside_the_model_are_known_as_such(
    chances: BaseChances, told: Effect, level: str, known: bool
) -> None:
    assert chances.knows(told, level) is known
