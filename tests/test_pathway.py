from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.cohort.links import Links
from costmodel.cohort.overlap import Overlap
from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.pathway import System, Walk, walk
from costmodel.scenario import ACTIVATION, INACTION, Change, Field, Reach, Scenario
from tests.slow_pathway import slow_walk
from tests.town import STACK, system

Floats = NDArray[np.float64]
RULES: tuple[Overlap, ...] = get_args(Overlap)
TWO = Stack(("debt", "rent"), (States(("mild", "severe")), States(("late",))))
Rates = dict[tuple[str, str], float]


def links(rates: Rates, stack: Stack) -> Links:
    return Links(
        tuple(stack.index(source) for source, _ in rates),
        tuple(stack.index(target) for _, target in rates),
        np.array(list(rates.values())).reshape(-1, 1),
    )


def place(
    start: dict[str, float],
    moves: Rates,
    *,
    inflow: dict[str, float] | None = None,
    brings: Rates | None = None,
    n_years: int = 1,
    stack: Stack = TWO,
) -> System:
    """One draw; whoever has no moves of their own stays where they are."""
    moving = {source for source, _ in moves}
    staying = {(name, name): 1.0 for name in stack.names if name not in moving}
    people, new = np.zeros((len(stack.names), 1)), np.zeros((n_years, len(stack.names), 1))
    for name, size in start.items():
        people[stack.index(name)] = size
    for name, size in (inflow or {}).items():
        new[:, stack.index(name)] = size
    return System(
        stack, people, links({**moves, **staying}, stack), links(brings or {}, stack), new
    )


def reach(
    coverage: dict[str, float],
    changes: dict[tuple[str, str], float],
    *,
    field: Field = "moves",
    n_years: int = 1,
    name: str = "help",
) -> Reach:
    told = tuple(Change(s, t, field, np.array([delta])) for (s, t), delta in changes.items())
    return Reach(name, tuple(coverage), np.array([list(coverage.values())] * n_years), told)


def after(people: System, *planned: Reach, overlap: Overlap = "exclusive") -> Walk:
    return walk(people, Scenario(ACTIVATION, planned, overlap))


def at(found: Walk, name: str, year: int = 1, *, stack: Stack = TWO) -> float:
    return float(found.people[year, stack.index(name), 0])


def by(found: Walk, year: int = 0, name: str = "help") -> list[float]:
    return [float(size) for size in found.participants[name][year, :, 0]]


def test_an_effect_on_relapse_by_hand() -> None:
    people = place(
        {"debt.independent_1": 100.0},
        {
            ("debt.independent_1", "debt.mild"): 0.5,
            ("debt.independent_1", "debt.independent_2"): 0.5,
        },
    )
    aid = reach({"debt.independent_1": 0.5}, {("debt.independent_1", "debt.mild"): -0.3})
    found = after(people, aid)
    # half of 100 lose 0.3 of the chance to fall back: 0.5 − 0.15; the other chance takes it over
    assert at(found, "debt.mild") == pytest.approx(35)
    assert at(found, "debt.independent_2") == pytest.approx(65)
    assert by(found) == [50]


def test_an_effect_on_migration_by_hand() -> None:
    people = place(
        {"debt.severe": 100.0},
        {
            ("debt.severe", "debt.severe"): 0.6,
            ("debt.severe", "debt.mild"): 0.2,
            ("debt.severe", "debt.left"): 0.2,
        },
    )
    found = after(people, reach({"debt.severe": 0.5}, {("debt.severe", "debt.mild"): 0.2}))
    # 0.2 + 0.5 · 0.2 = 0.3 improve; the other 0.8 shrink to 0.7: 0.525 stay, 0.175 leave
    assert at(found, "debt.mild") == pytest.approx(30)
    assert at(found, "debt.severe") == pytest.approx(52.5)
    assert at(found, "debt.left") == pytest.approx(17.5)


def test_a_move_that_nobody_made_before_can_begin() -> None:
    people = place({"debt.severe": 100.0}, {})
    found = after(people, reach({"debt.severe": 0.5}, {("debt.severe", "debt.mild"): 0.4}))
    assert at(found, "debt.mild") == pytest.approx(20)
    assert at(found, "debt.severe") == pytest.approx(80)


@pytest.mark.parametrize(("delta", "cases"), [(-0.1, 15), (-0.9, 0), (0.1, 25), (4.0, 220)])
def test_an_effect_on_related_cases_by_hand(delta: float, cases: float) -> None:
    people = place({"debt.mild": 100.0}, {}, brings={("debt.mild", "rent.late"): 0.2})
    told = reach({"debt.mild": 0.5}, {("debt.mild", "rent.late"): delta}, field="emergence")
    found = after(people, told)
    # 0.2 − 0.05 = 0.15; never below 0; up to 0.25 if it harms; a rate may exceed 1
    assert at(found, "rent.late") == pytest.approx(cases)
    assert at(found, "debt.mild") == pytest.approx(100)  # who brings a case does not move


def test_prevention_of_inflow_by_hand() -> None:
    people = place({}, {}, inflow={"debt.mild": 30.0, "debt.severe": 10.0, "rent.late": 7.0})
    campaign = reach({"debt.inflow": 0.5}, {("debt.inflow", "debt"): -0.4}, field="inflow")
    found = after(people, campaign)
    # half of those who would come lose 0.4 of it: 0.8 of both levels come; others as before
    assert [at(found, n) for n in ("debt.mild", "debt.severe", "rent.late")] == pytest.approx(
        [24, 8, 7]
    )
    assert by(found) == [20]  # half of the 40 who would have come


def test_prevention_cannot_send_people_back() -> None:
    people = place({"debt.mild": 5.0}, {}, inflow={"debt.mild": 30.0})
    campaign = reach({"debt.inflow": 1.0}, {("debt.inflow", "debt"): -3.0}, field="inflow")
    assert at(after(people, campaign), "debt.mild") == 5


def test_places_bind_two_levels_together_by_hand() -> None:
    people = place({"debt.mild": 100.0, "debt.severe": 60.0}, {})
    told = {("debt.mild", "debt.left"): 0.4, ("debt.severe", "debt.left"): 0.2}
    aid = reach({"debt.mild": 0.5, "debt.severe": 0.5}, told)
    found = after(people, replace(aid, places=np.array([[40.0]])))
    # 50 and 30 want to take part, 40 can: half of each
    assert by(found) == [25, 15]
    assert at(found, "debt.mild") == pytest.approx(100 - 25 * 0.4)
    assert at(found, "debt.severe") == pytest.approx(60 - 15 * 0.2)


def test_more_places_than_people_change_no_bit() -> None:
    people = place({"debt.mild": 100.0, "debt.severe": 60.0}, {})
    aid = reach({"debt.mild": 0.5, "debt.severe": 0.5}, {("debt.mild", "debt.left"): 0.4})
    free, roomy = (after(people, replace(aid, places=p)) for p in (None, np.array([[80.0]])))
    np.testing.assert_array_equal(free.people, roomy.people)
    assert by(roomy) == [50, 30]


def test_without_places_nobody_takes_part() -> None:
    people = place({"debt.mild": 100.0}, {})
    aid = reach({"debt.mild": 0.5}, {("debt.mild", "debt.left"): 0.4})
    found = after(people, replace(aid, places=np.zeros((1, 1))))
    assert by(found) == [0]
    assert at(found, "debt.mild") == 100


@given(st.integers(0, 10_000), st.floats(0, 80), st.floats(0, 0.5))
@settings(max_examples=25, deadline=None)
def test_no_more_take_part_than_there_are_places_or_planned(
    seed: int, places: float, coverage: float
) -> None:
    people = system(seed=seed, n_draws=6)
    served = ("debt.mild", "debt.severe", "rent.late", "debt.inflow")
    aid = Reach("help", served, np.full((5, 4), coverage), (), places=np.full((5, 6), places))
    found = after(people, aid)
    taking = found.participants["help"].sum(axis=1)
    crowd = found.people[:-1, [0, 1, 6]].sum(axis=1) + people.inflow[:, :2].sum(axis=1)
    assert (taking <= places + 1e-9).all()
    assert (taking <= coverage * crowd + 1e-9).all()
    np.testing.assert_allclose(taking, np.minimum(places, coverage * crowd), atol=1e-9)


def test_a_delayed_effect_comes_later_for_those_who_took_part_then() -> None:
    people = place({"debt.mild": 100.0}, {}, n_years=3)
    aid = reach({"debt.mild": 0.5}, {("debt.mild", "debt.left"): 0.4}, n_years=3)
    once = aid.coverage * np.array([[1.0], [0.0], [0.0]])
    found = after(people, replace(aid, coverage=once, delay=1))
    # 50 take part in the first year, half of the level; the chance rises by 0.2 in the second
    assert [by(found, year) for year in range(3)] == [[50], [0], [0]]
    assert [at(found, "debt.mild", year) for year in range(4)] == pytest.approx([100, 100, 80, 80])


def test_an_effect_delayed_beyond_the_horizon_never_comes() -> None:
    people = place({"debt.mild": 100.0}, {}, n_years=2)
    aid = reach({"debt.mild": 0.5}, {("debt.mild", "debt.left"): 0.4}, n_years=2)
    found = after(people, replace(aid, delay=2))
    assert at(found, "debt.mild", 2) == 100
    assert by(found) == [50]  # they take part, and are paid for, all the same


def test_an_effect_that_fades_is_less_in_each_later_year() -> None:
    people = place({"debt.mild": 100.0}, {}, n_years=3)
    aid = reach({"debt.mild": 0.5}, {("debt.mild", "debt.left"): 0.4}, n_years=3)
    found = after(people, replace(aid, lasting=np.array([[1.0], [0.5], [0.0]])))
    # 0.2 leave in the first year, 0.1 of 80 in the second, nobody in the third
    assert [at(found, "debt.mild", year) for year in range(4)] == pytest.approx([100, 80, 72, 72])


def test_what_is_left_of_a_delayed_effect_is_that_of_the_year_it_comes() -> None:
    people = place({"debt.mild": 100.0}, {}, n_years=2)
    aid = reach({"debt.mild": 0.5}, {("debt.mild", "debt.left"): 0.4}, n_years=2)
    found = after(people, replace(aid, delay=1, lasting=np.array([[0.0], [0.5]])))
    assert at(found, "debt.mild", 2) == pytest.approx(90)  # 0.5 · 0.4 · 0.5 of 100


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        ("exclusive", 36.0),  # 0.2 + 0.5 · 0.2 + 0.2 · 0.3
        # 0.2 + 0.8 · (1 − (1 − 0.5 · 0.25) · (1 − 0.2 · 0.375))
        ("independent", 35.25),
        ("nested", 32.0),  # 0.2 + 0.2 · 0.3 + 0.3 · 0.2
    ],
)
def test_two_instruments_under_each_rule_by_hand(rule: Overlap, left: float) -> None:
    people = place(
        {"debt.mild": 100.0}, {("debt.mild", "debt.mild"): 0.8, ("debt.mild", "debt.left"): 0.2}
    )
    wide = reach({"debt.mild": 0.5}, {("debt.mild", "debt.left"): 0.2}, name="wide")
    strong = reach({"debt.mild": 0.2}, {("debt.mild", "debt.left"): 0.3}, name="strong")
    found = after(people, wide, strong, overlap=rule)
    assert at(found, "debt.left") == pytest.approx(left)
    assert (by(found, name="wide"), by(found, name="strong")) == ([50], [20])


def test_a_chain_of_related_problems_by_hand() -> None:
    chain = Stack(("work", "debt", "rent"), tuple(States(("all",)) for _ in range(3)))
    people = place(
        {"work.all": 100.0},
        {},
        brings={("work.all", "debt.all"): 0.2, ("debt.all", "rent.all"): 0.5},
        n_years=3,
        stack=chain,
    )
    found = walk(people, Scenario(INACTION))
    debt = [at(found, "debt.all", year, stack=chain) for year in range(4)]
    rent = [at(found, "rent.all", year, stack=chain) for year in range(4)]
    assert debt == pytest.approx([0, 20, 40, 60])  # 20 more each year
    assert rent == pytest.approx([0, 0, 10, 30])  # half of those who were in debt at its start
    np.testing.assert_array_equal(found.related[:, :5], 0.0)
    np.testing.assert_array_equal(found.related[:, 5:], found.people[:, 5:])


def test_the_further_course_of_a_related_case_is_related_too() -> None:
    people = place(
        {"debt.mild": 100.0, "rent.late": 10.0},
        {("rent.late", "rent.late"): 0.5, ("rent.late", "rent.independent_1"): 0.5},
        brings={("debt.mild", "rent.late"): 0.2},
        n_years=2,
    )
    found = walk(people, Scenario(INACTION))
    late, first = TWO.index("rent.late"), TWO.index("rent.independent_1")
    # 20 come in year 1; in year 2 half of them are independent, and 20 come
    np.testing.assert_allclose(found.related[:, late, 0], [0, 20, 30])
    np.testing.assert_allclose(found.related[:, first, 0], [0, 0, 10])
    np.testing.assert_allclose(found.people[:, late, 0], [10, 25, 32.5])


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_related_cases_and_own_ones_make_all_people(seed: int) -> None:
    people = system(seed=seed, n_draws=5)
    none = Links((), (), np.zeros((0, 5)))
    aid = Reach(
        "help",
        ("debt.mild",),
        np.full((5, 1), 0.3),
        (Change("debt.mild", "debt.independent_1", "moves", np.full(5, 0.2)),),
    )
    for scenario in (Scenario(INACTION), Scenario(ACTIVATION, (aid,))):
        found = walk(people, scenario)
        own = walk(replace(people, emergence=none), scenario).people
        np.testing.assert_allclose(found.related + own, found.people, atol=1e-9)
        assert (found.related >= 0).all()
        assert not found.related[0].any()


def test_where_problems_bring_nothing_nobody_is_related() -> None:
    people = replace(system(), emergence=Links((), (), np.zeros((0, 40))))
    assert not walk(people, Scenario(INACTION)).related.any()


def random_reach(rng: np.random.Generator, name: str, *, n_draws: int, n_years: int) -> Reach:
    """Any instrument: all fields, two levels and the inflow, perhaps delayed, fading or full."""
    served = ("debt.mild", "debt.severe", "debt.inflow", "debt.independent_1", "rent.late")
    told: tuple[tuple[str, str, Field], ...] = (
        ("debt.mild", "debt.independent_1", "moves"),
        ("debt.mild", "debt.severe", "moves"),
        ("debt.severe", "debt.mild", "moves"),
        ("debt.independent_1", "debt.mild", "moves"),
        ("debt.severe", "rent.late", "emergence"),
        ("rent.late", "debt.severe", "emergence"),
        ("debt.inflow", "debt", "inflow"),
    )
    kept = rng.choice(len(told), size=rng.integers(1, len(told) + 1), replace=False)
    shape = (n_years, n_draws)
    return Reach(
        name,
        served,
        rng.uniform(0, 0.33, (n_years, len(served))),
        tuple(
            Change(source, target, field, rng.uniform(-0.6, 0.6, n_draws))
            for source, target, field in (told[i] for i in sorted(kept))
        ),
        places=rng.uniform(0, 80, shape) if rng.random() < 0.5 else None,
        delay=int(rng.integers(0, 3)),
        lasting=rng.uniform(0, 1, shape) if rng.random() < 0.5 else None,
    )


@given(st.integers(0, 100_000), st.sampled_from(RULES))
@settings(max_examples=60, deadline=None)
def test_any_walk_agrees_with_plain_loops(seed: int, rule: Overlap) -> None:
    rng = np.random.default_rng(seed)
    people = system(seed=seed, n_draws=3, n_years=4)
    planned = tuple(
        random_reach(rng, name, n_draws=3, n_years=4)
        for name in ("a", "b", "c")[: rng.integers(1, 4)]
    )
    scenario = Scenario(ACTIVATION, planned, rule)
    found = walk(people, scenario)
    for draw in range(3):
        path, taking = slow_walk(people, scenario, draw)
        np.testing.assert_allclose(found.people[:, :, draw], path, rtol=1e-9, atol=1e-9)
        for name, by_year in taking.items():
            np.testing.assert_allclose(found.participants[name][:, :, draw], by_year, atol=1e-9)


@given(st.integers(0, 100_000), st.sampled_from(RULES))
@settings(max_examples=25, deadline=None)
def test_no_plan_loses_people_or_makes_them_negative(seed: int, rule: Overlap) -> None:
    rng = np.random.default_rng(seed)
    people = system(seed=seed, n_draws=3, n_years=4)
    moves_only = random_reach(rng, "a", n_draws=3, n_years=4)
    kept = tuple(c for c in moves_only.changes if c.field == "moves")
    found = after(people, replace(moves_only, changes=kept), overlap=rule).people
    brought = sum(
        found[:-1, source] * people.emergence.rates[i]
        for i, source in enumerate(people.emergence.sources)
    )
    np.testing.assert_allclose(
        np.diff(found.sum(axis=1), axis=0), people.inflow.sum(axis=1) + brought
    )
    assert (found >= 0).all()


@given(st.integers(0, 100_000))
@settings(max_examples=25, deadline=None)
def test_one_instrument_alone_walks_the_same_under_every_rule(seed: int) -> None:
    rng = np.random.default_rng(seed)
    people = system(seed=seed, n_draws=3, n_years=4)
    planned = random_reach(rng, "a", n_draws=3, n_years=4)
    small = replace(
        planned, changes=tuple(replace(c, delta=c.delta / 100) for c in planned.changes)
    )  # within the room that chances have
    first, *others = (after(people, small, overlap=rule).people for rule in RULES)
    for other in others:
        np.testing.assert_allclose(other, first, rtol=1e-9)


@given(st.integers(0, 100_000), st.sampled_from(RULES))
@settings(max_examples=40, deadline=None)
def test_an_instrument_that_reaches_nobody_changes_nothing(seed: int, rule: Overlap) -> None:
    people = system(n_draws=5)
    rng = np.random.default_rng(seed)
    busy, idle = (random_reach(rng, name, n_draws=5, n_years=5) for name in ("busy", "idle"))
    idle = replace(idle, coverage=0 * idle.coverage)
    alone, both = after(people, busy, overlap=rule), after(people, busy, idle, overlap=rule)
    np.testing.assert_allclose(both.people, alone.people, rtol=1e-9)
    assert not both.participants["idle"].any()


def test_the_people_given_are_left_alone() -> None:
    people = system(n_draws=5)
    before = [a.copy() for a in (people.start, people.moves.rates, people.inflow)]
    walk(
        people,
        Scenario(ACTIVATION, (random_reach(np.random.default_rng(1), "a", n_draws=5, n_years=5),)),
    )
    for old, new in zip(before, (people.start, people.moves.rates, people.inflow), strict=True):
        np.testing.assert_array_equal(old, new)


def test_the_town_has_the_states_this_file_names() -> None:
    assert TWO.names == STACK.names
