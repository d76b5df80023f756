"""The non-zero transitions of a model, one row of rates each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.markov.arrays import (
    Floats,
    Ints,
    fail_if_shape,
    locked,
    locked_ints,
)


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """Who moves where, and at which rate; rows need not sum to 1.

    Parameters
    ----------
    n_states : int
        How many states there are.
    sources, targets : ndarray of shape (n_flows,)
        Places of states: flow ``k`` leads from ``sources[k]`` to ``targets[k]``. Staying is a
        flow from a state to itself. Two flows between the same states are added.
    rates : ndarray of shape (n_cycles or 1, n_flows, n_draws or 1)
        ``rates[t, k, d]`` is multiplied by the people in ``sources[k]`` at ``t``. What comes out
        is in ``targets[k]`` at ``t + 1``. [people per person and cycle]
    rows : ndarray of shape (n_flows,), optional
        Where on the second axis of ``rates`` each flow stands, if not in order: a dense array of
        transitions is read in place, its zeros passed by.

    Raises
    ------
    ModelError
        If shapes do not fit, or a place is no state.

    Examples
    --------
    Each person in state 0 stays, and brings half a new case to state 1.

    >>> Flows(2, [0, 0, 1], [0, 1, 1], [[[1.0], [0.5], [1.0]]]).n_flows
    3
    """

    n_states: int
    sources: Ints
    targets: Ints
    rates: Floats
    rows: Ints | None = None

    def __post_init__(self) -> None:
        sources, targets = locked_ints(self.sources), locked_ints(self.targets)
        rates, n_flows = locked(self.rates), sources.size
        rows = locked_ints(np.arange(n_flows) if self.rows is None else self.rows)
        most = rates.shape[1] if rates.ndim == 3 else 0
        for name, places, limit in (
            ("sources", sources, self.n_states),
            ("targets", targets, self.n_states),
            ("rows", rows, most),
        ):
            if places.shape != (n_flows,) or ((places < 0) | (places >= limit)).any():
                raise ModelError(
                    f"{name} are {places.tolist()}: there must be {n_flows} of them, "
                    f"each from 0 to {limit - 1}; rates have the shape {rates.shape} and must be "
                    "(n_cycles or 1, n_flows, n_draws or 1)."
                )
        for name, value in (
            ("sources", sources),
            ("targets", targets),
            ("rates", rates),
            ("rows", rows),
        ):
            object.__setattr__(self, name, value)

    @property
    def n_flows(self) -> int:
        """How many flows there are."""
        return self.sources.size

    @property
    def places(self) -> Ints:
        """Where on the second axis of ``rates`` each flow stands."""
        return np.arange(self.n_flows) if self.rows is None else self.rows


def among(flows: Flows, states: slice) -> Flows:
    """Return the flows between some states side by side, counted from the first of them."""
    low, high, _ = states.indices(flows.n_states)
    ends = np.array([flows.sources, flows.targets])
    inside = ((ends >= low) & (ends < high)).all(axis=0)
    return Flows(
        high - low,
        flows.sources[inside] - low,
        flows.targets[inside] - low,
        flows.rates,
        flows.places[inside],
    )


def leading_to(flows: Flows, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which states are wanted, or can be left for a wanted one at some time.

    Examples
    --------
    >>> flows = Flows(3, [0, 1, 1], [1, 1, 2], np.ones((1, 3, 1)))
    >>> leading_to(flows, np.array([False, True, False])).tolist()
    [True, True, False]
    """
    reached = wanted.copy()
    for _ in range(flows.n_states):
        before = reached.sum()
        reached[flows.sources[reached[flows.targets]]] = True
        if reached.sum() == before:
            break
    return reached


def flows_of(transitions: Floats) -> Flows:
    """Return the transitions that are not 0 in every cycle and draw, without copying them.

    Parameters
    ----------
    transitions : ndarray of shape (n_cycles or 1, n_states, n_states, n_draws or 1)
        ``[t, i, j, d]``: from ``i`` at ``t`` to ``j`` at ``t + 1``.

    Examples
    --------
    >>> stay_or_leave = np.array([[[[0.9], [0.1]], [[0.0], [1.0]]]])
    >>> flows = flows_of(stay_or_leave)
    >>> flows.sources.tolist(), flows.targets.tolist()
    ([0, 0, 1], [0, 1, 1])
    """
    n = transitions.shape[1] if transitions.ndim == 4 else -1
    cycles_and_draws = (transitions.shape[0], transitions.shape[-1])
    fail_if_shape(
        "transitions",
        transitions,
        [
            ("n_cycles or 1", (cycles_and_draws[0],)),
            ("n_states", (n,)),
            ("n_states", (n,)),
            ("n_draws or 1", (cycles_and_draws[1],)),
        ],
    )
    rates = locked(transitions).reshape(cycles_and_draws[0], n * n, cycles_and_draws[1])
    rows = np.flatnonzero(rates.any(axis=(0, 2)))
    return Flows(n, rows // n, rows % n, rates, rows)


class Run(NamedTuple):
    """Flows that meet in one state and come from states that stand side by side."""

    meeting: int
    others: slice
    rows: slice
    first: bool


def runs(meeting: Ints, others: Ints, rows: Ints) -> Iterator[Run]:
    """Yield flows joined where the other states and the rows of rates are evenly spaced.

    ``first`` marks the first run of each meeting state. What is joined is multiplied and added
    in one call, where the rates are slices of one array.

    Examples
    --------
    >>> places = np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([0, 2, 3])
    >>> [(run.meeting, run.others, run.rows) for run in runs(*places)]
    [(0, slice(0, 2, None), slice(0, 3, 2)), (1, slice(1, 2, None), slice(3, 4, 1))]
    """
    order = np.lexsort((rows, others, meeting))
    at, other, row = (places[order].tolist() for places in (meeting, others, rows))
    cuts, step = [0], 0
    for k, (before, now) in enumerate(pairwise(range(len(at))), start=1):
        stride = row[now] - row[before]
        apart = at[now] != at[before] or other[now] != other[before] + 1 or stride < 1
        if apart or step not in (0, stride):
            cuts.append(k)
            step = 0
        else:
            step = stride
    seen: set[int] = set()
    for low, high in pairwise([*cuts, len(at)] if at else []):
        stride = row[low + 1] - row[low] if high - low > 1 else 1
        here = slice(other[low], other[high - 1] + 1)
        yield Run(at[low], here, slice(row[low], row[high - 1] + 1, stride), at[low] not in seen)
        seen.add(at[low])
