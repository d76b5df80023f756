from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from costmodel.errors import ModelError
from costmodel.markov.flows import Flows
from costmodel.markov.tiers import Tier
from costmodel.markov.trace import trace, trace_of_flows
from tests.markov.models import plain_people, seeds, some_model


@given(seeds)
@settings(deadline=None)
def test_agrees_with_the_plain_walk(seed: int) -> None:
    model = some_model(seed)
    people = trace(model)
    for draw in range(people.shape[-1]):
        plain = np.array(plain_people(model, draw))
        np.testing.assert_allclose(people[:, :, draw], plain, rtol=1e-12)


def test_cases_that_bring_cases_grow_as_worked_by_hand() -> None:
    # 10 cases stay; each brings half a case elsewhere, of which 80 % stay; 1 joins a year
    flows = Flows(2, np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([[[1.0], [0.5], [0.8]]]))
    people = trace_of_flows(
        flows, np.array([10.0, 0.0]), n_cycles=2, inflow=np.array([[[0.0], [1.0]]])
    )
    by_hand = np.array([[10.0, 0.0], [10.0, 6.0], [10.0, 5.0 + 4.8 + 1.0]])
    np.testing.assert_allclose(people[:, :, 0], by_hand)


def test_two_flows_between_the_same_states_add_up() -> None:
    flows = Flows(1, np.array([0, 0]), np.array([0, 0]), np.array([[[0.25], [0.5]]]))
    assert trace_of_flows(flows, np.array([1.0]), n_cycles=1)[1, 0, 0] == 0.75


@pytest.mark.parametrize("tier", ["numpy", "compiled"])
def test_a_state_nobody_can_reach_is_emptied_at_once(tier: Tier) -> None:
    flows = Flows(2, np.array([0, 1]), np.array([0, 0]), np.ones((1, 2, 3)))
    people = trace_of_flows(flows, np.array([1.0, 4.0]), n_cycles=3, tier=tier)
    assert people[:, :, 2].tolist() == [[1.0, 4.0], [5.0, 0.0], [5.0, 0.0], [5.0, 0.0]]


def test_a_rate_that_is_missing_is_refused() -> None:
    flows = Flows(1, np.array([0]), np.array([0]), np.array([[[np.nan]]]))
    with pytest.raises(ModelError, match=r"rates\[0, 0, 0\] is nan"):
        trace_of_flows(flows, np.array([1.0]), n_cycles=1)
