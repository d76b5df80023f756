from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.break_even import SEARCHED_UP_TO, break_even_effect, break_even_effects
from costmodel.model import run
from costmodel.outcome import PUBLIC
from tests.town import town


@given(st.integers(0, 1000), st.floats(50, 800), st.sampled_from([PUBLIC, "gmina"]))
@settings(max_examples=12, deadline=None)
def test_the_answer_put_back_brings_the_net_value_to_zero(
    seed: int, cost: float, perspective: str
) -> None:
    model = town(seed=seed, n_draws=10, cost=cost, effect=0.1)
    found = break_even_effect(model, perspective=perspective)
    if found.factor is None:
        return
    outcome = run(model.with_effects_times(found.factor))
    assert abs(outcome.net_present_value(perspective).mean()) < 1e-3
    assert 0 < found.factor <= SEARCHED_UP_TO


def test_a_large_town_breaks_even_to_the_zloty() -> None:
    model = town(n_draws=5, cost=500.0, effect=0.05)
    factor = break_even_effect(model, perspective=PUBLIC).factor
    assert factor is not None
    value = run(model.with_effects_times(factor)).net_present_value(PUBLIC).mean()
    programme = run(model).programme_cost(PUBLIC).sum(axis=1).mean()
    assert abs(value) < 1e-9 * programme


def test_a_plan_that_never_pays_has_no_break_even() -> None:
    found = break_even_effect(town(n_draws=5, cost=1e6), perspective=PUBLIC)
    assert found.factor is None
    assert found.searched_up_to == SEARCHED_UP_TO


def test_a_plan_without_effect_has_no_break_even() -> None:
    found = break_even_effect(town(n_draws=5, effect=0.0), perspective=PUBLIC)
    assert found.factor is None


def test_a_plan_that_costs_nothing_breaks_even_at_no_effect() -> None:
    assert break_even_effect(town(n_draws=5, cost=0.0), perspective=PUBLIC).factor == 0.0


def test_twice_the_effect_halves_the_multiple() -> None:
    one, two = (
        break_even_effect(town(n_draws=5, effect=effect, cost=300.0), perspective=PUBLIC).factor
        for effect in (0.05, 0.1)
    )
    assert one is not None
    assert two is not None
    assert one == pytest.approx(2 * two)


def test_a_dearer_plan_needs_a_larger_effect() -> None:
    factors = [
        break_even_effect(town(n_draws=5, effect=0.05, cost=cost), perspective=PUBLIC).factor or 99
        for cost in (100.0, 200.0, 400.0)
    ]
    assert factors == sorted(factors)
    assert factors[0] < factors[-1]


def test_several_perspectives_have_the_break_even_that_each_has_alone() -> None:
    model = town(n_draws=5, effect=0.05, cost=300.0)
    found = break_even_effects(model, [PUBLIC, "gmina"])
    assert found == {p: break_even_effect(model, perspective=p) for p in (PUBLIC, "gmina")}
    assert found[PUBLIC].factor != found["gmina"].factor  # the gmina pays a part only
