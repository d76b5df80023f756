"""The checks of cohorts (C01-C17) and of money (M02-M08, M12) that concern a walk."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward
from costmodel.markov.totals import evaluate, evaluate_by_state
from costmodel.markov.trace import trace
from costmodel.markov.value import value_of_one
from tests.markov.models import TIMINGS, Floats, seeds, some_chain, some_model

QUICK = settings(deadline=None, max_examples=40)


def same_but(model: StateTransitionModel, **changed: Any) -> StateTransitionModel:
    """The model with some of its parts changed."""
    parts: dict[str, Any] = {
        "states": model.states,
        "start": model.walk.start,
        "transitions": model.transitions,
        "rewards": model.rewards,
        "n_cycles": model.n_cycles,
        "inflow": model.walk.joining,
        "cycle_years": model.cycle_years,
    }
    return StateTransitionModel(**{**parts, **changed})


def two_states(leaving: float, *, n_cycles: int, **parts: Any) -> StateTransitionModel:
    rows = np.array([[1 - leaving, leaving], [0.0, 1.0]])
    return StateTransitionModel(
        ("in", "out"),
        np.array([1000.0, 0.0]),
        rows[None, :, :, None],
        parts.pop("rewards", {}),
        n_cycles,
        **parts,
    )


def priced(
    amounts: Floats, *, discount: float = 0.0, one_off: Floats | None = None
) -> dict[str, Reward]:
    """One reward for each timing."""
    return {
        timing: Reward(amounts, timing=timing, discount=discount, one_off=one_off)
        for timing in TIMINGS
    }


@given(seeds)
@QUICK
def test_c01_people_add_up_to_the_cohort_and_those_who_joined(seed: int) -> None:
    model = some_model(seed)
    people = trace(model).sum(axis=1)
    joining = np.broadcast_to(
        model.walk.joining, (model.n_cycles, *model.walk.joining.shape[1:])
    ).sum(axis=1)
    joined = np.concatenate([np.zeros((1, joining.shape[-1])), joining.cumsum(axis=0)])
    there = np.broadcast_to(model.walk.start.sum(axis=0) + joined, people.shape)
    np.testing.assert_allclose(people, there, atol=1e-9)


@given(seeds)
@QUICK
def test_c02_people_are_never_negative_and_shares_never_above_one(seed: int) -> None:
    model = some_model(seed)
    assert (trace(model) >= 0).all()
    n = len(model.states)
    shares = trace(same_but(model, start=np.full(n, 1 / n), inflow=None))
    assert (shares <= 1 + 1e-12).all()


@given(seeds)
@QUICK
def test_c04_people_in_an_absorbing_state_never_fall(seed: int) -> None:
    rng = np.random.default_rng(seed)
    chain = some_chain(rng, n_cycles=6, n_states=4, n_draws=3)
    chain[:, 3] = 0.0
    chain[:, 3, 3] = 1.0
    model = StateTransitionModel(tuple("abcd"), rng.random(4), chain, {}, 6)
    assert (np.diff(trace(model)[:, 3], axis=0) >= 0).all()


def tunnel(leaving: Floats, *, joining: float, n_cycles: int) -> StateTransitionModel:
    """First, second, ... and later years in a state, each with its own chance of leaving."""
    n = leaving.size
    rows = np.zeros((n + 1, n + 1))
    for year in range(n):
        rows[year, min(year + 1, n - 1)] = 1 - leaving[year]
        rows[year, n] = leaving[year]
    rows[n, n] = 1.0
    inflow = np.zeros((1, n + 1, 1))
    inflow[0, 0] = joining
    start = np.zeros(n + 1)
    start[0] = 100.0
    names = (*(f"year {k + 1}" for k in range(n)), "out")
    return StateTransitionModel(names, start, rows[None, :, :, None], {}, n_cycles, inflow=inflow)


def test_c05_tunnel_entries_are_exits_and_those_still_inside() -> None:
    model = tunnel(np.array([0.5, 0.25, 0.125]), joining=8.0, n_cycles=7)
    people = trace(model)[:, :, 0]
    entries = 100.0 + 8.0 * np.arange(8)
    exits, inside = people[:, -1], people[:, :-1].sum(axis=1)
    np.testing.assert_array_equal(entries, exits + inside)  # binary fractions: exact
    # by hand: of those who began, half leave, then a quarter of the rest; 8 join each year
    assert people[2].tolist() == [8.0, 4.0, 37.5, 50.0 + 12.5 + 4.0]


@given(seeds)
@QUICK
def test_c06_change_of_each_state_is_inflow_less_outflow(seed: int) -> None:
    model = some_model(seed)
    people = trace(model)
    for t in range(model.n_cycles):
        step = model.transitions[min(t, model.transitions.shape[0] - 1)]
        moved = people[t][:, None] * step
        staying = np.einsum("iid->id", moved)
        entering = moved.sum(axis=0) - staying
        joining = model.walk.joining[min(t, model.walk.joining.shape[0] - 1)]
        change = entering + joining - (moved.sum(axis=1) - staying)
        np.testing.assert_allclose(people[t + 1] - people[t], change, atol=1e-9)


def test_c07_nobody_moves_under_the_identity() -> None:
    rewards = {"cost": Reward(np.array([3.0, 5.0]))}
    model = two_states(0.0, n_cycles=9, rewards=rewards)
    model = same_but(model, start=np.array([10.0, 20.0]))
    assert (trace(model)[:, :, 0] == [10.0, 20.0]).all()
    assert evaluate(model)["cost"][0] == pytest.approx(9 * (10 * 3.0 + 20 * 5.0))


def test_c08_without_exit_person_years_are_horizon_times_persons() -> None:
    rewards = {"years": Reward(np.array([1.0, 0.0]))}
    assert evaluate(two_states(0.0, n_cycles=12, rewards=rewards))["years"][0] == 12_000.0


def test_c09_with_certain_exit_everybody_is_out_after_one_cycle() -> None:
    rewards = {
        "cost": Reward(np.array([7.0, 0.0]), timing="start"),
        "later": Reward(np.array([7.0, 0.0]), timing="end"),
    }
    model = two_states(1.0, n_cycles=5, rewards=rewards)
    assert trace(model)[1:, 0].max() == 0.0
    assert evaluate(model)["cost"][0] == 7000.0  # the first cycle, and no other
    assert evaluate(model)["later"][0] == 0.0


def test_c10_closed_horizon_leaves_nobody_in_passing_states() -> None:
    """With a hazard that grows to certainty, as of death at the last age."""
    ages = np.linspace(0.05, 1.0, 40)
    rows = np.zeros((40, 3, 3, 1))
    rows[:, 0, 1, 0], rows[:, 1, 0, 0] = 0.3 * (1 - ages), 0.6 * (1 - ages)
    rows[:, 2, 2, 0] = 1.0
    for state in (0, 1):
        rows[:, state, 2, 0] = ages
        rows[:, state, state, 0] = 1 - rows[:, state, :, 0].sum(axis=1)
    model = StateTransitionModel(("well", "ill", "dead"), np.array([0.7, 0.3, 0.0]), rows, {}, 40)
    end = trace(model)[-1, :, 0]
    np.testing.assert_allclose(end, [0.0, 0.0, 1.0], atol=1e-12)


@pytest.mark.parametrize("leaving", [0.0, 0.1, 0.5, 0.999, 1.0])
def test_c11_two_states_follow_the_power(leaving: float) -> None:
    people = trace(two_states(leaving, n_cycles=30))[:, 0, 0]
    np.testing.assert_allclose(people, 1000 * (1 - leaving) ** np.arange(31), rtol=1e-12)


@given(seeds)
@QUICK
def test_c12_occupancy_is_that_of_a_matrix_power_and_totals_of_a_linear_solve(seed: int) -> None:
    rng = np.random.default_rng(seed)
    chain = some_chain(rng, n_cycles=1, n_states=4, n_draws=1)
    start, v, n = rng.dirichlet(np.ones(4)), 1 / 1.03, 25
    amounts = rng.random(4)
    model = StateTransitionModel(
        tuple("abcd"),
        start,
        chain,
        {"cost": Reward(amounts, timing="every", discount=0.03)},
        n,
    )
    step = chain[0, :, :, 0]
    np.testing.assert_allclose(
        trace(model)[-1, :, 0], start @ np.linalg.matrix_power(step, n), rtol=1e-12
    )
    # x0 (I + vP + ... + (vP)^n) (I - vP) = x0 (I - (vP)^(n+1))
    left = start @ (np.eye(4) - np.linalg.matrix_power(v * step, n + 1))
    stays = np.linalg.solve((np.eye(4) - v * step).T, left)
    assert evaluate(model)["cost"][0] == pytest.approx(stays @ amounts, rel=1e-12)


def test_c13_a_tunnel_with_one_hazard_is_the_plain_model() -> None:
    with_years = trace(tunnel(np.full(4, 0.2), joining=5.0, n_cycles=15))
    plain = trace(tunnel(np.array([0.2]), joining=5.0, n_cycles=15))
    np.testing.assert_allclose(with_years[:, :-1].sum(axis=1), plain[:, 0], rtol=1e-12)


@given(seeds)
@QUICK
def test_c14_the_order_and_names_of_states_do_not_matter(seed: int) -> None:
    model = some_model(seed)
    order = np.random.default_rng(seed).permutation(len(model.states))
    other = same_but(
        model,
        states=tuple(f"renamed {k}" for k in order),
        start=model.walk.start[order],
        transitions=model.transitions[:, order][:, :, order],
        inflow=model.walk.joining[:, order],
        rewards={
            name: Reward(
                r.amounts[:, order],
                timing=r.timing,
                discount=r.discount,
                one_off=None if r.one_off is None else r.one_off[order],
            )
            for name, r in model.rewards.items()
        },
    )
    np.testing.assert_allclose(trace(other), trace(model)[:, order], rtol=1e-11, atol=1e-12)
    before = evaluate(model)
    for name, totals in evaluate(other).items():
        np.testing.assert_allclose(totals, before[name], rtol=1e-10, atol=1e-10)


@given(seeds)
@QUICK
def test_c15_two_halves_of_a_group_have_its_totals(seed: int) -> None:
    model = some_model(seed)
    half = evaluate(same_but(model, start=model.walk.start / 2, inflow=model.walk.joining / 2))
    for name, totals in evaluate(model).items():
        np.testing.assert_allclose(2 * half[name], totals, rtol=1e-12, atol=1e-12)


@given(seeds)
@QUICK
def test_c16_twice_the_cohort_costs_twice_and_as_much_a_head(seed: int) -> None:
    model = same_but(some_model(seed), inflow=None)
    double = same_but(model, start=2 * model.walk.start)
    before = evaluate(model)
    for name, totals in evaluate(double).items():
        np.testing.assert_allclose(totals, 2 * before[name], rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(value_of_one(double), value_of_one(model))


@pytest.mark.parametrize("timing", ["start", "end", "half_cycle"])
def test_c17_cycle_length_matters_less_the_shorter_the_cycles(timing: Any) -> None:
    """A rate of 0.3 a year, 10 years, 4 %: closer to continuous time the shorter the cycle."""
    rate, years, discount = 0.3, 10, 0.04
    force = rate + np.log1p(discount)
    exact = 1000 * (1 - np.exp(-force * years)) / force
    gaps = []
    for per_year in (1, 4, 12, 48):
        model = two_states(
            1 - np.exp(-rate / per_year),
            n_cycles=years * per_year,
            rewards={
                "cost": Reward(np.array([1 / per_year, 0.0]), timing=timing, discount=discount)
            },
            cycle_years=1 / per_year,
        )
        gaps.append(abs(evaluate(model)["cost"][0] - exact) / exact)
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] < (1e-5 if timing == "half_cycle" else 0.005)
    assert gaps[0] < (0.02 if timing == "half_cycle" else 0.25)


@given(seeds)
@QUICK
def test_m02_without_a_discount_rate_nothing_is_discounted(seed: int) -> None:
    model = some_model(seed, n_states=3)
    amounts = np.array([1.0, 2.0, 3.0])
    people = trace(model)
    totals = evaluate(same_but(model, rewards=priced(amounts)))
    worth = np.einsum("tsd,s->td", people, amounts)
    np.testing.assert_allclose(totals["every"], worth.sum(axis=0), rtol=1e-12)
    np.testing.assert_allclose(totals["start"], worth[:-1].sum(axis=0), rtol=1e-12)


def test_m03_the_amount_of_year_two_is_discounted_twice_to_the_grosz() -> None:
    amounts = np.zeros((4, 2, 1))
    amounts[2, 0] = 1234.56
    rewards = {"cost": Reward(amounts, timing="start", discount=0.035)}
    total = evaluate(two_states(0.0, n_cycles=3, rewards=rewards))["cost"][0]
    by_hand = (Decimal("1234560.00") / Decimal("1.035") ** 2).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
    assert Decimal(f"{total:.2f}") == by_hand


@pytest.mark.parametrize("timing", TIMINGS)
def test_m04_a_higher_rate_never_raises_a_cost_and_a_very_high_one_leaves_year_zero(
    timing: Any,
) -> None:
    def at(rate: float) -> float:
        rewards = {"cost": Reward(np.array([1.0, 0.5]), timing=timing, discount=rate)}
        return float(evaluate(two_states(0.2, n_cycles=10, rewards=rewards))["cost"][0])

    totals = [at(rate) for rate in (0.0, 0.03, 0.1, 1.0, 10.0)]
    assert totals == sorted(totals, reverse=True)
    assert len(set(totals)) == len(totals)
    # what is counted at time 0 alone, by hand; a life table counts the mean of the first cycle
    year_zero = {"start": 1000, "end": 0, "every": 1000, "half_cycle": 500, "simpson": 1000 / 3}
    left = {**year_zero, "life_table": (1000 + 800 + 0.5 * 200) / 2}
    assert at(1e12) == pytest.approx(left[timing], abs=1e-6)


@given(seeds, st.floats(0.0, 0.5))
@QUICK
def test_m05_discounted_is_never_more_than_undiscounted(seed: int, rate: float) -> None:
    model = some_model(seed, n_states=2)
    amounts = np.array([2.0, 1.0])
    plain = evaluate(same_but(model, rewards=priced(amounts)))
    for name, totals in evaluate(same_but(model, rewards=priced(amounts, discount=rate))).items():
        assert (totals <= plain[name] * (1 + 1e-12)).all()


def test_m06_a_one_off_cost_is_neither_halved_nor_discounted() -> None:
    """Paid in full at time 0 whatever the timing (heemod #345)."""
    nothing, once = np.zeros(2), np.array([579.0, 0.0])
    rewards = priced(nothing, discount=0.06, one_off=once)
    for total in evaluate(two_states(0.1, n_cycles=20, rewards=rewards)).values():
        assert total[0] == 579_000.0
    assert value_of_one(two_states(0.1, n_cycles=20, rewards=rewards))[:, 0, 0].tolist() == [
        579.0
    ] * len(TIMINGS)


@given(seeds)
@QUICK
def test_m08_a_longer_horizon_never_costs_less(seed: int) -> None:
    model = some_model(seed, n_states=3)
    chain = np.broadcast_to(model.transitions, (model.n_cycles, *model.transitions.shape[1:]))
    joining = np.broadcast_to(model.walk.joining, (model.n_cycles, *model.walk.joining.shape[1:]))
    before: dict[str, Floats] | None = None
    for n in range(1, model.n_cycles + 1):
        shorter = same_but(
            model,
            transitions=chain[:n],
            inflow=joining[:n],
            n_cycles=n,
            # Simpson's rule as published weights ends unevenly: not asked of it
            rewards={
                name: reward
                for name, reward in priced(np.array([1.0, 0.0, 2.0]), discount=0.03).items()
                if name != "simpson"
            },
        )
        totals = evaluate(shorter)
        if before is not None:
            for name, earlier in before.items():
                assert (totals[name] >= earlier - 1e-12).all()
        before = totals


@given(seeds)
@QUICK
def test_m12_cost_of_a_person_year_lies_between_the_lowest_and_highest(seed: int) -> None:
    model = some_model(seed, n_states=4)
    amounts = np.random.default_rng(seed).uniform(10, 1000, 4)
    costs = evaluate(same_but(model, rewards=priced(amounts)))
    years = evaluate(same_but(model, rewards=priced(np.ones(4))))
    for name, total in costs.items():
        a_year = total / years[name]
        assert (a_year >= amounts.min() * (1 - 1e-12)).all()
        assert (a_year <= amounts.max() * (1 + 1e-12)).all()


def test_m01_without_costs_every_state_costs_nothing() -> None:
    parts = evaluate_by_state(two_states(0.3, n_cycles=4, rewards=priced(np.zeros(2))))
    assert all((part == 0.0).all() for part in parts.values())
