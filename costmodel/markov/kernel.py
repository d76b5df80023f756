"""The walk as loops over numbers, for a compiler to make fast; plain Python all the same."""

from __future__ import annotations

import numpy as np

from costmodel.markov.arrays import Floats, Ints

CACHE_LINE = 64
"""Where rows of a workspace begin: a word that crosses a line costs two reads. [bytes]"""
DRAWS = 64
"""Draws in a row: enough to be worth a call, few enough for the nearest cache."""


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

    Written for a compiler: rows of a block of draws innermost, nothing allocated on the way. It
    also runs as plain Python, for tests. The last block may be narrower: what it holds beyond is
    not read.
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
        for k in range(n_series):
            for s in range(n_states):
                for d in range(size):
                    sums[k * n_states + s, d] = weights[k, 0, s] * now[s, d]
        if people.shape[0] > 0:
            copy_out(people, 0, now, first, width)
        for t in range(1, n_points):
            if t == 1 or rates.shape[0] > 1:
                copy_rows(step, rates[(t - 1) % rates.shape[0]], rows, low + first, width)
            for s in range(n_states):
                arrive(after, s, now, step, sources, firsts[s], firsts[s + 1], sums, weights, t)
            if inflow.shape[0] > 0:
                joining = inflow[(t - 1) % inflow.shape[0]]
                join(after, joining, low + first, width, sums, weights, t)
            now, after = after, now
            if people.shape[0] > 0:
                copy_out(people, t, now, first, width)
        for k in range(n_series):
            for s in range(n_states):
                stays[k, s, first : first + width] = sums[k * n_states + s, :width]


def copy_rows(block: Floats, array: Floats, rows: Ints, low: int, width: int) -> None:
    """Copy the draws of a block, or the one draw all share."""
    for k in range(rows.size):
        if array.shape[1] == 1:
            block[k, :width] = array[rows[k], 0]
        else:
            block[k, :width] = array[rows[k], low : low + width]


def copy_out(people: Floats, t: int, now: Floats, first: int, width: int) -> None:
    """Keep the people of one point."""
    for s in range(now.shape[0]):
        people[t, s, first : first + width] = now[s, :width]


def arrive(
    after: Floats,
    state: int,
    now: Floats,
    step: Floats,
    sources: Ints,
    first: int,
    last: int,
    sums: Floats,
    weights: Floats,
    t: int,
) -> None:
    """Fill one state at point ``t`` by its flows, and count the stays in it.

    Compiled code has :func:`costmodel.markov.wide.arrive` in its place.
    """
    after[state] = 0.0
    for k in range(first, last):
        after[state] += now[sources[k]] * step[k]
    n_series, _, n_states = weights.shape
    for k in range(n_series):
        sums[k * n_states + state] += weights[k, t, state] * after[state]


def join(
    after: Floats,
    joining: Floats,
    low: int,
    width: int,
    sums: Floats,
    weights: Floats,
    t: int,
) -> None:
    """Add those who join at point ``t``, and count their stays."""
    n_series, _, n_states = weights.shape
    for s in range(n_states):
        for d in range(width):
            people = joining[s, low + d if joining.shape[1] > 1 else 0]
            after[s, d] += people
            for k in range(n_series):
                sums[k * n_states + s, d] += weights[k, t, s] * people


PARTS = (copy_rows, copy_out, join)
"""What :func:`walk_blocks` calls and a compiler takes as it stands."""
