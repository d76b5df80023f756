"""What a model costs and brings in all, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from costmodel.markov.arrays import Floats, of_draws
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward, reward_weights, weighted_amounts
from costmodel.markov.tiers import Tier, amount_of_work, in_chunks, walker_for
from costmodel.markov.walk import Walked, Walker

SUMMED, BY_STATE = "sd,sd->d", "sd,sd->sd"
SUMMED_OVER_TIME, BY_STATE_OVER_TIME = "tsd,tsd->d", "tsd,tsd->sd"


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """How a model's rewards are added up on the way.

    ``weights`` has the shape (n_series, n_cycles + 1, n_states): one series for each timing and
    discount rate, or for amounts that change in time and are the same in all draws. ``series``
    says by which of them a reward is priced; one that is missing there changes in time and in
    draws, and needs the people at each point.
    """

    weights: Floats
    series: Mapping[str, int]
    prices: Mapping[str, Floats]

    @property
    def needs_people(self) -> bool:
        """Whether some reward cannot be priced from stays alone."""
        return len(self.series) < len(self.prices)


def evaluate(model: StateTransitionModel, *, tier: Tier = "auto") -> dict[str, Floats]:
    r"""Return the total of each reward in each draw.

    Parameters
    ----------
    model : StateTransitionModel
        Its own timing and discount rate stand with each reward.
    tier : str
        ``auto``, ``numpy`` or ``compiled``: they agree to rounding.

    Returns
    -------
    dict of str to ndarray of shape (n_draws,)
        [discounted amount, for all people together]

    Notes
    -----
    .. math:: R = \sum_t w_t \sum_s n_{t,s}\, c_{t,s} + \sum_s n_{0,s}\, o_s

    where :math:`w` is the weight of timing and discount, :math:`c` the amount and :math:`o` what
    is paid once. Amounts that do not change in time are applied once, to the weighted sum of
    people. No trace of all draws is kept, so memory is bounded whatever their number.

    Examples
    --------
    >>> model = StateTransitionModel(
    ...     states=("in", "out"),
    ...     start=[100.0, 0.0],
    ...     transitions=[[[[0.5], [0.5]], [[0.0], [1.0]]]],
    ...     rewards={"cost": Reward([10.0, 0.0], timing="start")},
    ...     n_cycles=2,
    ... )
    >>> evaluate(model)
    {'cost': array([1500.])}
    """
    return _added_up(model, tier=tier, over_states=SUMMED, over_time=SUMMED_OVER_TIME)


def evaluate_by_state(model: StateTransitionModel, *, tier: Tier = "auto") -> dict[str, Floats]:
    """Return the total of each reward by state; what is paid once stands with the first state.

    Returns
    -------
    dict of str to ndarray of shape (n_states, n_draws)
        Sums over states are those of :func:`evaluate`. [discounted amount]
    """
    return _added_up(model, tier=tier, over_states=BY_STATE, over_time=BY_STATE_OVER_TIME)


def _added_up(
    model: StateTransitionModel, *, tier: Tier, over_states: str, over_time: str
) -> dict[str, Floats]:
    plan = _plan(model)
    walker = walker_for(tier, amount_of_work(model.walk))

    def chunk(low: int, high: int) -> dict[str, Floats]:
        walked = _walked(model, plan, walker, low=low, high=high)
        return {
            name: _total(
                model, name, plan, walked, low=low, high=high, subscripts=(over_states, over_time)
            )
            for name in model.rewards
        }

    points = len(plan.weights) + (model.n_cycles + 1 if plan.needs_people else 0)
    parts = in_chunks(
        chunk,
        n_draws=model.n_draws,
        bytes_per_draw=8 * len(model.states) * points,
        walker=walker,
    )
    return {name: np.concatenate([part[name] for part in parts], axis=-1) for name in model.rewards}


def _walked(
    model: StateTransitionModel, plan: Plan, walker: Walker, *, low: int, high: int
) -> Walked:
    one_for_all = model.walk.n_draws == 1
    return walker(
        model.walk,
        plan.weights,
        low=0 if one_for_all else low,
        high=1 if one_for_all else high,
        with_people=plan.needs_people,
    )


def _total(
    model: StateTransitionModel,
    name: str,
    plan: Plan,
    walked: Walked,
    *,
    low: int,
    high: int,
    subscripts: tuple[str, str],
) -> Floats:
    over_states, over_time = subscripts
    reward = model.rewards[name]
    if name in plan.series:
        price = of_draws(plan.prices[name], low, high)
        total = np.einsum(over_states, walked.stays[plan.series[name]], price)
    else:
        amounts = weighted_amounts(
            reward, n_cycles=model.n_cycles, cycle_years=model.cycle_years, low=low, high=high
        )
        total = np.einsum(over_time, walked.people, amounts)
    if reward.one_off is not None:
        start = of_draws(model.start, low, high)
        total = total + np.einsum(over_states, start, of_draws(reward.once, low, high))
    return np.broadcast_to(total, (*total.shape[:-1], high - low))


def _plan(model: StateTransitionModel) -> Plan:
    n_states = len(model.states)
    series: dict[str, int] = {}
    prices: dict[str, Floats] = {}
    weights: list[Floats] = []
    known: dict[tuple[str, float], int] = {}
    for name, reward in model.rewards.items():
        n_times, _, n_draws = reward.amounts.shape
        prices[name] = reward.amounts[0] if n_times == 1 else np.ones((n_states, 1))
        if n_times == 1:
            key = (reward.timing, reward.discount)
            if key not in known:
                known[key] = len(weights)
                weights.append(_alike_in_all_states(model, reward))
            series[name] = known[key]
        elif n_draws == 1:
            series[name] = len(weights)
            weights.append(
                weighted_amounts(
                    reward, n_cycles=model.n_cycles, cycle_years=model.cycle_years, low=0, high=1
                )[:, :, 0]
            )
    shape = (len(weights), model.n_cycles + 1, n_states)
    return Plan(np.array(weights, dtype=np.float64).reshape(shape), series, prices)


def _alike_in_all_states(model: StateTransitionModel, reward: Reward) -> Floats:
    now, before = reward_weights(reward, n_cycles=model.n_cycles, cycle_years=model.cycle_years)
    return np.repeat((now + before)[:, None], len(model.states), axis=1)
