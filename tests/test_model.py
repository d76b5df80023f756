from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.costs.charge import Charge
from costmodel.errors import ModelError
from costmodel.model import Model, run, walk
from costmodel.outcome import PUBLIC, Outcome
from costmodel.scenario import ACTIVATION, INACTION, Reach, Scenario
from tests.town import town, with_plan, with_states_renamed

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
def test_nobody_is_lost_or_born_on_either_pathway(seed: int) -> None:
    model = town(seed=seed, n_draws=8)
    came = np.concatenate(
        [model.start.sum(axis=1, keepdims=True), model.inflow.sum(axis=2)], axis=1
    ).cumsum(axis=1)
    for people in run(model).people.values():
        np.testing.assert_allclose(people.sum(axis=2), came)
        assert (people >= 0).all()


@given(seeds)
@few
def test_the_order_of_levels_does_not_matter(seed: int) -> None:
    model = town(seed=seed, n_draws=8)
    a, b = run(model), run(with_states_renamed(model, (1, 0)))
    np.testing.assert_allclose(a.people[ACTIVATION][:, :, 0], b.people[ACTIVATION][:, :, 1])
    np.testing.assert_allclose(a.net_saving(PUBLIC), b.net_saving(PUBLIC), atol=1e-6)


@given(seeds, st.floats(0.1, 10))
@few
def test_twice_the_people_make_twice_the_money(seed: int, times: float) -> None:
    model = town(seed=seed, n_draws=8)
    larger = replace(model, start=model.start * times, inflow=model.inflow * times)
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
        inaction=Scenario(INACTION, model.activation.reach),
        activation=Scenario(ACTIVATION, model.inaction.reach),
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
    chain = model.transitions.copy()
    chain[:, 2:5, 0] = 0.0  # no relapse
    chain[:, 2:5, 5] = 1 - chain[:, 2:5, 2:5].sum(axis=2)
    model = replace(model, transitions=chain)
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
    alone = replace(
        model,
        start=model.start[3:4],
        transitions=model.transitions[3:4],
        inflow=model.inflow[3:4],
        charges=tuple(replace(c, rate=c.rate[3:4]) for c in model.charges),
        participant_charges={
            "course": tuple(
                replace(c, rate=c.rate[3:4]) for c in model.participant_charges["course"]
            )
        },
        activation=Scenario(
            ACTIVATION,
            tuple(replace(r, effect=r.effect[3:4]) for r in model.activation.reach),
        ),
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
        inflow=model.inflow[:, :3],
        price_levels=model.price_levels[:3],
        activation=Scenario(
            ACTIVATION, tuple(replace(r, coverage=r.coverage[:3]) for r in model.activation.reach)
        ),
    )
    np.testing.assert_array_equal(run(short).ledger.amounts, run(model).ledger.amounts[:, :, :3])


def test_cost_lies_between_the_dearest_and_the_cheapest_level() -> None:
    model = with_positive_costs_only(town())
    outcome = run(model)
    years = (
        outcome.people_in_problem(INACTION)[:, :-1] + outcome.people_in_problem(INACTION)[:, 1:]
    ) / 2
    per_year = outcome.ledger.total(scenario=INACTION) / years
    mild = np.sum([c.rate for c in model.charges if c.state == "mild"], axis=0)[:, None]
    severe = np.sum([c.rate for c in model.charges if c.state == "severe"], axis=0)[:, None]
    assert (per_year >= np.minimum(mild, severe) - 1e-9).all()
    assert (per_year <= np.maximum(mild, severe) + 1e-9).all()


def test_participants_are_counted_once_at_the_start_of_the_year() -> None:
    model = town(n_draws=3, coverage=0.25, cost=100.0)
    outcome = run(model)
    reached = outcome.people[ACTIVATION][:, :-1, :2].sum(axis=2) * 0.25
    np.testing.assert_allclose(outcome.programme_cost(PUBLIC), 100 * reached)


def test_the_walk_uses_the_coverage_of_each_year() -> None:
    model = town(n_draws=2)
    late = np.zeros((5, 2))
    late[3] = 0.5
    plan = Scenario(ACTIVATION, (Reach("course", late, np.full((2, 2), 0.3)),))
    still, acting = walk(model, model.inaction), walk(model, plan)
    np.testing.assert_array_equal(still[:, :4], acting[:, :4])
    assert (acting[:, 4, 2] > still[:, 4, 2]).all()


def unfit(model: Model) -> dict[str, dict[str, object]]:
    flat = Reach("course", np.full((1, 2), 0.1), np.full((model.n_draws, 2), 0.1))
    thin = Reach("course", np.full((5, 2), 0.1), np.full((1, 2), 0.1))
    working = Charge("independent", "course.x", "optional", "gmina", np.ones(model.n_draws))
    return {
        r"price_levels is of shape \(4,\): .*must be \(5,\)": {"price_levels": np.ones(4)},
        r"transitions is of shape \(1, 6, 6\): .*must be \(40, 6, 6\)": {
            "transitions": model.transitions[:1]
        },
        r"start is of shape \(40, 5\)": {"start": model.start[:, :5]},
        r"inflow is of shape \(1, 5, 6\)": {"inflow": model.inflow[:1]},
        "instrument 'course' has no cost": {"participant_charges": {}},
        r"coverage of 'course' is of shape \(1, 2\)": {"activation": Scenario(ACTIVATION, (flat,))},
        r"effect of 'course' is of shape \(1, 2\)": {"activation": Scenario(ACTIVATION, (thin,))},
        r"rate of 'x' is of shape \(1,\)": {
            "charges": (Charge("mild", "x", "mandatory", "gmina", np.ones(1)),)
        },
        "pathways are named": {"activation": Scenario("plan")},
        "only people of a level take part": {"participant_charges": {"course": (working,)}},
    }


@pytest.mark.parametrize("says", list(unfit(town())))
def test_parts_that_do_not_fit_are_refused(says: str) -> None:
    model = town()
    with pytest.raises(ModelError, match=says):
        replace(model, **unfit(model)[says])  # type: ignore[arg-type]


def test_a_charge_of_an_unknown_state_is_refused() -> None:
    model = town()
    astray = Charge("mid", "x", "mandatory", "gmina", np.ones(model.n_draws))
    with pytest.raises(ModelError, match="state 'mid' is unknown"):
        run(replace(model, charges=(astray,)))


def test_pathways_share_their_draws() -> None:
    outcome: Outcome = run(town(n_draws=200))
    a, b = (
        outcome.spending(s, PUBLIC, kinds=["mandatory"]).sum(axis=1) for s in (INACTION, ACTIVATION)
    )
    assert np.corrcoef(a, b)[0, 1] > 0.8
    assert (a - b).std() < (a.std() + b.std()) / 2
