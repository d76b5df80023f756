"""What a model costs and brings in all, draw by draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from costmodel.markov.arrays import Floats, of_draws
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.plan import Plan
from costmodel.markov.rewards import weighted_amounts
from costmodel.markov.tiers import Tier, amount_of_work, in_chunks, walker_for
from costmodel.markov.walk import Walked, Walker


class Product(NamedTuple):
    """People and amounts, both of shape (n_times, n_states, n_draws or 1), to multiply and add.

    ``states`` says which states they stand for.
    """

    states: slice
    people: Floats
    amounts: Floats


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
    >>> from costmodel.markov.rewards import Reward
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
    return _added_up(model, tier=tier, add=_over_states)


def evaluate_by_state(model: StateTransitionModel, *, tier: Tier = "auto") -> dict[str, Floats]:
    """Return the total of each reward by state; what is paid once stands with the first state.

    Returns
    -------
    dict of str to ndarray of shape (n_states, n_draws)
        Sums over states are those of :func:`evaluate`. [discounted amount]
    """
    return _added_up(model, tier=tier, add=_by_state)


def _added_up(
    model: StateTransitionModel,
    *,
    tier: Tier,
    add: Callable[[list[Product], int, int], Floats],
) -> dict[str, Floats]:
    plan, n_states = model.plan, len(model.states)
    work = amount_of_work(plan.walk)
    walker = walker_for(tier, work)

    def chunk(low: int, high: int) -> list[Floats]:
        walked = _walked(plan, walker, low=low, high=high)
        return [
            add(
                list(_products(model, name, plan, walked, low=low, high=high)), n_states, high - low
            )
            for name in model.rewards
        ]

    points = len(plan.weights) + (model.n_cycles + 1 if plan.needs_people else 0)
    parts = in_chunks(
        chunk,
        n_draws=model.n_draws,
        bytes_per_draw=8 * n_states * points,
        walker=walker,
        work=work,
    )
    return {
        name: np.concatenate([part[k] for part in parts], axis=-1)
        if len(parts) > 1
        else parts[0][k]
        for k, name in enumerate(model.rewards)
    }


def _walked(plan: Plan, walker: Walker, *, low: int, high: int) -> Walked:
    one_for_all = plan.walk.n_draws == 1
    return walker(
        plan.walk,
        plan.weights,
        low=0 if one_for_all else low,
        high=1 if one_for_all else high,
        with_people=plan.needs_people,
    )


def _products(
    model: StateTransitionModel, name: str, plan: Plan, walked: Walked, *, low: int, high: int
) -> Iterator[Product]:
    reward, states = model.rewards[name], plan.states
    if name not in plan.series:
        amounts = weighted_amounts(
            reward, n_cycles=model.n_cycles, cycle_years=model.cycle_years, low=low, high=high
        )
        yield Product(states, walked.people, amounts[:, states])
    else:
        stays = walked.stays[plan.series[name], None]
        in_weights = reward.amounts.shape[0] > 1
        amounts = np.ones((1, 1, 1)) if in_weights else of_draws(reward.amounts, low, high)
        yield Product(states, stays, amounts if in_weights else amounts[:, states])
    if reward.one_off is not None:
        start, once = of_draws(model.walk.start, low, high), of_draws(reward.once, low, high)
        yield Product(slice(None), start[None], once[None])


def _over_states(products: list[Product], n_states: int, n_draws: int) -> Floats:
    total = np.zeros(n_draws)
    for _, people, amounts in products:
        total += np.einsum("tsd,tsd->d", people, amounts)
    return total


def _by_state(products: list[Product], n_states: int, n_draws: int) -> Floats:
    total = np.zeros((n_states, n_draws))
    for states, people, amounts in products:
        total[states] += np.einsum("tsd,tsd->sd", people, amounts)
    return total
