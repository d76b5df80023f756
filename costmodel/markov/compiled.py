"""Walk with machine code that numba makes: the fast tier, of the extra ``fast``."""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast

import numpy as np

from costmodel.markov.arrays import Floats, Ints
from costmodel.markov.flows import Flows
from costmodel.markov.walk import Walk, Walked

FEWEST_DRAWS, MOST_DRAWS = 64, 256
"""Draws walked together: enough to be worth starting a loop, few enough for the nearest cache."""
WORKSPACE_BYTES = 2**17
"""What draws walked together may take between these bounds."""
CACHE_LINE = 64
"""Where rows of the workspace begin: a vector that crosses a line costs two reads. [bytes]"""


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
        workspace: Floats,
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
    stays = np.empty((n_series, n_states, high - low))
    people = np.empty((n_points if with_people else 0, n_states, high - low))
    kernel()(
        walk.flows.rates,
        rows,
        sources,
        firsts,
        walk.start,
        walk.joining if walk.joining.any() else np.zeros((0, n_states, 1)),
        np.ascontiguousarray(weights),
        low,
        workspace(rows.size + (2 + n_series) * n_states),
        stays,
        people,
    )
    return Walked(stays, people)


def _in_pairs(flows: Flows) -> tuple[Ints, Ints, Ints]:
    """Return rows and sources sorted by target, and where each target begins.

    Each target has an even number of flows: the kernel adds two at a time. Row -1 stands for a
    flow of rate 0.
    """
    order = np.lexsort((flows.sources, flows.targets))
    rows: list[int] = []
    sources: list[int] = []
    firsts = [0]
    for target in range(flows.n_states):
        here = order[flows.targets[order] == target]
        missing = here.size % 2
        rows += [*flows.places[here].tolist(), *[-1] * missing]
        sources += [*flows.sources[here].tolist(), *[0] * missing]
        firsts.append(len(rows))
    return (
        np.array(rows, dtype=np.int64),
        np.array(sources, dtype=np.int64),
        np.array(firsts, dtype=np.int64),
    )


def workspace(n_rows: int) -> Floats:
    """Return zeros, of so many rows and as many draws as are walked together.

    Rows begin at a cache line.

    Examples
    --------
    >>> room = workspace(3)
    >>> room.shape, room.ctypes.data % CACHE_LINE
    ((3, 256), 0)
    """
    item = np.dtype(np.float64).itemsize
    line = CACHE_LINE // item
    fitting = WORKSPACE_BYTES // (item * n_rows) // line * line
    width = min(max(FEWEST_DRAWS, fitting), MOST_DRAWS)
    raw = np.zeros(n_rows * width + line)
    skipped = (-raw.ctypes.data % CACHE_LINE) // item
    return raw[skipped : skipped + n_rows * width].reshape(n_rows, width)


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
    room = types.Array(types.float64, 2, "C")
    signature = types.void(
        numbers, places, places, places, table, numbers, numbers, types.int64, room, filled, filled
    )

    def made(*, kept: bool) -> Kernel:
        make = njit(signature, cache=kept, nogil=True, error_model="numpy", fastmath={"contract"})
        return cast(Kernel, make(walk_blocks))

    try:
        return made(kept=True)
    except (RuntimeError, OSError):  # no place for the cache can be written to
        return made(kept=False)


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
