"""Walk with machine code that numba makes: the fast tier, of the extra ``fast``."""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast

import numpy as np

from costmodel.markov.arrays import Floats, Ints
from costmodel.markov.flows import Flows
from costmodel.markov.walk import Walk, Walked

BLOCK_BYTES = 2**15
"""What one block of draws may take, so that it stays in the nearest cache of a core."""
FEWEST_DRAWS, MOST_DRAWS = 32, 1024
"""Bounds of a block: the inner loop must be worth its start."""


class Kernel(Protocol):
    """The compiled :func:`walk_blocks`: numba's decorators say nothing of types."""

    def __call__(
        self,
        rates: Floats,
        rows: Ints,
        sources: Ints,
        firsts: Ints,
        start: Floats,
        inflow: Floats,
        weights: Floats,
        low: int,
        size: int,
        stays: Floats,
        people: Floats,
    ) -> None:
        """Fill ``stays`` and ``people``."""
        ...


def walk_compiled(walk: Walk, weights: Floats, *, low: int, high: int, with_people: bool) -> Walked:
    """Return what :func:`costmodel.markov.numpy_tier.walk_with_numpy` does, to rounding.

    Raises
    ------
    ImportError
        If numba is not installed.
    """
    n_series, n_points, n_states = weights.shape
    rows, sources, firsts = _in_pairs(walk.flows)
    stays = np.zeros((n_series, n_states, high - low))
    people = np.empty((n_points if with_people else 0, n_states, high - low))
    per_draw = (rows.size + (2 + n_series) * n_states) * stays.itemsize
    size = min(max(FEWEST_DRAWS, BLOCK_BYTES // per_draw), MOST_DRAWS, high - low)
    kernel()(
        walk.flows.rates,
        rows,
        sources,
        firsts,
        walk.start,
        walk.joining if walk.joining.any() else np.zeros((0, n_states, 1)),
        np.ascontiguousarray(weights),
        low,
        size,
        stays,
        people,
    )
    return Walked(stays, people)


def _in_pairs(flows: Flows) -> tuple[Ints, Ints, Ints]:
    """Return rows and sources sorted by target, and where each target begins.

    Each target has an even number of flows, at least two: the kernel adds two at a time. Row -1
    stands for a flow of rate 0.
    """
    order = np.lexsort((flows.sources, flows.targets))
    rows: list[int] = []
    sources: list[int] = []
    firsts = [0]
    for target in range(flows.n_states):
        here = order[flows.targets[order] == target]
        missing = 2 if here.size == 0 else here.size % 2
        rows += [*flows.places[here].tolist(), *[-1] * missing]
        sources += [*flows.sources[here].tolist(), *[0] * missing]
        firsts.append(len(rows))
    return (
        np.array(rows, dtype=np.int64),
        np.array(sources, dtype=np.int64),
        np.array(firsts, dtype=np.int64),
    )


@cache
def kernel() -> Kernel:
    """Return the compiled walk: read from numba's cache, else made and kept there if it can be.

    Raises
    ------
    ImportError
        If numba is not installed.
    """
    from numba import njit, types  # heavy, and not everywhere: imported when first used
    from numba.extending import register_jitable

    for part in PARTS:
        register_jitable(part)
    numbers = types.Array(types.float64, 3, "C", readonly=True)
    places = types.Array(types.int64, 1, "C", readonly=True)
    table = types.Array(types.float64, 2, "C", readonly=True)
    filled = types.Array(types.float64, 3, "C")
    signature = types.void(
        numbers, places, places, places, table, numbers, numbers, types.int64, types.int64,
        filled, filled,
    )  # fmt: skip
    options = {"nogil": True, "error_model": "numpy", "fastmath": {"contract"}}
    try:
        return cast(Kernel, njit(signature, cache=True, **options)(walk_blocks))
    except (RuntimeError, OSError):  # no place for the cache can be written to
        return cast(Kernel, njit(signature, cache=False, **options)(walk_blocks))


def walk_blocks(
    rates: Floats,
    rows: Ints,
    sources: Ints,
    firsts: Ints,
    start: Floats,
    inflow: Floats,
    weights: Floats,
    low: int,
    size: int,
    stays: Floats,
    people: Floats,
) -> None:
    """Walk draws from ``low`` on in blocks, filling ``stays`` and, if it has points, ``people``.

    Written for a compiler: loops over draws innermost, nothing allocated on the way. It also runs
    as plain Python, for tests.
    """
    n_points, n_states = weights.shape[1], weights.shape[2]
    n_draws = stays.shape[2]
    step = np.zeros((rows.size, size))
    now, after = np.zeros((n_states, size)), np.zeros((n_states, size))
    for first in range(0, n_draws, size):
        width = min(size, n_draws - first)
        copy_rows(now, start, np.arange(n_states), low + first, width)
        for t in range(n_points):
            add_stays(stays, now, weights, t, first, width)
            if people.shape[0] > 0:
                for s in range(n_states):
                    people[t, s, first : first + width] = now[s, :width]
            if t == n_points - 1:
                break
            if t == 0 or rates.shape[0] > 1:
                copy_rows(step, rates[t % rates.shape[0]], rows, low + first, width)
            move(after, now, step, sources, firsts, width)
            if inflow.shape[0] > 0:
                add_rows(after, inflow[t % inflow.shape[0]], low + first, width)
            now, after = after, now


def copy_rows(block: Floats, array: Floats, rows: Ints, low: int, width: int) -> None:
    """Copy the draws of a block, or the one draw all share; row -1 is left as it is."""
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


def add_stays(stays: Floats, now: Floats, weights: Floats, t: int, first: int, width: int) -> None:
    """Add the people of one point, weighted, to each series."""
    for k in range(weights.shape[0]):
        for s in range(weights.shape[2]):
            weight = weights[k, t, s]
            if weight != 0.0:
                total, some = stays[k, s, first : first + width], now[s]
                for d in range(width):
                    total[d] += weight * some[d]


def move(after: Floats, now: Floats, step: Floats, sources: Ints, firsts: Ints, width: int) -> None:
    """Move people by one cycle, two flows at a time."""
    for j in range(firsts.size - 1):
        into = after[j]
        for k in range(firsts[j], firsts[j + 1], 2):
            one, two = now[sources[k]], now[sources[k + 1]]
            rate_one, rate_two = step[k], step[k + 1]
            if k == firsts[j]:
                for d in range(width):
                    into[d] = one[d] * rate_one[d] + two[d] * rate_two[d]
            else:
                for d in range(width):
                    into[d] += one[d] * rate_one[d] + two[d] * rate_two[d]


PARTS = (copy_rows, add_rows, add_stays, move)
"""What :func:`walk_blocks` calls: made known to the compiler, plain Python all the same."""
