"""Views 4 and 5 on three problems in a chain, reckoned by hand, and on the made-up town."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.cohort.links import Links, links_of
from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.costs.charge import Charge
from costmodel.model import Model, run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC, Outcome
from costmodel.pathway import System
from costmodel.scenario import Change, Reach, Scenario
from costmodel.views.related import cases_related, cost_of_related, related_cases, related_cost
from tests.town import town, without_emergence
from tests.views.reading import means

CHAIN = Stack(("work", "debt", "rent"), tuple(States(("all",)) for _ in range(3)))


def one(number: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([number])


@pytest.fixture(scope="module")
def chain() -> Outcome:
    """100 without work bring 0.2 cases of debt a year each, which bring 0.5 of arrears."""
    start = np.zeros((15, 1))
    start[[0, 10], 0] = [100.0, 10.0]
    leaving = np.eye(15)[None].copy()
    leaving[0, 0, [0, 4]] = [0.5, 0.5]
    people = System(
        CHAIN,
        start,
        links_of(leaving),
        Links((0, 5), (5, 10), np.array([[0.2], [0.5]])),
        np.zeros((2, 15, 1)),
    )
    aid = Reach(
        "aid",
        ("work.all",),
        np.array([[0.5], [0.0]]),
        (Change("work.all", "debt.all", "emergence", one(-0.2)),),
    )
    return run(
        Model(
            system=people,
            charges=(
                Charge("work.all", "benefit", "mandatory", "state", one(1.0)),
                Charge("debt.all", "advice", "mandatory", "gmina", one(100.0), index="none"),
                Charge("debt.all", "fee", "mandatory", "household", one(7.0)),
                Charge("rent.all", "allowance", "mandatory", "gmina", one(1000.0), lag=1),
                Charge("rent.all", "tax", "revenue", "state", one(-50.0)),
            ),
            participant_charges={"aid": ()},
            unit_charges={},
            inaction=Scenario(INACTION),
            activation=Scenario(ACTIVATION, (aid,)),
            base_year=2026,
            discount_rate=0.0,
            price_levels=np.array([1.25, 2.0]),
            real_values={"cpi": np.ones(2), "none": np.array([0.8, 0.5])},
        )
    )


def test_view_5_by_hand(chain: Outcome) -> None:
    # without action: 100 · 0.2 = 20 cases of debt, then 50 · 0.2 = 10 more; 20 · 0.5 of arrears
    table = related_cases(chain)
    assert means(table, scenario=INACTION, problem="work") == [0, 0, 0]
    assert means(table, scenario=INACTION, problem="debt") == pytest.approx([0, 20, 30])
    assert means(table, scenario=INACTION, problem="rent") == pytest.approx([0, 0, 10])
    # with action half bring none in the first year: 10, then 10 more; 10 · 0.5 of arrears
    assert means(table, scenario=ACTIVATION, problem="debt") == pytest.approx([0, 10, 20])
    assert means(table, scenario=ACTIVATION, problem="rent") == pytest.approx([0, 0, 5])


def test_view_4_by_hand(chain: Outcome) -> None:
    table = related_cost(chain)
    assert means(table, scenario=INACTION, problem="work") == [0, 0]
    # debt: person-years 10 and 25 at 100 zł that are worth 80 and 50 zł
    assert means(table, scenario=INACTION, problem="debt") == pytest.approx([800, 1250])
    # arrears: 5 person-years in the second year, paid a year later: beyond the horizon
    assert means(table, scenario=INACTION, problem="rent") == [0, 0]
    # with action 5 and 15 person-years
    assert means(table, scenario=ACTIVATION, problem="debt") == pytest.approx([400, 750])


def test_view_4_counts_the_purse_asked_for_and_no_income(chain: Outcome) -> None:
    table = related_cost(chain, perspective="household")
    assert means(table, scenario=INACTION, problem="debt") == pytest.approx([70, 175])
    assert not any(means(related_cost(chain, perspective="state"), scenario=INACTION))


def test_own_cases_are_no_related_ones(chain: Outcome) -> None:
    # the 10 in arrears from the start are there, and are not counted
    rent = chain.stack.index("rent.all")
    assert chain.people[INACTION][:, rent, 0].tolist() == pytest.approx([10, 10, 20])
    assert cases_related(chain, INACTION, "rent")[0].tolist() == pytest.approx([0, 0, 10])


def test_several_problems_together_are_the_sum(chain: Outcome) -> None:
    parts = [cost_of_related(chain, INACTION, PUBLIC, problems=[p]) for p in CHAIN.problems]
    np.testing.assert_allclose(sum(parts), cost_of_related(chain, INACTION, PUBLIC))


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_related_cost_is_what_a_town_without_related_cases_does_not_pay(seed: int) -> None:
    model = town(seed=seed, n_draws=5)
    whole, apart = run(model), run(without_emergence(model))
    for scenario in (INACTION, ACTIVATION):
        more = whole.spending(scenario, PUBLIC, kinds=["mandatory"]) - apart.spending(
            scenario, PUBLIC, kinds=["mandatory"]
        )
        found = cost_of_related(whole, scenario, PUBLIC)
        np.testing.assert_allclose(found, more, rtol=1e-9, atol=1e-6)
        assert (found > 0).all()


def test_where_problems_bring_nothing_related_cost_is_nothing() -> None:
    outcome = run(without_emergence(town(n_draws=5)))
    assert not related_cost(outcome)["mean"].any()
    assert not related_cases(outcome)["high"].any()


def test_one_problem_alone_has_the_same_related_cases() -> None:
    outcome = run(town(n_draws=5))
    rent = outcome.only(["rent"])
    np.testing.assert_array_equal(
        cases_related(rent, INACTION, "rent"), cases_related(outcome, INACTION, "rent")
    )
    np.testing.assert_array_equal(
        cost_of_related(rent, INACTION, "gmina"),
        cost_of_related(outcome, INACTION, "gmina", problems=["rent"]),
    )


def test_cases_that_action_prevents_are_the_difference() -> None:
    outcome = run(town(n_draws=50, effect=0.4))
    fewer = cases_related(outcome, INACTION, "rent") - cases_related(outcome, ACTIVATION, "rent")
    assert (fewer[:, -1] > 0).all()
    assert not fewer[:, 0].any()


def test_a_lag_moves_the_money_and_not_the_cases() -> None:
    model = town(n_draws=5)
    late = tuple(replace(c, lag=1) for c in model.charges)
    plain, lagged = run(model), run(replace(model, charges=late))
    np.testing.assert_allclose(
        cost_of_related(lagged, INACTION, PUBLIC)[:, 1:],
        cost_of_related(plain, INACTION, PUBLIC)[:, :-1],
    )
