"""A state-transition model: states, who starts where, how they move, what stays cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from costmodel.errors import ModelError, ProbabilityError
from costmodel.markov.arrays import Floats, common_draws, fail_if_negative, fail_if_shape, locked
from costmodel.markov.flows import Flows, flows_of
from costmodel.markov.plan import Plan, plan_for
from costmodel.markov.rewards import Reward
from costmodel.markov.walk import Walk

TOLERANCE = 1e-9
"""How far from 1 a row may sum: what adding up rounded numbers leaves. [probability]"""


@dataclass(frozen=True, slots=True, eq=False)
class StateTransitionModel:
    """A cohort, or an open population, that moves between states in equal cycles.

    Parameters
    ----------
    states : tuple of str
        Names in the order of every state axis.
    start : ndarray of shape (n_states,) or (n_states, n_draws or 1)
        People at time 0. [persons, or share of a cohort]
    transitions : ndarray of shape (n_cycles or 1, n_states, n_states, n_draws or 1)
        ``[t, i, j, d]`` is the chance that someone in ``i`` at ``t`` is in ``j`` at ``t + 1``.
        Rows sum to 1; nothing is rescaled. [probability per cycle]
    rewards : mapping of str to Reward
        Costs and effects by name.
    n_cycles : int
        How many cycles.
    inflow : ndarray of shape (n_cycles or 1, n_states, n_draws or 1), optional
        People who join: ``inflow[t]`` are in a state at ``t + 1``. [persons]
    cycle_years : float
        Length of a cycle, for discounting. [years]

    Raises
    ------
    ProbabilityError
        If a row of ``transitions`` is negative or does not sum to 1: the first is named.
    ModelError
        If shapes or numbers of draws do not fit, people are negative, or a number is missing.

    Notes
    -----
    .. math:: n_{t+1} = n_t P_t + \\mathrm{inflow}_t

    References
    ----------
    .. [1] Briggs, Claxton and Sculpher (2006), Decision Modelling for Health Economic
       Evaluation, ch. 2 and 3.

    Examples
    --------
    >>> model = StateTransitionModel(
    ...     states=("in care", "left"),
    ...     start=[100.0, 0.0],
    ...     transitions=[[[[0.5], [0.5]], [[0.0], [1.0]]]],
    ...     rewards={"cost": Reward([10.0, 0.0], timing="start")},
    ...     n_cycles=2,
    ... )
    >>> model.n_draws
    1
    """

    states: tuple[str, ...]
    start: Floats
    transitions: Floats
    rewards: Mapping[str, Reward]
    n_cycles: int
    inflow: Floats | None = None
    cycle_years: float = 1.0
    walk: Walk = field(init=False, repr=False)
    plan: Plan = field(init=False, repr=False)

    def __post_init__(self) -> None:
        n = len(self.states)
        if n == 0 or len(set(self.states)) != n:
            raise ModelError(f"states are {list(self.states)}: at least one, each name once.")
        transitions = locked(self.transitions)
        square = ("n_states", (n,))
        draws = ("n_draws or 1", (transitions.shape[-1],))
        cycles = ("n_cycles or 1", (self.n_cycles, 1))
        fail_if_shape("transitions", transitions, [cycles, square, square, draws])
        walk = Walk(
            _flows_of_probabilities(transitions, self.states),
            self.start,
            self.n_cycles,
            self.inflow,
        )
        fail_if_negative("start", walk.start)
        fail_if_negative("inflow", walk.joining)
        for name, reward in self.rewards.items():
            _fail_if_reward_does_not_fit(name, reward, n_cycles=self.n_cycles, n_states=n)
        for name, value in (
            ("start", walk.start),
            ("transitions", transitions),
            ("rewards", dict(self.rewards)),
            ("inflow", walk.joining),
            ("walk", walk),
            ("plan", plan_for(walk, self.rewards, cycle_years=self.cycle_years)),
        ):
            object.__setattr__(self, name, value)
        common_draws(self._lengths())

    @property
    def flows(self) -> Flows:
        """The transitions that are not 0."""
        return self.walk.flows

    @property
    def n_draws(self) -> int:
        """The number of draws of people, amounts or both."""
        return common_draws(self._lengths())

    def _lengths(self) -> dict[str, int]:
        of_rewards = {
            f"{name}{of}": array.shape[-1]
            for name, reward in self.rewards.items()
            for of, array in ((".amounts", reward.amounts), (".one_off", reward.once))
        }
        return {"people": self.walk.n_draws, **of_rewards}


def _flows_of_probabilities(transitions: Floats, states: tuple[str, ...]) -> Flows:
    sums = transitions.sum(axis=2)
    off = ~(np.abs(sums - 1.0) <= TOLERANCE)
    if transitions.size and not transitions.min() >= 0.0:
        off |= ~(transitions >= 0.0).all(axis=2)
    if off.any():
        t, i, d = (int(place) for place in np.argwhere(off)[0])
        raise ProbabilityError(
            f"transitions[cycle {t}, from {states[i]!r}, draw {d}] is {transitions[t, i, :, d]}: "
            f"a row must be non-negative and sum to 1, and this one sums to {sums[t, i, d]:.6g}. "
            f"{int(off.sum())} of {off.size} rows fail. Correct the shares; none is rescaled."
        )
    return flows_of(transitions)


def _fail_if_reward_does_not_fit(
    name: str, reward: Reward, *, n_cycles: int, n_states: int
) -> None:
    amounts, once = reward.amounts, reward.once
    states = ("n_states", (n_states,))
    fail_if_shape(
        f"rewards[{name!r}].amounts",
        amounts,
        [
            ("n_cycles + 1 or 1", (n_cycles + 1, 1)),
            states,
            ("n_draws or 1", (amounts.shape[-1],)),
        ],
    )
    if reward.one_off is not None:
        fail_if_shape(
            f"rewards[{name!r}].one_off", once, [states, ("n_draws or 1", (once.shape[-1],))]
        )
