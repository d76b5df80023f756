"""What is to be walked: flows, people at the start, people who join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from costmodel.errors import ModelError
from costmodel.markov.arrays import (
    Floats,
    common_draws,
    fail_if_not_finite,
    fail_if_shape,
    one_per_draw,
)
from costmodel.markov.flows import Flows


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Flows, a start, an inflow and a number of cycles that fit together.

    Parameters
    ----------
    flows : Flows
        Who moves where in a cycle.
    start : ndarray of shape (n_states,) or (n_states, n_draws or 1)
        People at time 0. [persons, or share of a cohort]
    n_cycles : int
        How many cycles.
    inflow : ndarray of shape (n_cycles or 1, n_states, n_draws or 1), optional
        ``inflow[t]`` are in a state at ``t + 1`` and were in none at ``t``. [persons]

    Raises
    ------
    ModelError
        If shapes or numbers of draws do not fit, or a number is missing.
    """

    flows: Flows
    start: Floats
    n_cycles: int
    inflow: Floats | None = None

    def __post_init__(self) -> None:
        n = self.flows.n_states
        start = one_per_draw(self.start, 2)
        nobody = np.zeros((1, n, 1))
        inflow = one_per_draw(nobody if self.inflow is None else self.inflow, 3)
        if self.n_cycles < 1:
            raise ModelError(f"n_cycles is {self.n_cycles}: a walk needs at least one cycle.")
        cycles = ("n_cycles or 1", (self.n_cycles, 1))
        states = ("n_states", (n,))
        flow = ("rows", (self.flows.rates.shape[1],))
        for name, array, axes in (
            ("start", start, [states]),
            ("inflow", inflow, [cycles, states]),
            ("rates", self.flows.rates, [cycles, flow]),
        ):
            draws = ("n_draws or 1", (array.shape[-1] if array.ndim else 1,))
            fail_if_shape(name, array, [*axes, draws])
        fail_if_not_finite("start", start)
        fail_if_not_finite("inflow", inflow)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "inflow", inflow)
        common_draws(self._lengths())

    @property
    def joining(self) -> Floats:
        """People who join, of shape (n_cycles or 1, n_states, n_draws or 1). [persons]"""
        return np.zeros((1, self.flows.n_states, 1)) if self.inflow is None else self.inflow

    @property
    def n_draws(self) -> int:
        """The number of draws that differ in people: 1 if all walk alike."""
        return common_draws(self._lengths())

    def _lengths(self) -> dict[str, int]:
        return {
            "start": self.start.shape[-1],
            "inflow": self.joining.shape[-1],
            "transitions": self.flows.rates.shape[-1],
        }


class Walked(NamedTuple):
    """Some draws of a walk.

    ``stays`` has the shape (n_series, n_states, n_draws): people summed over time by each series
    of weights. [discounted person-cycles] ``people`` has the shape (n_cycles + 1, n_states,
    n_draws), or 0 points where no trace was asked for. [persons]
    """

    stays: Floats
    people: Floats


class Walker(Protocol):
    """Something that walks the draws from ``low`` to ``high``."""

    def __call__(
        self, walk: Walk, weights: Floats, *, low: int, high: int, with_people: bool
    ) -> Walked:
        """Walk with weights of shape (n_series, n_cycles + 1, n_states)."""
        ...
