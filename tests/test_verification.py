"""Checks of scenarios, money and uncertainty that concern whole runs of two related problems."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.cohort.links import Links
from costmodel.cohort.overlap import Overlap
from costmodel.evidence.attribution import drop_off
from costmodel.model import Model, run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC
from costmodel.scenario import Reach, Scenario
from tests.slow_pathway import slow_walk
from tests.town import reach, town, with_plan, with_reach, without_emergence

Floats = NDArray[np.float64]
KINDS = ("mandatory", "optional", "revenue", "transfer")
RULES: tuple[Overlap, ...] = ("exclusive", "independent", "nested")
seeds = st.integers(0, 10_000)
shares = st.floats(0, 1)
few = settings(max_examples=15, deadline=None)


def calm(seed: int) -> Model:
    """Levels cost, nothing else does, nobody falls back: here more effect never costs more."""
    model = without_emergence(town(seed=seed, n_draws=6, cost=0.0))
    moves = model.system.moves
    rates = moves.rates.copy()
    pairs = list(zip(moves.sources, moves.targets, strict=True))
    for stage in (2, 3, 4):
        rates[pairs.index((stage, 5))] += rates[pairs.index((stage, 0))]
        rates[pairs.index((stage, 0))] = 0.0
    system = replace(model.system, moves=Links(moves.sources, moves.targets, rates))
    kept = tuple(c for c in model.charges if c.kind == "mandatory")
    return replace(model, system=system, charges=kept)


def saved(model: Model) -> Floats:
    total: Floats = run(model).avoidable_cost(PUBLIC).sum(axis=1)
    return total


def fading(model: Model, *, lost: float) -> Model:
    planned = model.activation.reach[0]
    kept = drop_off(np.ones(model.n_draws), yearly=lost, n_years=model.n_years).T
    return with_reach(model, replace(planned, lasting=kept))


@given(seeds, shares, shares)
@few
def test_s06_more_drop_off_never_saves_more(seed: int, lost: float, more: float) -> None:
    model = calm(seed)
    less = saved(fading(model, lost=lost))
    assert (saved(fading(model, lost=lost + more * (1 - lost))) <= less + 1e-6).all()


@given(seeds, shares, shares, shares)
@few
def test_s06_more_deadweight_or_less_attribution_never_saves_more(
    seed: int, deadweight: float, attribution: float, more: float
) -> None:
    model = calm(seed)

    def with_effect(deadweight: float, attribution: float) -> Floats:
        effect = max(0.0, 0.5 - deadweight) * attribution
        return saved(with_plan(model, effect=effect, coverage=0.5))

    base = with_effect(deadweight, attribution) + 1e-6
    assert (with_effect(deadweight + more, attribution) <= base).all()
    assert (with_effect(deadweight, attribution * (1 - more)) <= base).all()


@given(seeds, st.integers(0, 4))
@few
def test_s07_a_longer_plan_never_saves_less(seed: int, last: int) -> None:
    model = calm(seed)
    planned = model.activation.reach[0]
    running = (np.arange(model.n_years) < last)[:, None]
    short = with_reach(model, replace(planned, coverage=planned.coverage * running))
    assert (saved(model) >= saved(short) - 1e-6).all()


@given(seeds, st.sampled_from(RULES))
@few
def test_s10_a_neutral_instrument_changes_no_money(seed: int, rule: Overlap) -> None:
    model = town(seed=seed, n_draws=6)
    course = model.activation.reach[0]
    neutral = reach(n_draws=6, n_years=5, effect=0.0, coverage=0.3, name="neutral")
    both = with_reach(model, course, neutral, overlap=rule)
    alone = with_reach(model, course, overlap=rule)
    for payer in (PUBLIC, "gmina", "state"):
        np.testing.assert_allclose(
            run(both).cost_of_inaction(payer), run(alone).cost_of_inaction(payer), atol=1e-6
        )


@given(seeds)
@few
def test_s10_order_and_overlap_never_help_more_than_everybody(seed: int) -> None:
    model = town(seed=seed, n_draws=6)
    wide, strong = (
        reach(n_draws=6, n_years=5, effect=effect, coverage=1.0, name=name)
        for name, effect in (("wide", 0.4), ("strong", 0.9))
    )
    for rule in RULES[1:]:
        outcome = run(with_reach(model, wide, strong, overlap=rule))
        turned = run(with_reach(model, strong, wide, overlap=rule))
        people = outcome.people[ACTIVATION]
        assert (people >= 0).all()
        np.testing.assert_allclose(people, turned.people[ACTIVATION])
        # all of a level and no more can become independent in a year
        level = people[:-1, :2].sum(axis=1)
        assert (people[1:, 2] <= level + 1e-9).all()


@given(seeds)
@few
def test_m08_a_shorter_horizon_never_costs_more(seed: int) -> None:
    model = calm(seed)
    whole = run(model).ledger.total(scenario=INACTION).cumsum(axis=1)
    assert (np.diff(whole, axis=1) >= 0).all()
    for n_years in (1, 3):
        short = replace(
            model,
            system=replace(model.system, inflow=model.system.inflow[:n_years]),
            price_levels=model.price_levels[:n_years],
            real_values={rule: path[:n_years] for rule, path in model.real_values.items()},
            activation=Scenario(ACTIVATION, (cut(model.activation.reach[0], n_years),)),
        )
        told = run(short).ledger.total(scenario=INACTION).sum(axis=1)
        np.testing.assert_allclose(told, whole[:, n_years - 1])


def cut(planned: Reach, n_years: int) -> Reach:
    return replace(planned, coverage=planned.coverage[:n_years])


def certain(model: Model) -> Model:
    """The same town in which every draw is the first one."""

    def same(values: Floats) -> Floats:
        return np.repeat(values[..., :1], values.shape[-1], axis=-1)

    def links(told: Links) -> Links:
        return Links(told.sources, told.targets, same(told.rates))

    old = model.system
    return replace(
        model,
        system=replace(
            old,
            start=same(old.start),
            moves=links(old.moves),
            emergence=links(old.emergence),
            inflow=same(old.inflow),
        ),
        charges=tuple(replace(c, rate=same(c.rate)) for c in model.charges),
    )


@given(seeds)
@few
def test_u04_without_variance_every_draw_is_the_deterministic_run(seed: int) -> None:
    model = certain(town(seed=seed, n_draws=6))
    outcome = run(model)
    for payer in (PUBLIC, *outcome.ledger.payers):
        value = outcome.net_present_value(payer)
        np.testing.assert_allclose(value, value[0], rtol=1e-12)
    for people in outcome.people.values():
        np.testing.assert_array_equal(people, people[..., :1].repeat(6, axis=-1))
    path, _ = slow_walk(model.system, model.activation, 0)
    for draw in range(6):
        np.testing.assert_allclose(outcome.people[ACTIVATION][:, :, draw], path)


@given(seeds)
@few
def test_u08_what_holds_of_people_and_money_holds_in_every_draw(seed: int) -> None:
    model = town(seed=seed, n_draws=6)
    outcome = run(model)
    for scenario in (INACTION, ACTIVATION):
        people = outcome.people[scenario]
        assert (people >= 0).all()
        gone = people[:, [5, 10]]  # who has left never comes back
        assert (np.diff(gone, axis=0) >= -1e-9).all()
        parts = [outcome.spending(scenario, PUBLIC, kinds=[kind]) for kind in KINDS]
        whole = outcome.spending(scenario, PUBLIC, kinds=KINDS)
        np.testing.assert_allclose(sum(parts), whole, atol=1e-6)
        payers = [outcome.spending(scenario, p, kinds=KINDS) for p in outcome.ledger.public_payers]
        np.testing.assert_allclose(sum(payers), whole, atol=1e-6)
        transfers = outcome.spending(scenario, PUBLIC, kinds=["transfer"])
        np.testing.assert_allclose(transfers, 0.0, atol=1e-9)


@pytest.mark.parametrize("payer", [PUBLIC, "gmina"])
def test_u14_the_chance_of_paying_back_is_the_share_of_draws_and_falls_with_the_cost(
    payer: str,
) -> None:
    chances = []
    for cost in (10.0, 200.0, 1000.0, 4000.0, 20_000.0):
        value = run(town(n_draws=80, cost=cost)).net_present_value(payer)
        chances.append(sum(1 for v in value if v > 0) / 80)
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[-1]


@given(seeds, st.floats(0.0, 0.2))
@few
def test_i04_a_higher_price_index_raises_every_later_nominal_cost(seed: int, more: float) -> None:
    outcome = run(town(seed=seed, n_draws=6))
    spent = outcome.spending(INACTION, PUBLIC, kinds=("mandatory",))
    years = np.arange(1, len(outcome.years) + 1)
    still = replace(outcome, price_levels=np.ones(len(years)))
    low, high = (
        replace(outcome, price_levels=np.power(1.02 + m, years, dtype=np.float64))
        for m in (0.0, more)
    )
    np.testing.assert_array_equal(still.nominal(spent), spent)
    assert (high.nominal(spent) >= low.nominal(spent)).all()
    assert (low.nominal(spent)[spent > 0] > spent[spent > 0]).all()


@given(seeds)
@few
def test_x06_places_apart_add_up_to_the_country(seed: int) -> None:
    """People of several places with the same chances, walked apart or all at once."""
    whole = with_plan(town(seed=seed, n_draws=6), effect=0.2, coverage=0.3)
    parts = []
    for share in (0.1, 0.35, 0.55):
        system = replace(
            whole.system, start=share * whole.system.start, inflow=share * whole.system.inflow
        )
        parts.append(run(replace(whole, system=system)).net_saving(PUBLIC))
    np.testing.assert_allclose(sum(parts), run(whole).net_saving(PUBLIC), rtol=1e-9, atol=1e-6)
