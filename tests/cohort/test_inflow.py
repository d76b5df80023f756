from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.cohort.inflow import FittedInflow, inflow_to_meet_stocks
from costmodel.cohort.links import Links, links_of
from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.pathway import System, walk
from costmodel.scenario import INACTION, Scenario
from tests.town import STACK, system

Floats = NDArray[np.float64]
POOR = Stack(("need",), (States(("poor",)),))
NONE = Links((), (), np.zeros((0, 1)))


def of_one_level(chain: list[list[float]], start: list[float], stock: list[float]) -> FittedInflow:
    return inflow_to_meet_stocks(
        np.array(start)[:, None],
        links_of(np.array([chain])),
        NONE,
        stack=POOR,
        stocks={"need": np.array(stock)[:, None]},
        entry={"need": np.ones((1, 1))},
    )


def test_one_level_by_hand() -> None:
    chain = [[0.5, 0.2, 0, 0, 0.3], *np.eye(5)[1:].tolist()]
    fitted = of_one_level(chain, [100.0, 0, 0, 0, 0], [90.0, 40.0, 40.0])
    # 100 -> 50, 40 must come; 90 -> 45, five too many; 45 -> 22.5, 17.5 must come
    np.testing.assert_allclose(fitted.persons[:, 0, 0], [40, 0, 17.5])
    assert fitted.unmet_share["need"] == pytest.approx(1 / 3)
    assert (fitted.persons[:, 1:] == 0).all()


def test_a_stock_just_met_or_short_of_part_of_a_person_is_no_unmet_one() -> None:
    fitted = of_one_level(np.eye(5).tolist(), [10.0, 0, 0, 0, 0], [10.0, 10.5])
    np.testing.assert_array_equal(fitted.persons[:, 0, 0], [0, 0.5])
    assert fitted.unmet_share["need"] == 0.0


def test_relapses_count_towards_the_stock() -> None:
    chain = np.eye(5)
    chain[1] = [1.0, 0, 0, 0, 0]
    fitted = of_one_level(chain.tolist(), [10.0, 30.0, 0, 0, 0], [50.0])
    assert fitted.persons[0, 0, 0] == 10  # 10 stay, 30 fall back, 10 are new


def test_related_cases_count_towards_the_stock() -> None:
    two = Stack(("debt", "rent"), (States(("mild",)), States(("late",))))
    start = np.zeros((10, 1))
    start[[0, 5], 0] = [40.0, 20.0]
    fitted = inflow_to_meet_stocks(
        start,
        links_of(np.eye(10)[None]),
        Links((0,), (5,), np.array([[0.25]])),
        stack=two,
        stocks={"debt": np.array([[40.0]]), "rent": np.array([[35.0]])},
        entry={"debt": np.ones((1, 1)), "rent": np.ones((1, 1))},
    )
    # 20 stay in arrears, the 40 in debt bring 10 more: 5 are new
    np.testing.assert_allclose(fitted.persons[0, 5], 5.0)
    assert not fitted.persons[0, 0].any()


def test_new_people_arrive_at_each_level_in_its_share() -> None:
    two = Stack(("debt",), (States(("mild", "severe")),))
    fitted = inflow_to_meet_stocks(
        np.zeros((6, 1)),
        links_of(np.eye(6)[None]),
        NONE,
        stack=two,
        stocks={"debt": np.array([[40.0]])},
        entry={"debt": np.array([[0.75], [0.25]])},
    )
    np.testing.assert_allclose(fitted.persons[0, :2, 0], [30, 10])


def fitted_to(people: System, growth: float) -> tuple[FittedInflow, dict[str, Floats]]:
    years = np.arange(1, people.n_years + 1)[:, None]
    stocks = {
        p: people.start[STACK.levels_of(p)].sum(axis=0) * growth**years for p in STACK.problems
    }
    entry = {"debt": np.array([[0.0], [1.0]]), "rent": np.ones((1, 1))}
    fitted = inflow_to_meet_stocks(
        people.start, people.moves, people.emergence, stack=STACK, stocks=stocks, entry=entry
    )
    return fitted, stocks


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_the_walk_meets_stocks_that_do_not_fall_too_fast(seed: int) -> None:
    people = system(seed=seed, n_draws=5, n_years=4)
    fitted, stocks = fitted_to(people, 2.0)
    found = walk(
        System(STACK, people.start, people.moves, people.emergence, fitted.persons),
        Scenario(INACTION),
    )
    for problem in STACK.problems:
        walked = found.people[1:, STACK.levels_of(problem)].sum(axis=1)
        assert fitted.unmet_share[problem] == 0
        np.testing.assert_allclose(walked, stocks[problem])
    assert (fitted.persons >= 0).all()
    assert not fitted.persons[:, 0].any()  # all who fall into debt are severe, as told


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_a_stock_that_falls_faster_than_people_leave_is_told_as_unmet(seed: int) -> None:
    people = system(seed=seed, n_draws=5, n_years=4)
    fitted, _ = fitted_to(people, 0.0)
    assert not fitted.persons.any()
    assert fitted.unmet_share == {"debt": pytest.approx(1.0), "rent": pytest.approx(1.0)}
