from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from costmodel.markov import value
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward
from costmodel.markov.totals import evaluate
from costmodel.markov.value import value_of_one
from tests.markov.models import seeds, some_model


def closed(model: StateTransitionModel) -> StateTransitionModel:
    return StateTransitionModel(
        model.states,
        model.walk.start,
        model.transitions,
        model.rewards,
        model.n_cycles,
        cycle_years=model.cycle_years,
    )


@given(seeds)
@settings(deadline=None)
def test_backward_gives_the_totals_of_forward(seed: int) -> None:
    model = closed(some_model(seed))
    worth = value_of_one(model)
    totals = evaluate(model)
    for k, name in enumerate(totals):
        backward = (model.walk.start * worth[k]).sum(axis=0)
        np.testing.assert_allclose(backward, totals[name], rtol=1e-10, atol=1e-12)


def test_many_municipalities_are_one_product() -> None:
    model = closed(some_model(11, n_states=4, n_draws=1))
    towns = np.random.default_rng(0).uniform(0, 50, (20, 4))
    at_once = towns @ value_of_one(model)[:, :, 0].T
    for town, totals in zip(towns, at_once, strict=True):
        alone = StateTransitionModel(
            model.states,
            town,
            model.transitions,
            model.rewards,
            model.n_cycles,
            cycle_years=model.cycle_years,
        )
        np.testing.assert_allclose(totals, [t[0] for t in evaluate(alone).values()], rtol=1e-10)


def test_one_cycle_by_hand() -> None:
    # counted at the end: who stays (0.9) costs 10 / 1.25; who is out costs nothing
    model = StateTransitionModel(
        ("in", "out"),
        np.array([1.0, 0.0]),
        np.array([[[[0.9], [0.1]], [[0.0], [1.0]]]]),
        {"cost": Reward(np.array([10.0, 0.0]), timing="end", discount=0.25)},
        1,
    )
    assert value_of_one(model)[0, :, 0].tolist() == [pytest.approx(7.2), 0.0]


def test_blocks_of_draws_do_not_change_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    model = closed(some_model(8, n_draws=40))
    whole = value_of_one(model)
    monkeypatch.setattr(value, "BLOCK_BYTES", 1)
    np.testing.assert_allclose(value_of_one(model), whole, rtol=1e-13)
