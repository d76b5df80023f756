"""Yearly moves between states as a list of those that happen at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError, ProbabilityError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Links:
    """From where, to where and how often.

    Parameters
    ----------
    sources, targets : tuple of int
        Places on the state axis.
    rates : ndarray of shape (n_links, n_draws)
        Of moves: the chance to be in the target at the end of the year; those from one source
        sum to 1. Of emergence: new cases in the target for each case in the source. [per year]
    """

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    rates: Floats

    def __post_init__(self) -> None:
        pairs = list(zip(self.sources, self.targets, strict=True))
        if len(set(pairs)) != len(pairs) or self.rates.shape[0] != len(pairs):
            raise ModelError(
                f"{len(pairs)} links with {self.rates.shape[0]} rates: each pair of states must "
                "stand once and have one rate."
            )
        if not (self.rates >= 0).all():
            raise ProbabilityError("a rate is negative: chances and new cases must be 0 or more.")


def links_of(matrix: Floats, *, first: int = 0) -> Links:
    """Return the links of a matrix that is not zero in some draw.

    Parameters
    ----------
    matrix : ndarray of shape (n_draws, n_states, n_states)
        One year of one problem. [probability per year]
    first : int
        Place of its first state on the axis of all problems.
    """
    sources, targets = np.nonzero((matrix != 0).any(axis=0))
    rates = np.ascontiguousarray(matrix[:, sources, targets].T)
    return Links(_ints(sources + first), _ints(targets + first), rates)


def joined(parts: Sequence[Links], *, n_draws: int) -> Links:
    """Return the links of all parts in one."""
    if not parts:
        return Links((), (), np.zeros((0, n_draws)))
    return Links(
        tuple(source for part in parts for source in part.sources),
        tuple(target for part in parts for target in part.targets),
        np.concatenate([part.rates for part in parts]),
    )


def with_pairs(links: Links, pairs: Sequence[tuple[int, int]]) -> Links:
    """Return links that also hold ``pairs``, at rate 0 where they were not there."""
    known = set(zip(links.sources, links.targets, strict=True))
    new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
    return Links(
        (*links.sources, *(source for source, _ in new)),
        (*links.targets, *(target for _, target in new)),
        np.concatenate([links.rates, np.zeros((len(new), links.rates.shape[1]))]),
    )


def carried(people: Floats, links: Links, *, rates: Floats | None = None) -> Floats:
    """Return where people, or the new cases they bring, are after one year.

    Parameters
    ----------
    people : ndarray of shape (n_states, n_draws)
        At the start of the year. [persons or cases]
    rates : ndarray of shape (n_links, n_draws), optional
        In place of those of the links.

    Returns
    -------
    ndarray of shape (n_states, n_draws)
        [persons or cases]

    Examples
    --------
    >>> half_leave = Links((0, 0, 1), (0, 1, 1), np.array([[0.5], [0.5], [1.0]]))
    >>> carried(np.array([[100.0], [0.0]]), half_leave)
    array([[50.],
           [50.]])
    """
    after = np.zeros_like(people)
    used = links.rates if rates is None else rates
    for position, (source, target) in enumerate(zip(links.sources, links.targets, strict=True)):
        after[target] += people[source] * used[position]
    return after


def _ints(places: NDArray[np.intp]) -> tuple[int, ...]:
    return tuple(int(place) for place in places)
