"""Where the people are at each point of a walk."""

from __future__ import annotations

import numpy as np

from costmodel.markov.arrays import Floats, fail_if_not_finite
from costmodel.markov.flows import Flows
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.tiers import Tier, amount_of_work, walker_for
from costmodel.markov.walk import Walk


def trace(model: StateTransitionModel, *, tier: Tier = "auto") -> Floats:
    """Return the people in each state at each point.

    Returns
    -------
    ndarray of shape (n_cycles + 1, n_states, n_draws)
        One draw if people are the same in all draws. [persons, or share of a cohort]

    Examples
    --------
    >>> half_leave = [[[[0.5], [0.5]], [[0.0], [1.0]]]]
    >>> model = StateTransitionModel(("in", "out"), [100.0, 0.0], half_leave, {}, 2)
    >>> trace(model)[:, :, 0]
    array([[100.,   0.],
           [ 50.,  50.],
           [ 25.,  75.]])
    """
    return people_of(model.walk, tier=tier)


def trace_of_flows(
    flows: Flows,
    start: Floats,
    *,
    n_cycles: int,
    inflow: Floats | None = None,
    tier: Tier = "auto",
) -> Floats:
    """Return the people, or cases, in each state at each point; rates need not sum to 1.

    Parameters
    ----------
    flows : Flows
        Who moves where, and what a person in a state brings to another.
    start : ndarray of shape (n_states,) or (n_states, n_draws or 1)
        [persons or cases]
    inflow : ndarray of shape (n_cycles or 1, n_states, n_draws or 1), optional
        ``inflow[t]`` are there at ``t + 1``. [persons or cases]

    Returns
    -------
    ndarray of shape (n_cycles + 1, n_states, n_draws)
        [persons or cases]

    Raises
    ------
    ModelError
        If shapes do not fit or a number is missing.

    Examples
    --------
    Ten cases that stay each bring half a case to another problem, every year.

    >>> flows = Flows(2, [0, 0, 1], [0, 1, 1], [[[1.0], [0.5], [1.0]]])
    >>> trace_of_flows(flows, [10.0, 0.0], n_cycles=2)[:, :, 0]
    array([[10.,  0.],
           [10.,  5.],
           [10., 10.]])
    """
    fail_if_not_finite("rates", flows.rates)
    return people_of(Walk(flows, start, n_cycles, inflow), tier=tier)


def people_of(walk: Walk, *, tier: Tier = "auto") -> Floats:
    """Return the people at each point of a walk, of shape (n_cycles + 1, n_states, n_draws)."""
    nothing = np.zeros((0, walk.n_cycles + 1, walk.flows.n_states))
    walker = walker_for(tier, amount_of_work(walk))
    return walker(walk, nothing, low=0, high=walk.n_draws, with_people=True).people
