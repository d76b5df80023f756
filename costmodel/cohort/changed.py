"""Chances of moving in which some targets are changed, the rest in proportion."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.links import Links

Floats = NDArray[np.float64]


def changed_moves(links: Links, changes: Mapping[tuple[int, int], Floats]) -> Floats:
    """Return the rates of moves with changed chances.

    Parameters
    ----------
    links : Links
        Moves of one year; the pairs of ``changes`` are among them.
    changes : mapping of (source, target) to ndarray of shape (n_draws,)
        Added to the chance; may be negative; 0 is no change. [probability per year]

    Returns
    -------
    ndarray of shape (n_links, n_draws)
        Changed chances are kept between 0 and 1, together too; all other moves from the same
        state shrink or grow in proportion, so that all sum to 1. [probability per year]
    """
    rates = links.rates.copy()
    place = {pair: i for i, pair in enumerate(zip(links.sources, links.targets, strict=True))}
    for source in dict.fromkeys(source for source, _ in changes):
        row = [i for i, from_ in enumerate(links.sources) if from_ == source]
        moved = [place[pair] for pair in changes if pair[0] == source]
        rest = [i for i in row if i not in moved]
        wanted = np.stack([changes[source, links.targets[i]] for i in moved])
        rates[moved], rates[rest] = _row(rates[moved], rates[rest], wanted)
    return rates


def _row(moved: Floats, rest: Floats, wanted: Floats) -> tuple[Floats, Floats]:
    """Return changed and other chances of one state; without others nothing can change."""
    told = wanted != 0  # what is not changed goes with the others
    left = rest.sum(axis=0) + np.where(told, 0.0, moved).sum(axis=0)
    after = np.where(told, np.clip(moved + wanted, 0.0, 1.0), 0.0)
    after = after / np.maximum(after.sum(axis=0), 1.0)
    room = np.maximum(1 - after.sum(axis=0), 0.0)
    free = (left > 0) & told.any(axis=0)  # no change leaves a row bit by bit as it was
    factor = np.divide(room, left, out=np.ones_like(room), where=free)
    return np.where(told & free, after, moved * factor), rest * factor
