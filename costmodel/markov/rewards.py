"""What a stay in each state costs or brings."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.markov.arrays import Floats, fail_if_not_finite, of_draws, one_per_draw
from costmodel.markov.timing import Timing, Weights, cycle_weights


@dataclass(frozen=True, slots=True, eq=False)
class Reward:
    """An amount per person and cycle in each state: a cost or an effect.

    Parameters
    ----------
    amounts : ndarray of shape (n_states,) or (n_cycles + 1 or 1, n_states, n_draws or 1)
        ``amounts[t]`` goes with the people at point ``t``; for a life table with the cycle that
        begins at ``t``. [złoty, or units of effect, per person and cycle]
    timing : str
        When in the cycle a stay is counted: see :func:`cycle_weights`.
    discount : float
        [share per year]
    one_off : ndarray of shape (n_states,) or (n_states, n_draws or 1), optional
        Paid once at time 0 for each person who starts in the state: neither discounted nor
        touched by the timing. [as amounts, per person]

    Raises
    ------
    ModelError
        If the timing is unknown, a number is missing or a shape cannot be read.

    Examples
    --------
    >>> Reward([100.0, 0.0], timing="end", discount=0.05).amounts.shape
    (1, 2, 1)
    """

    amounts: Floats
    timing: Timing = "half_cycle"
    discount: float = 0.0
    one_off: Floats | None = None
    priced: NDArray[np.bool_] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        cycle_weights(self.timing, 1, discount=self.discount)
        amounts = one_per_draw(self.amounts, 3)
        once = np.zeros((1, 1)) if self.one_off is None else one_per_draw(self.one_off, 2)
        for name, array, n_axes in (("amounts", amounts, 3), ("one_off", once, 2)):
            if array.ndim != n_axes:
                raise ModelError(
                    f"{name} have the shape {array.shape}: there must be one axis (states) or "
                    f"{n_axes}, draws last."
                )
            fail_if_not_finite(name, array)
        object.__setattr__(self, "amounts", amounts)
        object.__setattr__(self, "priced", amounts.any(axis=(0, 2)))
        if self.one_off is not None:
            object.__setattr__(self, "one_off", once)

    @property
    def once(self) -> Floats:
        """What is paid at time 0, of shape (n_states or 1, n_draws or 1)."""
        return np.zeros((1, 1)) if self.one_off is None else self.one_off


def weighted_amounts(
    reward: Reward, *, n_cycles: int, cycle_years: float, low: int, high: int
) -> Floats:
    r"""Return what one person at each point adds to the total, in some draws.

    Returns
    -------
    ndarray of shape (n_cycles + 1, n_states, n_draws or 1)
        [discounted amount per person]

    Notes
    -----
    .. math:: e_t = w_t c_t + b_t c_{t-1}
    """
    now, before = reward_weights(reward, n_cycles=n_cycles, cycle_years=cycle_years)
    amounts = of_draws(reward.amounts, low, high)
    if amounts.shape[0] == 1:
        return (now + before)[:, None, None] * amounts
    weighted = now[:, None, None] * amounts
    weighted[1:] += before[1:, None, None] * amounts[:-1]
    return weighted


def amounts_at(weights: Weights, amounts: Floats, t: int) -> Floats:
    """Return what one person at point ``t`` adds, of shape (n_states, n_draws or 1)."""
    if amounts.shape[0] == 1:
        return np.asarray((weights.now[t] + weights.before[t]) * amounts[0])
    # before the first point there is no cycle: its weight is 0
    return np.asarray(weights.now[t] * amounts[t] + weights.before[t] * amounts[max(t - 1, 0)])


def reward_weights(reward: Reward, *, n_cycles: int, cycle_years: float) -> Weights:
    """Return the weights of a reward's own timing and discount rate."""
    return cycle_weights(reward.timing, n_cycles, discount=reward.discount, cycle_years=cycle_years)
