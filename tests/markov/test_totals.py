from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings

from costmodel.markov import tiers
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward
from costmodel.markov.tiers import Tier
from costmodel.markov.totals import evaluate, evaluate_by_state
from tests.markov.models import plain_total, seeds, some_model


@given(seeds)
@settings(deadline=None)
def test_agrees_with_the_plain_sum_over_cycles(seed: int) -> None:
    model = some_model(seed)
    for name, totals in evaluate(model).items():
        assert totals.shape == (model.n_draws,)
        plain = [plain_total(model, model.rewards[name], draw) for draw in range(model.n_draws)]
        np.testing.assert_allclose(totals, plain, rtol=1e-10, atol=1e-12)


@given(seeds)
@settings(deadline=None)
def test_states_add_up_to_the_total(seed: int) -> None:
    model = some_model(seed)
    totals = evaluate(model)
    for name, parts in evaluate_by_state(model).items():
        assert parts.shape == (len(model.states), model.n_draws)
        np.testing.assert_allclose(parts.sum(axis=0), totals[name], rtol=1e-10, atol=1e-12)


def test_two_cycles_by_hand() -> None:
    # 100, 50, 25 in care at 10 each: half of 100, 50 / 1.25, half of 25 / 1.25^2; 3 at once each
    model = StateTransitionModel(
        states=("care", "home"),
        start=np.array([100.0, 0.0]),
        transitions=np.array([[[[0.5], [0.5]], [[0.0], [1.0]]]]),
        rewards={"cost": Reward(np.array([10.0, 0.0]), discount=0.25, one_off=np.array([3.0, 0]))},
        n_cycles=2,
    )
    expected = 500.0 + 400.0 + 80.0 + 300.0
    assert evaluate(model)["cost"] == pytest.approx(expected)
    assert evaluate_by_state(model)["cost"][:, 0].tolist() == [pytest.approx(expected), 0.0]


def test_chunks_of_draws_do_not_change_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    model = some_model(5, n_draws=50, n_cycles=4)
    whole = evaluate(model)
    monkeypatch.setattr(tiers, "CHUNK_BYTES", 2000)
    for name, totals in evaluate(model).items():
        np.testing.assert_allclose(totals, whole[name], rtol=1e-13)


@pytest.mark.parametrize("tier", ["numpy", "compiled"])
def test_memory_does_not_hold_the_trace_of_all_draws(
    tier: Tier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiers, "CHUNK_BYTES", 2**18)
    model = some_model(5, n_draws=4000, n_cycles=60, n_states=5)
    assert model.walk.n_draws == model.n_draws
    assert model.plan.needs_people
    evaluate(model, tier=tier)  # what is loaded once is not counted
    tracemalloc.start()
    evaluate(model, tier=tier)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 61 * 5 * 4000 * 8 / 4


def test_a_model_without_rewards_has_no_totals() -> None:
    model = StateTransitionModel(("a",), np.ones(1), np.ones((1, 1, 1, 1)), {}, 2)
    assert evaluate(model) == {}


def test_a_reward_that_is_zero_everywhere_is_zero() -> None:
    model = StateTransitionModel(
        ("a",), np.ones(1), np.ones((1, 1, 1, 1)), {"cost": Reward(np.zeros(1))}, 2
    )
    assert evaluate(model)["cost"].tolist() == [0.0]
