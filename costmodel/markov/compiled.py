"""Walk with machine code that numba makes: the fast tier, of the extra ``fast``."""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast

import numpy as np

from costmodel.markov.arrays import Floats, Ints
from costmodel.markov.flows import Flows
from costmodel.markov.kernel import PARTS, walk_blocks
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
