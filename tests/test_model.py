from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.cohort.links import Links
from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.costs.charge import Charge
from costmodel.errors import ModelError
from costmodel.model import Model, run
from costmodel.net_value import net_values
from costmodel.outcome import PUBLIC, Outcome
from costmodel.pathway import walk
from costmodel.scenario import ACTIVATION, INACTION, Reach, Scenario
from tests.town import SERVED, STACK, reach, town, with_order, with_plan, without_emergence

Floats = NDArray[np.float64]
seeds = st.integers(0, 10_000)
few = settings(max_examples=15, deadline=None)


def with_prices_times(model: Model, factor: float) -> Model:
    return replace(model, charges=tuple(replace(c, rate=c.rate * factor) for c in model.charges))


def with_positive_costs_only(model: Model) -> Model:
    """Levels cost, nothing else does: the condition under which more success never costs more."""
    kept = tuple(c for c in model.charges if c.kind == "mandatory")
    return replace(model, charges=kept)


@given(seeds)
@few
def test_nobody_is_lost_or_born_but_by_inflow_and_emergence(seed: int) -> None:
    model = town(seed=seed, n_draws=8)
    system = model.system
    for people in run(model).people.values():
        brought = sum(
            people[:-1, source] * system.emergence.rates[i]
            for i, source in enumerate(system.emergence.sources)
        )
        came = system.inflow.sum(axis=1) + brought
        np.testing.assert_allclose(np.diff(people.sum(axis=1), axis=0), came)
        assert (people >= 0).all()


@given(seeds)
@few
def test_the_order_of_levels_and_problems_does_not_matter(seed: int) -> None:
    model = town(seed=seed, n_draws=8)
    turned = Stack(("rent", "debt"), (STACK.states[1], States(("severe", "mild"))))
    order = (6, 7, 8, 9, 10, 1, 0, 2, 3, 4, 5)
    a, b = run(model), run(with_order(model, order, turned))
    for name in STACK.names:
        np.testing.assert_allclose(
            a.people[ACTIVATION][:, STACK.index(name)], b.people[ACTIVATION][:, turned.index(name)]
        )
    np.testing.assert_allclose(a.net_saving(PUBLIC), b.net_saving(PUBLIC), atol=1e-6)


@given(seeds, st.floats(0.1, 10))
@few
def test_twice_the_people_make_twice_the_money(seed: int, times: float) -> None:
    model = town(seed=seed, n_draws=8)
    people = model.system
    grown = replace(people, start=people.start * times, inflow=people.inflow * times)
    larger = replace(model, system=grown)
    np.testing.assert_allclose(
        run(larger).ledger.amounts, run(model).ledger.amounts * times, rtol=1e-9, atol=1e-6
    )


@given(seeds)
@few
def test_twice_the_prices_make_twice_the_money_and_the_same_people(seed: int) -> None:
    model = town(seed=seed, n_draws=8)
    a, b = run(model), run(with_prices_times(model, 2.0))
    np.testing.assert_allclose(b.cost_of_inaction(PUBLIC), 2 * a.cost_of_inaction(PUBLIC))
    np.testing.assert_array_equal(a.people[ACTIVATION], b.people[ACTIVATION])


def test_all_prices_zero_make_no_money() -> None:
    free = with_prices_times(town(cost=0.0), 0.0)
    assert not run(free).ledger.amounts.any()


@pytest.mark.parametrize(("effect", "coverage"), [(0.0, 0.4), (0.2, 0.0)])
def test_no_effect_or_no_reach_leaves_people_bit_by_bit(effect: float, coverage: float) -> None:
    outcome = run(town(effect=effect, coverage=coverage))
    np.testing.assert_array_equal(outcome.people[INACTION], outcome.people[ACTIVATION])
    assert not outcome.cost_of_inaction(PUBLIC).any()
    np.testing.assert_array_equal(outcome.net_saving(PUBLIC), -outcome.programme_cost(PUBLIC))


def test_no_effect_and_no_cost_leave_money_bit_by_bit() -> None:
    outcome = run(town(effect=0.0, cost=0.0))
    for payer in (*outcome.ledger.payers, PUBLIC):
        kinds = ("mandatory", "optional", "revenue", "transfer")
        np.testing.assert_array_equal(
            outcome.spending(INACTION, payer, kinds=kinds),
            outcome.spending(ACTIVATION, payer, kinds=kinds),
        )
        assert not outcome.net_present_value(payer).any()


@given(seeds)
@few
def test_swapped_pathways_change_the_sign_only(seed: int) -> None:
    model = town(seed=seed, n_draws=8)
    swapped = replace(
        model,
        inaction=replace(model.activation, name=INACTION),
        activation=replace(model.inaction, name=ACTIVATION),
    )
    np.testing.assert_array_equal(
        run(model).net_present_value(PUBLIC), -run(swapped).net_present_value(PUBLIC)
    )


@given(seeds, st.floats(0, 0.3), st.floats(0, 0.3), st.floats(0, 0.5), st.floats(0, 0.5))
@few
def test_more_effect_or_reach_never_saves_less_while_levels_cost_and_nothing_else_does(
    seed: int, effect: float, more: float, coverage: float, further: float
) -> None:
    # Condition: no relapse. Extra success takes from those who would have left for good too, and
    # of them some come back: with relapse a stronger effect can cost more.
    model = with_positive_costs_only(town(seed=seed, n_draws=8, cost=0.0))
    moves = model.system.moves
    rates = moves.rates.copy()
    pairs = list(zip(moves.sources, moves.targets, strict=True))
    for stage in (2, 3, 4):  # nobody falls back into debt: they leave for good
        rates[pairs.index((stage, 5))] += rates[pairs.index((stage, 0))]
        rates[pairs.index((stage, 0))] = 0.0
    calm = replace(model.system, moves=Links(moves.sources, moves.targets, rates))
    model = without_emergence(replace(model, system=calm))
    less = run(with_plan(model, effect=effect, coverage=coverage)).avoidable_cost(PUBLIC)
    for stronger in (
        with_plan(model, effect=effect + more, coverage=coverage),
        with_plan(model, effect=effect, coverage=coverage + further),
    ):
        assert (run(stronger).avoidable_cost(PUBLIC) >= less - 1e-6).all()


def test_a_doubled_effect_is_nearly_double_while_small() -> None:
    one, two = (run(town(effect=effect, cost=0.0)) for effect in (1e-6, 2e-6))
    np.testing.assert_allclose(
        two.cost_of_inaction(PUBLIC), 2 * one.cost_of_inaction(PUBLIC), rtol=1e-4
    )


@given(seeds)
@few
def test_draws_do_not_touch_each_other(seed: int) -> None:
    model = town(seed=seed, n_draws=6)
    one = slice(3, 4)
    old = model.system

    def of_one(links: Links) -> Links:
        return Links(links.sources, links.targets, links.rates[:, one])

    people = replace(
        old,
        start=old.start[:, one],
        moves=of_one(old.moves),
        emergence=of_one(old.emergence),
        inflow=old.inflow[:, :, one],
    )
    alone = replace(
        model,
        system=people,
        charges=tuple(replace(c, rate=c.rate[one]) for c in model.charges),
        participant_charges={
            "course": tuple(
                replace(c, rate=c.rate[one]) for c in model.participant_charges["course"]
            )
        },
        activation=Scenario(ACTIVATION, (reach(n_draws=1, n_years=5, effect=0.2, coverage=0.4),)),
    )
    np.testing.assert_allclose(
        run(alone).net_saving(PUBLIC)[0], run(model).net_saving(PUBLIC)[3], rtol=1e-12
    )


@given(seeds)
@few
def test_a_shorter_horizon_keeps_the_years_it_has(seed: int) -> None:
    model = town(seed=seed, n_draws=6, n_years=5)
    short = replace(
        model,
        system=replace(model.system, inflow=model.system.inflow[:3]),
        price_levels=model.price_levels[:3],
        real_values={rule: path[:3] for rule, path in model.real_values.items()},
        activation=Scenario(ACTIVATION, (reach(n_draws=6, n_years=3, effect=0.2, coverage=0.4),)),
    )
    np.testing.assert_array_equal(run(short).ledger.amounts, run(model).ledger.amounts[:, :3])


def test_cost_lies_between_the_dearest_and_the_cheapest_level() -> None:
    model = with_positive_costs_only(town())
    outcome = run(model).only(["debt"])
    people = outcome.people_in_problem(INACTION, "debt")
    per_year = outcome.ledger.total(scenario=INACTION) / ((people[:, :-1] + people[:, 1:]) / 2)
    cost = {
        level: np.sum([c.rate for c in model.charges if c.state == level], axis=0)[:, None]
        for level in SERVED
    }
    assert (per_year >= np.minimum(*cost.values()) - 1e-9).all()
    assert (per_year <= np.maximum(*cost.values()) + 1e-9).all()


def test_participants_are_counted_once_at_the_start_of_the_year() -> None:
    model = town(n_draws=3, coverage=0.25, cost=100.0)
    outcome = run(model)
    reached = outcome.people[ACTIVATION][:-1, :2].sum(axis=1) * 0.25
    np.testing.assert_allclose(outcome.programme_cost(PUBLIC), 100 * reached.T)
    np.testing.assert_allclose(outcome.participants["course"].sum(axis=1), reached)


def test_the_walk_uses_the_coverage_of_each_year() -> None:
    model = town(n_draws=2)
    late = np.zeros((5, 2))
    late[3] = 0.5
    plan = Scenario(ACTIVATION, (replace(model.activation.reach[0], coverage=late),))
    still, acting = (walk(model.system, s).people for s in (model.inaction, plan))
    np.testing.assert_array_equal(still[:4], acting[:4])
    assert (acting[4, 2] > still[4, 2]).all()


@given(seeds)
@few
def test_the_net_value_without_a_ledger_is_that_of_the_ledger(seed: int) -> None:
    model = town(seed=seed, n_draws=8)
    outcome = run(model)
    for perspective, value in net_values(model, [PUBLIC, "gmina", "eu"]).items():
        np.testing.assert_allclose(value, outcome.net_present_value(perspective), atol=1e-6)


def unfit(model: Model) -> dict[str, dict[str, object]]:
    flat = reach(n_draws=40, n_years=1, effect=0.1, coverage=0.1)
    thin = reach(n_draws=1, n_years=5, effect=0.1, coverage=0.1)
    absent = Reach("course", ("debt.gone",), np.full((5, 1), 0.1), ())
    system, moves = model.system, model.system.moves
    lossy = replace(system, moves=Links(moves.sources, moves.targets, moves.rates * 0.9))
    gold = Charge("debt.mild", "x", "mandatory", "gmina", np.ones(40), index="gold")
    return {
        r"price_levels is of shape \(4,\): .*must be \(5,\)": {"price_levels": np.ones(4)},
        r"start is of shape \(10, 40\): .*must be \(11, 40\)": {
            "system": replace(system, start=system.start[:10])
        },
        r"inflow is of shape \(5, 11, 1\)": {
            "system": replace(system, inflow=system.inflow[:, :, :1])
        },
        "people must be 0 or more": {"system": replace(system, start=-system.start)},
        "the moves from 'debt.mild' sum to 0.9": {"system": lossy},
        "instrument 'course' has no cost": {"participant_charges": {}},
        r"coverage of 'course' is of shape \(1, 2\)": {"activation": Scenario(ACTIVATION, (flat,))},
        r"effect of 'course' is of shape \(1,\)": {"activation": Scenario(ACTIVATION, (thin,))},
        "'course' serves 'debt.gone'": {"activation": Scenario(ACTIVATION, (absent,))},
        r"rate of 'x' is of shape \(1,\)": {
            "charges": (Charge("debt.mild", "x", "mandatory", "gmina", np.ones(1)),)
        },
        "goes on by the rule 'gold'": {"charges": (gold,)},
        "pathways are named": {"activation": Scenario("plan")},
    }


@pytest.mark.parametrize("says", list(unfit(town())))
def test_parts_that_do_not_fit_are_refused(says: str) -> None:
    model = town()
    with pytest.raises(ModelError, match=says):
        replace(model, **unfit(model)[says])  # type: ignore[arg-type]


def test_a_charge_of_an_unknown_state_is_refused() -> None:
    model = town()
    astray = Charge("debt.mid", "x", "mandatory", "gmina", np.ones(model.n_draws))
    with pytest.raises(ModelError, match=r"state 'debt\.mid' is unknown"):
        run(replace(model, charges=(astray,)))


def test_pathways_share_their_draws() -> None:
    outcome: Outcome = run(town(n_draws=200))
    a, b = (
        outcome.spending(s, PUBLIC, kinds=["mandatory"]).sum(axis=1) for s in (INACTION, ACTIVATION)
    )
    assert np.corrcoef(a, b)[0, 1] > 0.8
    assert (a - b).std() < (a.std() + b.std()) / 2
