"""Choose how a walk is made: with NumPy, or with compiled code where there is much to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Literal, TypeVar

from costmodel.errors import ModelError
from costmodel.markov import compiled
from costmodel.markov.arrays import blocks
from costmodel.markov.numpy_tier import walk_with_numpy
from costmodel.markov.walk import Walk, Walker

Tier = Literal["auto", "numpy", "compiled"]
ENOUGH_WORK = 2e8
"""Flows times cycles times draws from which loading a compiler pays. [steps]"""
WORK_OF_ONE = 5e6
"""Work for which a second processor is worth calling. [steps]"""
CHUNK_BYTES = 2**23
"""What the stays of all chunks walked at once may take, whatever the number of draws."""
Part = TypeVar("Part")


def amount_of_work(walk: Walk) -> float:
    """Return flows times cycles times draws. [steps]"""
    return float(walk.flows.n_flows) * walk.n_cycles * walk.n_draws


def walker_for(tier: Tier, work: float) -> Walker:
    """Return what walks: the compiled tier if asked for, or if there is enough to do.

    The choice depends on the work alone, so that the same model gives the same digits each time;
    the tiers agree to rounding.

    Raises
    ------
    ModelError
        If the compiled tier is asked for by name and numba is not installed.

    Examples
    --------
    >>> walker_for("auto", 1000.0).__name__
    'walk_with_numpy'
    """
    if tier not in ("auto", "numpy", "compiled"):
        raise ModelError(f"tier is {tier!r}: it must be 'auto', 'numpy' or 'compiled'.")
    if tier == "numpy" or (tier == "auto" and work < ENOUGH_WORK):
        return walk_with_numpy
    try:
        compiled.kernel()
    except ImportError as missing:
        if tier == "compiled":
            raise ModelError(
                "tier is 'compiled', and numba cannot be imported: install costmodel[fast], or "
                "ask for tier 'auto' or 'numpy'."
            ) from missing
        return walk_with_numpy
    return compiled.walk_compiled


def in_chunks(
    job: Callable[[int, int], Part],
    *,
    n_draws: int,
    bytes_per_draw: int,
    walker: Walker,
    work: float,
) -> list[Part]:
    """Return what ``job`` gives for chunks of draws, in order.

    Chunks are bounded in bytes. Compiled code lets go of the interpreter, so its chunks run on
    all processors at once; draws do not know each other, so results are the same.
    """
    workers = 1
    if walker is compiled.walk_compiled and work >= 2 * WORK_OF_ONE:
        workers = min(os.cpu_count() or 1, int(work // WORK_OF_ONE))
    most = max(1, CHUNK_BYTES // (workers * max(1, bytes_per_draw)))
    chunks = list(blocks(0, n_draws, min(most, -(-n_draws // workers))))
    if workers == 1 or len(chunks) == 1:
        return [job(low, high) for low, high in chunks]
    others = [_threads().submit(job, low, high) for low, high in chunks[1:]]
    return [job(*chunks[0]), *(other.result() for other in others)]


@cache
def _threads() -> ThreadPoolExecutor:
    """Return threads that stay: starting them costs as much as a small model."""
    return ThreadPoolExecutor(os.cpu_count() or 1)


os.register_at_fork(after_in_child=_threads.cache_clear)
