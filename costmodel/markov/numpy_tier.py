"""Walk with NumPy alone: the reference, always there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from costmodel.markov.arrays import Floats, blocks, of_draws
from costmodel.markov.flows import Run, runs
from costmodel.markov.walk import Walk, Walked

BLOCK_BYTES = 2**22
"""What the people and rates of one block of draws may take, so that they stay near the core."""
FEWEST_DRAWS = 256
"""Fewer draws in a block would spend the time on calls."""
POINTS_AT_ONCE = 8
"""How many points of the walk are kept before they are weighted and added up."""


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
    Flows into one state from states side by side are one ``einsum``, whose inner loop runs along
    the draws. A few points are kept and then weighted together: weights that are the same for all
    states (discounting alone) are one matrix product.
    """
    n_series, n_points, n_states = weights.shape
    stays = np.zeros((n_series, n_states, high - low))
    people = np.empty((n_points if with_people else 0, n_states, high - low))
    together = list(runs(walk.flows.targets, walk.flows.sources, walk.flows.places))
    alike = bool((weights == weights[:, :, :1]).all())
    size = min(_block_size(walk), high - low)
    kept = min(POINTS_AT_ONCE, n_points)
    room = np.empty(kept * n_states * size)
    for first, last in blocks(low, high, size):
        inside = slice(first - low, last - low)
        points = room[: kept * n_states * (last - first)].reshape(kept, n_states, last - first)
        for t, slot in _steps(walk, together, points, low=first, high=last):
            if with_people:
                people[t, :, inside] = points[slot]
            if slot == kept - 1 or t == n_points - 1:
                weighing = weights[:, t - slot : t + 1]
                stays[:, :, inside] += _stays(points[: slot + 1], weighing, alike=alike)
    return Walked(stays, people)


def _block_size(walk: Walk) -> int:
    kept = min(POINTS_AT_ONCE, walk.n_cycles + 1)
    numbers = walk.flows.n_flows + walk.flows.n_states * kept
    return int(max(FEWEST_DRAWS, BLOCK_BYTES // (8 * numbers)))


def _steps(
    walk: Walk, together: list[Run], points: Floats, *, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """Yield each point in time and the slot of ``points`` in which its people stand."""
    rates = of_draws(walk.flows.rates, low, high)
    inflow = of_draws(walk.joining, low, high)
    beside = np.empty(high - low)
    empty = sorted(set(range(walk.flows.n_states)) - {run.meeting for run in together})
    anybody = inflow.any()
    points[0] = of_draws(walk.start, low, high)
    yield 0, 0
    for t in range(walk.n_cycles):
        slot = (t + 1) % len(points)
        now, after, step = points[slot - 1], points[slot], rates[t % len(rates)]
        after[empty] = 0.0
        for run in together:
            out = after[run.meeting] if run.first else beside
            np.einsum("kd,kd->d", step[run.rows], now[run.others], out=out)
            if not run.first:
                after[run.meeting] += beside
        if anybody:
            after += inflow[t % len(inflow)]
        yield t + 1, slot


def _stays(points: Floats, weights: Floats, *, alike: bool) -> Floats:
    n_points, n_states, n_draws = points.shape
    if alike:
        flat: Floats = weights[:, :, 0] @ points.reshape(n_points, n_states * n_draws)
        return flat.reshape(-1, n_states, n_draws)
    added: Floats = np.einsum("kts,tsd->ksd", weights, points)
    return added
