"""Walk with machine code that numba makes: the fast tier, of the extra ``fast``."""

from __future__ import annotations

from functools import cache
from types import FunctionType
from typing import Protocol, cast

import numpy as np

from costmodel.markov.arrays import Floats, Ints
from costmodel.markov.flows import Flows
from costmodel.markov.kernel import CACHE_LINE, DRAWS, PARTS, arrive, walk_blocks
from costmodel.markov.walk import Walk, Walked


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
    rows, sources, firsts = by_target(walk.flows)
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


def by_target(flows: Flows) -> tuple[Ints, Ints, Ints]:
    """Return rows and sources sorted by target, and where each target begins."""
    order = np.lexsort((flows.sources, flows.targets))
    firsts = np.searchsorted(flows.targets[order], np.arange(flows.n_states + 1))
    return flows.places[order], flows.sources[order], firsts


def workspace(n_rows: int) -> Floats:
    """Return zeros, of so many rows and as many draws as are walked together.

    Rows begin at a cache line.

    Examples
    --------
    >>> room = workspace(3)
    >>> room.shape, room.ctypes.data % CACHE_LINE
    ((3, 64), 0)
    """
    item = np.dtype(np.float64).itemsize
    raw = np.zeros(n_rows * DRAWS + CACHE_LINE // item)
    skipped = (-raw.ctypes.data % CACHE_LINE) // item
    return raw[skipped : skipped + n_rows * DRAWS].reshape(n_rows, DRAWS)


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

    from costmodel.markov import wide  # needs numba

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

    known = {**walk_blocks.__globals__, arrive.__name__: wide.arrive}

    def made(*, kept: bool) -> Kernel:
        make = njit(signature, cache=kept, nogil=True, error_model="numpy", fastmath={"contract"})
        return cast(Kernel, make(FunctionType(walk_blocks.__code__, known)))

    try:
        return made(kept=True)
    except (RuntimeError, OSError):  # no place for the cache can be written to
        return made(kept=False)
