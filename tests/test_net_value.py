from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.break_even import break_even_effect
from costmodel.costs.charge import Charge
from costmodel.errors import ModelError
from costmodel.model import Model, run
from costmodel.net_value import net_values
from costmodel.outcome import PUBLIC
from costmodel.scenario import ACTIVATION, Scenario
from tests.town import town

Floats = NDArray[np.float64]
PURSES = [PUBLIC, "gmina", "state", "eu", "household"]


def with_a_team(model: Model, *, units: float = 2.0) -> Model:
    """The same town whose course needs teams too, paid for wages and by nominal amounts."""
    n, years = model.n_draws, model.n_years
    rate = np.linspace(100.0, 200.0, n)
    team = (
        Charge("debt", "course.team", "optional", "gmina", rate, index="none"),
        Charge("", "course.room", "optional", "eu", rate / 2, lag=1),
    )
    plan = replace(model.activation.reach[0], units=np.full(years, units))
    return replace(model, activation=Scenario(ACTIVATION, (plan,)), unit_charges={"course": team})


def test_the_value_by_hand_of_one_who_is_paid_for_once() -> None:
    # no effect: only the course costs, 100 · 0.25 people at 300 zł in the first year, 3 % a year
    model = town(n_draws=2, n_years=1, effect=0.0, coverage=0.25)
    crowd = model.system.start[:2].sum(axis=0)
    expected = -300 * 0.25 * crowd / 1.03
    np.testing.assert_allclose(net_values(model, [PUBLIC])[PUBLIC], expected)
    np.testing.assert_allclose(net_values(model, ["eu"])["eu"], expected / 2)


@given(st.integers(0, 10_000), st.floats(-0.2, 0.3))
@settings(max_examples=15, deadline=None)
def test_it_is_the_present_value_of_the_ledger_for_every_purse(seed: int, effect: float) -> None:
    model = with_a_team(town(seed=seed, n_draws=6, effect=effect))
    outcome = run(model)
    for purse, value in net_values(model, PURSES).items():
        np.testing.assert_allclose(value, outcome.net_present_value(purse), atol=1e-6)


def test_the_purses_of_public_finance_make_the_public_one() -> None:
    found = net_values(with_a_team(town()), PURSES)
    parts = [found[purse] for purse in ("gmina", "state", "eu")]
    np.testing.assert_allclose(sum(parts), found[PUBLIC], atol=1e-6)


def test_without_effect_and_without_cost_there_is_no_value() -> None:
    found = net_values(with_a_team(town(effect=0.0, cost=0.0), units=0.0), PURSES)
    assert not any(value.any() for value in found.values())


def test_a_lag_beyond_the_horizon_is_never_paid() -> None:
    model = town(n_draws=3, n_years=2)
    late = tuple(replace(c, lag=9) for c in model.charges)
    only_course = replace(model, charges=late)
    value = net_values(only_course, [PUBLIC])[PUBLIC]
    np.testing.assert_allclose(value, run(only_course).net_present_value(PUBLIC))
    assert (value < 0).all()


@pytest.mark.parametrize("of", [net_values, lambda m, p: break_even_effect(m, perspective=p[0])])
def test_an_unknown_purse_is_refused_and_not_worth_nothing(
    of: Callable[[Model, list[str]], object],
) -> None:
    with pytest.raises(ModelError, match=r"perspective 'nfz' is unknown: .*'gmina'"):
        of(town(n_draws=3), ["nfz"])
