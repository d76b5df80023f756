from __future__ import annotations

import numpy as np
import pytest

from costmodel.cohort.overlap import Overlap
from costmodel.errors import ModelError
from costmodel.scenario import ACTIVATION, INACTION, Change, Reach, Scenario

SERVED = ("debt.mild", "debt.severe")


def reach(coverage: float, effect: float, name: str = "cis") -> Reach:
    gained = np.full(4, effect)
    changes = tuple(Change(s, "debt.independent_1", "moves", gained) for s in SERVED)
    return Reach(name, SERVED, np.full((3, 2), coverage), changes)


def test_a_pathway_with_more_instruments_leaves_the_first_alone() -> None:
    first = Scenario(INACTION, (reach(0.5, 0.1),), "nested")
    second = first.with_(reach(0.5, 0.2, "contract"), name=ACTIVATION)
    assert len(first.reach) == 1
    assert [r.instrument for r in second.reach] == ["cis", "contract"]
    assert (second.name, second.overlap) == (ACTIVATION, "nested")
    assert first.with_(reach(0.5, 0.2, "contract")).name == INACTION


def test_an_instrument_taken_out_leaves_the_others() -> None:
    plan = Scenario(ACTIVATION, (reach(0.3, 0.1), reach(0.3, 0.2, "a"), reach(0.3, 0.2, "b")))
    assert [r.instrument for r in plan.without("cis", "b").reach] == ["a"]
    assert plan.without() == plan
    assert len(plan.reach) == 3


def test_effects_are_scaled_and_coverage_is_not() -> None:
    plan = Scenario(ACTIVATION, (reach(0.5, 0.2),))
    for change in plan.with_effects_times(2.0).reach[0].changes:
        np.testing.assert_allclose(change.delta, 0.4)
    np.testing.assert_array_equal(plan.with_effects_times(2.0).reach[0].coverage, 0.5)
    np.testing.assert_allclose(plan.reach[0].changes[0].delta, 0.2)


def test_effects_can_be_scaled_draw_by_draw() -> None:
    plan = Scenario(ACTIVATION, (reach(0.5, 0.2),))
    times = np.array([0.0, 1.0, 2.0, -1.0])
    found = plan.with_effects_times(times).reach[0].changes[0].delta
    np.testing.assert_allclose(found, [0.0, 0.2, 0.4, -0.2])


def test_a_larger_plan_has_more_coverage_places_and_units_and_the_same_effects() -> None:
    unit = Reach(
        "house",
        SERVED,
        np.full((3, 2), 0.2),
        reach(0.2, 0.1).changes,
        places=np.full((3, 4), 10.0),
        units=np.full(3, 2.0),
    )
    twice = Scenario(ACTIVATION, (unit, reach(0.1, 0.1))).with_coverage_times(2.0)
    house, course = twice.reach
    assert house.places is not None
    assert house.units is not None
    np.testing.assert_allclose(house.coverage, 0.4)
    np.testing.assert_allclose(house.places, 20.0)
    np.testing.assert_allclose(house.units, 4.0)
    np.testing.assert_allclose(course.coverage, 0.2)
    assert (course.places, course.units) == (None, None)
    np.testing.assert_array_equal(house.changes[0].delta, unit.changes[0].delta)


def test_all_people_may_be_reached() -> None:
    whole = (reach(0.1, 0.1), reach(0.9, 0.1, "contract"))
    assert Scenario(ACTIVATION, whole).reach == whole


@pytest.mark.parametrize("rule", ["independent", "nested"])
def test_instruments_whose_people_may_be_the_same_may_each_reach_all(rule: Overlap) -> None:
    Scenario(ACTIVATION, (reach(0.8, 0.1), reach(0.9, 0.1, "contract")), rule)
    with pytest.raises(ModelError, match=rf"110% of 'debt\.mild'.*with the rule '{rule}'"):
        Scenario(ACTIVATION, (reach(1.1, 0.1), reach(0.1, 0.1, "contract")), rule)


def test_instruments_for_different_people_do_not_share_the_whole() -> None:
    severe = Reach("house", ("debt.severe",), np.full((3, 1), 0.9), ())
    mild = Reach("course", ("debt.mild",), np.full((3, 1), 0.9), ())
    assert Scenario(ACTIVATION, (severe, mild)).reach == (severe, mild)


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (0.7, 0.4, r"'activation' reaches 110% of 'debt\.mild' in a year"),
        (1.1, 0.0, r"110%.*from 0 to 100 %\. Lower the coverage in plan\.toml"),
        (0.5, -0.1, r"lowest coverage -10%"),
        (float("nan"), 0.5, "nan"),
    ],
)
def test_coverage_beyond_everybody_is_refused(first: float, second: float, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        Scenario(ACTIVATION, (reach(first, 0.1), reach(second, 0.1, "contract")))


def test_an_instrument_stands_in_a_plan_once() -> None:
    with pytest.raises(ModelError, match=r"\['cis', 'cis'\]: each may stand in a plan once"):
        Scenario(ACTIVATION, (reach(0.1, 0.1), reach(0.1, 0.1)))


def test_an_instrument_serves_all_whom_it_changes() -> None:
    astray = Change("rent.late", "rent.left", "moves", np.ones(4))
    with pytest.raises(ModelError, match=r"'cis' changes chances of \['rent\.late'\]"):
        Reach("cis", SERVED, np.full((3, 2), 0.1), (astray,))


@pytest.mark.parametrize("shape", [(3, 1), (3, 3), (3,)])
def test_coverage_has_one_column_for_each_group_served(shape: tuple[int, ...]) -> None:
    with pytest.raises(ModelError, match="one column of coverage for each of"):
        Reach("cis", SERVED, np.full(shape, 0.1), ())
