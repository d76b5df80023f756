"""The steps from the effect as claimed to money in the budget."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.model import Model, run
from costmodel.outcome import ACTIVATION, INACTION, MANDATORY, PUBLIC
from costmodel.studies.effects import EffectSteps
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.waterfall import (
    EFFECTS,
    STEPS,
    waterfall,
    waterfall_draws,
    with_effects_of,
)
from tests.town import SERVED, town

Floats = NDArray[np.float64]
N = 40


def steps(gross: float, *, without: float = 0.1, kept: float = 0.8) -> tuple[EffectSteps, ...]:
    """The made-up course at both levels, with a haircut of a quarter."""
    net = np.full(N, gross - without)
    claimed = np.where(net > 0, net * kept, net)
    used = np.where(net > 0, claimed * 0.75, net)
    return tuple(
        EffectSteps(
            "course",
            level,
            "debt.independent_1",
            "moves",
            np.full(N, without),
            np.full(N, gross),
            np.full(N, without),
            net,
            claimed,
            used,
            None,
            0.25,
        )
        for level in SERVED
    )


def helping(model: Model, *, share: float) -> Model:
    """The same town, where only a part of the cost of care leaves the budget."""
    part = np.full(model.n_draws, share)
    charges = tuple(replace(c, cashable=part) if c.service == "care" else c for c in model.charges)
    return replace(model, charges=charges)


def test_each_step_runs_the_model_with_its_own_effect() -> None:
    found = waterfall_draws(town(), steps(0.5))
    by_hand = dict(zip(EFFECTS, (0.5, 0.4, 0.32, 0.32, 0.24), strict=True))
    for step, effect in by_hand.items():
        yardstick = run(town(effect=effect)).cost_of_inaction(PUBLIC).sum(axis=1)
        np.testing.assert_allclose(found[PUBLIC, step], yardstick)


def fading(model: Model, *, kept: float) -> Model:
    """The same town whose effect keeps a part of itself from one year to the next."""
    left = np.repeat(kept ** np.arange(model.n_years)[:, None], model.n_draws, axis=1)
    plan = tuple(replace(r, lasting=left) for r in model.activation.reach)
    return model.with_plan(replace(model.activation, reach=plan))


def test_only_the_last_two_runs_let_an_effect_fade() -> None:
    model = fading(town(), kept=0.5)
    found = waterfall_draws(model, steps(0.5))
    for step, effect in zip(EFFECTS, (0.5, 0.4, 0.32, 0.32, 0.24), strict=True):
        plain = town(effect=effect)
        yardstick = fading(plain, kept=0.5) if step in ("lasting", "attributable") else plain
        money = run(yardstick).cost_of_inaction(PUBLIC).sum(axis=1)
        np.testing.assert_allclose(found[PUBLIC, step], money)
    assert (found[PUBLIC, "lasting"] < found[PUBLIC, "attributed"]).all()


def test_an_effect_that_does_not_fade_is_the_same_before_and_after_that_step() -> None:
    found = waterfall_draws(town(), steps(0.5))
    for perspective in PERSPECTIVES:
        np.testing.assert_array_equal(
            found[perspective, "lasting"], found[perspective, "attributed"]
        )


def test_effects_on_other_chances_keep_their_field_and_target() -> None:
    brings = tuple(
        replace(s, source="debt.severe", target="rent.late", field="emergence") for s in steps(0.5)
    )[:1]
    (planned,) = with_effects_of(town(), brings, "net").activation.reach
    (change,) = planned.changes
    told = (change.source, change.target, change.field)
    assert told == ("debt.severe", "rent.late", "emergence")
    np.testing.assert_allclose(change.delta, 0.4)


def test_a_study_that_is_net_already_keeps_its_effect_at_the_gross_step() -> None:
    net = tuple(replace(step, gross=None, deadweight=None) for step in steps(0.5))
    found = waterfall_draws(town(), net)
    for perspective in PERSPECTIVES:
        np.testing.assert_array_equal(found[perspective, "gross"], found[perspective, "net"])


def test_without_notional_cost_all_of_it_is_money() -> None:
    found = waterfall_draws(town(), steps(0.5))
    for perspective in PERSPECTIVES:
        used, cash = found[perspective, "attributable"], found[perspective, "cashable"]
        np.testing.assert_array_equal(used, cash)


def test_the_cashable_step_counts_a_part_by_hand() -> None:
    model = helping(town(), share=0.25)
    found = waterfall_draws(model, steps(0.5))
    ledger = run(with_effects_of(model, steps(0.5), "attributable")).ledger
    care = ledger.total(scenario=INACTION, services=["care"]) - ledger.total(
        scenario=ACTIVATION, services=["care"]
    )
    rest = found["gmina", "attributable"] - found["gmina", "cashable"]
    np.testing.assert_allclose(rest, 0.75 * care.sum(axis=1))


@effort(max_examples=15, deadline=None)
@given(
    gross=st.floats(0.1, 0.9),
    kept=st.floats(0.0, 1.0),
    share=st.floats(0.0, 1.0),
    seed=st.integers(0, 99),
)
def test_the_waterfall_never_rises_where_effects_are_positive(
    gross: float, kept: float, share: float, seed: int
) -> None:
    model = fading(helping(town(seed=seed), share=share), kept=kept)
    found = waterfall_draws(model, steps(gross, kept=kept))
    for perspective in PERSPECTIVES:
        draws = np.stack([found[perspective, step] for step in STEPS])
        assert (np.diff(draws, axis=0) <= 1e-6).all()


@effort(max_examples=15, deadline=None)
@given(share=st.floats(0.0, 1.0), seed=st.integers(0, 99))
def test_no_more_is_cashable_than_is_paid(share: float, seed: int) -> None:
    outcome = run(helping(town(seed=seed), share=share))
    for scenario in (INACTION, ACTIVATION):
        for payer in (PUBLIC, *outcome.ledger.payers):
            whole = outcome.spending(scenario, payer, kinds=MANDATORY)
            cash = outcome.cashable().spending(scenario, payer, kinds=MANDATORY)
            assert (cash <= whole + 1e-9).all()
            assert (cash >= 0).all()


def test_the_example_falls_from_step_to_step_for_each_purse(study: Study) -> None:
    table = waterfall(study)
    assert list(table["step"]) == list(STEPS) * len(PERSPECTIVES)
    for perspective in PERSPECTIVES:
        means = table.loc[table["perspective"] == perspective, "mean"].to_numpy()
        assert (np.diff(means) <= 0).all()
        assert (np.diff(np.delete(means, 3)) < 0).all()  # nothing fades in the example
        assert means[-1] > 0


def test_the_example_uses_the_attributable_step(study: Study) -> None:
    table = waterfall(study).set_index(["perspective", "step"])
    for perspective in PERSPECTIVES:
        used = study.outcome.cost_of_inaction(perspective).sum(axis=1).mean()
        assert table.loc[(perspective, "attributable"), "mean"] == pytest.approx(used)


def test_social_work_is_what_is_not_all_money_in_the_example(study: Study) -> None:
    ledger = study.outcome.ledger
    services = {str(ledger.entries["service"].iloc[entry]) for entry in ledger.cashable}
    assert services == {"social_work"}
    for share in ledger.cashable.values():
        assert ((share >= 0) & (share <= 0.3)).all()
