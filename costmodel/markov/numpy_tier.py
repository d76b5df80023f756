"""Walk with NumPy alone: the reference, always there."""

from __future__ import annotations

import numpy as np

from costmodel.markov.arrays import Floats, blocks, of_draws
from costmodel.markov.flows import runs
from costmodel.markov.walk import Walk, Walked

BLOCK_BYTES = 2**22
"""What the people and rates of one block of draws may take, so that they stay near the core."""
FEWEST_DRAWS = 16
"""Fewer draws in a block would leave more calls than numbers."""


def walk_with_numpy(
    walk: Walk, weights: Floats, *, low: int, high: int, with_people: bool
) -> Walked:
    """Return the stays, or the people at each point, in the draws from ``low`` to ``high``.

    Parameters
    ----------
    walk : Walk
        Flows, start and inflow.
    weights : ndarray of shape (n_series, n_cycles + 1, n_states)
        What people are multiplied by and added up over time. [discounted cycles]
    with_people : bool
        Whether the trace is kept besides the stays.

    Notes
    -----
    People of a block of draws are kept for all its cycles. Flows into one state from states side
    by side are one ``einsum``, whose inner loop runs along the draws. Weights that are the same
    for all states (discounting alone) are then one matrix product.
    """
    n_series, n_points, n_states = weights.shape
    stays = np.empty((n_series, n_states, high - low))
    people = np.empty((n_points if with_people else 0, n_states, high - low))
    for first, last in blocks(low, high, _block_size(walk)):
        here = _people_of_block(walk, first, last)
        inside = slice(first - low, last - low)
        stays[:, :, inside] = _stays_of_block(here, weights)
        if with_people:
            people[:, :, inside] = here
    return Walked(stays, people)


def _block_size(walk: Walk) -> int:
    cycles = walk.flows.rates.shape[0]
    numbers = walk.flows.n_flows * cycles + walk.flows.n_states * (walk.n_cycles + 1)
    return max(FEWEST_DRAWS, BLOCK_BYTES // (numbers * np.dtype(np.float64).itemsize))


def _people_of_block(walk: Walk, low: int, high: int) -> Floats:
    flows = walk.flows
    rates = of_draws(flows.rates, low, high)
    inflow = of_draws(walk.joining, low, high)
    together = list(runs(flows.targets, flows.sources, flows.places))
    people = np.zeros((walk.n_cycles + 1, flows.n_states, high - low))
    people[0] = of_draws(walk.start, low, high)
    beside = np.empty(high - low)
    anybody = inflow.any()
    for t in range(walk.n_cycles):
        now, after, step = people[t], people[t + 1], rates[t % rates.shape[0]]
        for run in together:
            out = after[run.meeting] if run.first else beside
            np.einsum("kd,kd->d", step[run.rows], now[run.others], out=out)
            if not run.first:
                after[run.meeting] += beside
        if anybody:
            after += inflow[t % inflow.shape[0]]
    return people


def _stays_of_block(people: Floats, weights: Floats) -> Floats:
    n_points, n_states, n_draws = people.shape
    if (weights == weights[:, :, :1]).all():
        flat = weights[:, :, 0] @ people.reshape(n_points, n_states * n_draws)
        return flat.reshape(-1, n_states, n_draws)
    return np.einsum("kts,tsd->ksd", weights, people)
