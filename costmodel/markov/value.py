"""What one person is worth to the total, by the state in which he or she starts."""

from __future__ import annotations

import numpy as np

from costmodel.markov.arrays import Floats, blocks, of_draws
from costmodel.markov.flows import Run, runs
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import amounts_at, reward_weights

BLOCK_BYTES = 2**22
"""What the values and rates of one block of draws may take."""
FEWEST_DRAWS = 16


def value_of_one(model: StateTransitionModel) -> Floats:
    r"""Return the total of each reward for one person, by the state at time 0.

    Returns
    -------
    ndarray of shape (n_rewards, n_states, n_draws)
        Rewards in the order of the model. [discounted amount per person]

    Notes
    -----
    By backward recursion, with :math:`e` the weighted amounts and :math:`o` what is paid once:

    .. math:: V_N = e_N, \quad V_t = e_t + P_t V_{t+1}, \quad \text{result } V_0 + o

    Without an inflow the total of any start is one matrix product, ``start @ value``: many
    municipalities that share transitions and amounts are walked once. People who join later are
    not in it.

    References
    ----------
    .. [1] Puterman (2005), Markov Decision Processes, sec. 4.2 (finite-horizon policy evaluation).

    Examples
    --------
    >>> from costmodel.markov.rewards import Reward
    >>> model = StateTransitionModel(
    ...     states=("in", "out"),
    ...     start=[1.0, 0.0],
    ...     transitions=[[[[0.5], [0.5]], [[0.0], [1.0]]]],
    ...     rewards={"cost": Reward([10.0, 0.0], timing="start")},
    ...     n_cycles=2,
    ... )
    >>> value_of_one(model)[0, :, 0]
    array([15.,  0.])
    """
    flows = model.flows
    value = np.empty((len(model.rewards), len(model.states), model.n_draws))
    if not model.rewards:
        return value
    together = list(runs(flows.sources, flows.targets, flows.places))
    for low, high in blocks(0, model.n_draws, _block_size(model)):
        value[:, :, low:high] = _value_of_block(model, together, low, high)
    return value


def _block_size(model: StateTransitionModel) -> int:
    varying = sum(reward.amounts.shape[0] for reward in model.rewards.values())
    numbers = model.flows.n_flows * model.flows.rates.shape[0]
    numbers += (varying + 3 * len(model.rewards)) * len(model.states)
    return int(max(FEWEST_DRAWS, BLOCK_BYTES // (8 * numbers)))


def _value_of_block(
    model: StateTransitionModel, together: list[Run], low: int, high: int
) -> Floats:
    n_states, width = len(model.states), high - low
    priced = [
        (
            reward_weights(reward, n_cycles=model.n_cycles, cycle_years=model.cycle_years),
            of_draws(reward.amounts, low, high),
        )
        for reward in model.rewards.values()
    ]
    rates = of_draws(model.flows.rates, low, high)
    later = np.empty((len(priced), n_states, width))
    for (weights, amounts), into in zip(priced, later, strict=True):
        into[:] = amounts_at(weights, amounts, model.n_cycles)
    now, beside = np.zeros_like(later), np.empty(width)
    for t in reversed(range(model.n_cycles)):
        step = rates[t % rates.shape[0]]
        for worth, into in zip(later, now, strict=True):
            for run in together:
                out = into[run.meeting] if run.first else beside
                np.einsum("kd,kd->d", step[run.rows], worth[run.others], out=out)
                if not run.first:
                    into[run.meeting] += beside
        for (weights, amounts), into in zip(priced, now, strict=True):
            into += amounts_at(weights, amounts, t)
        later, now = now, later
    for reward, into in zip(model.rewards.values(), later, strict=True):
        into += of_draws(reward.once, low, high)
    return later
