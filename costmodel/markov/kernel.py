"""The walk as loops over numbers, for a compiler to make fast; plain Python all the same."""

from __future__ import annotations

import numpy as np

from costmodel.markov.arrays import Floats, Ints


def walk_blocks(
    rates: Floats,
    rows: Ints,
    sources: Ints,
    firsts: Ints,
    start: Floats,
    inflow: Floats,
    weights: Floats,
    low: int,
    workspace: Floats,
    stays: Floats,
    people: Floats,
) -> None:
    """Walk draws from ``low`` on in blocks, filling ``stays`` and, if it has points, ``people``.

    Written for a compiler: loops over draws innermost, nothing allocated on the way. It also runs
    as plain Python, for tests. The last block may be narrower: what it holds beyond is not read.
    """
    n_series, n_points, n_states = weights.shape
    n_flows, n_draws = rows.size, stays.shape[2]
    step, now = workspace[:n_flows], workspace[n_flows : n_flows + n_states]
    after = workspace[n_flows + n_states : n_flows + 2 * n_states]
    sums = workspace[n_flows + 2 * n_states :]
    states, size = np.arange(n_states), workspace.shape[1]
    for first in range(0, n_draws, size):
        width = min(size, n_draws - first)
        copy_rows(now, start, states, low + first, width)
        sums[:] = 0.0
        for t in range(n_points):
            add_stays(sums, now, weights, t)
            if people.shape[0] > 0:
                for s in range(n_states):
                    people[t, s, first : first + width] = now[s, :width]
            if t == n_points - 1:
                break
            if t == 0 or rates.shape[0] > 1:
                copy_rows(step, rates[t % rates.shape[0]], rows, low + first, width)
            move(after, now, step, sources, firsts)
            if inflow.shape[0] > 0:
                add_rows(after, inflow[t % inflow.shape[0]], low + first, width)
            now, after = after, now
        for k in range(n_series):
            for s in range(n_states):
                stays[k, s, first : first + width] = sums[k * n_states + s, :width]


def copy_rows(block: Floats, array: Floats, rows: Ints, low: int, width: int) -> None:
    """Copy the draws of a block, or the one draw all share; row -1 stays 0."""
    for k in range(rows.size):
        if rows[k] >= 0:
            if array.shape[1] == 1:
                block[k, :width] = array[rows[k], 0]
            else:
                block[k, :width] = array[rows[k], low : low + width]


def add_rows(block: Floats, array: Floats, low: int, width: int) -> None:
    """Add the draws of a block, or the one draw all share."""
    for s in range(block.shape[0]):
        if array.shape[1] == 1:
            block[s, :width] += array[s, 0]
        else:
            block[s, :width] += array[s, low : low + width]


def add_stays(sums: Floats, now: Floats, weights: Floats, t: int) -> None:
    """Add the people of one point, weighted, to each series."""
    n_states = weights.shape[2]
    for k in range(weights.shape[0]):
        for s in range(n_states):
            weight, row = weights[k, t, s], k * n_states + s
            if weight != 0.0:
                for d in range(now.shape[1]):
                    sums[row, d] += weight * now[s, d]


def move(after: Floats, now: Floats, step: Floats, sources: Ints, firsts: Ints) -> None:
    """Move people by one cycle: flows into a state by fours, the last two by themselves."""
    for j in range(firsts.size - 1):
        k, last = firsts[j], firsts[j + 1]
        if last == k:
            after[j] = 0.0
            continue
        one, two = sources[k], sources[k + 1]
        if last - k == 2:
            for d in range(now.shape[1]):
                after[j, d] = now[one, d] * step[k, d] + now[two, d] * step[k + 1, d]
            continue
        three, four = sources[k + 2], sources[k + 3]
        for d in range(now.shape[1]):
            after[j, d] = (now[one, d] * step[k, d] + now[two, d] * step[k + 1, d]) + (
                now[three, d] * step[k + 2, d] + now[four, d] * step[k + 3, d]
            )
        k += 4
        while last - k >= 4:
            one, two, three, four = sources[k], sources[k + 1], sources[k + 2], sources[k + 3]
            for d in range(now.shape[1]):
                after[j, d] += (now[one, d] * step[k, d] + now[two, d] * step[k + 1, d]) + (
                    now[three, d] * step[k + 2, d] + now[four, d] * step[k + 3, d]
                )
            k += 4
        if last > k:
            one, two = sources[k], sources[k + 1]
            for d in range(now.shape[1]):
                after[j, d] += now[one, d] * step[k, d] + now[two, d] * step[k + 1, d]


PARTS = (copy_rows, add_rows, add_stays, move)
"""What :func:`walk_blocks` calls: made known to the compiler, plain Python all the same."""
