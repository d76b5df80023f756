from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from costmodel.costs.charge import Charge
from costmodel.errors import ModelError
from costmodel.model import Model, run
from costmodel.outcome import PUBLIC
from costmodel.scenario import ACTIVATION, Scenario
from costmodel.studies.budget import within_budget
from tests.town import SERVED, reach, town


def two_courses(*, strong: float = 0.3, weak: float = 0.1) -> Model:
    """A town with two courses of one price, one of which helps more."""
    model = town(n_draws=30, cost=100.0)
    plan = tuple(
        reach(n_draws=30, n_years=5, effect=effect, coverage=0.2, name=name)
        for name, effect in (("weak", weak), ("strong", strong))
    )
    prices = {
        name: tuple(
            Charge(group, f"{name}.work", "optional", "gmina", np.full(30, 100.0))
            for group in SERVED
        )
        for name in ("weak", "strong")
    }
    return replace(model, activation=Scenario(ACTIVATION, plan), participant_charges=prices)


def cost_of(model: Model) -> float:
    outcome = run(model)
    factors = (1 + model.discount_rate) ** -np.arange(1.0, 6.0)
    return float((outcome.programme_cost("gmina") @ factors).mean())


def test_what_helps_more_for_the_same_price_is_paid_for_first() -> None:
    table = within_budget(two_courses(), budget=1e9)
    assert list(table["instrument"]) == ["strong", "weak"]
    assert (table["part"] == 1).all()


def test_with_enough_money_all_of_the_plan_is_bought() -> None:
    model = two_courses()
    table = within_budget(model, budget=1e9)
    assert table["spent"].iloc[-1] == pytest.approx(cost_of(model))
    net = run(model).net_present_value(PUBLIC).mean()
    assert table["net_so_far"].iloc[-1] == pytest.approx(net)


@pytest.mark.parametrize("share", [0.3, 0.8])
def test_a_budget_is_spent_to_the_last_zloty_and_never_exceeded(share: float) -> None:
    model = two_courses()
    budget = share * cost_of(model)
    table = within_budget(model, budget=budget)
    assert table["spent"].iloc[-1] == pytest.approx(budget, rel=1e-6)
    assert ((table["part"] >= 0) & (table["part"] <= 1)).all()
    assert (table["part"] < 1).sum() >= 1


def test_no_money_buys_nothing() -> None:
    table = within_budget(two_courses(), budget=0.0)
    assert not table[["part", "spent"]].to_numpy().any()


def test_what_is_free_and_saves_nothing_is_never_bought() -> None:
    model = two_courses(weak=-0.05)
    prices = dict(model.participant_charges)
    prices["weak"] = tuple(replace(c, payer="eu") for c in prices["weak"])
    table = within_budget(replace(model, participant_charges=prices), budget=1e9)
    assert table.set_index("instrument")["part"].to_dict() == {"strong": 1.0, "weak": 0.0}


def test_a_negative_budget_is_refused() -> None:
    with pytest.raises(ModelError, match="the budget is -1: it must be 0 or more"):
        within_budget(two_courses(), budget=-1.0)
