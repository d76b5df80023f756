"""How likely a plan is the best choice, as a price changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]


def chance_by_price(gross: Floats, cost: Floats, *, prices: Sequence[float]) -> Floats:
    """Return the share of draws in which the plan pays back, at each part of its price.

    Parameters
    ----------
    gross : ndarray of shape (n_draws,)
        What the plan brings before its own cost, discounted. [zł]
    cost : ndarray of shape (n_draws,)
        What the plan costs, discounted. [zł]
    prices : sequence of float
        Parts of the cost. [share]

    Returns
    -------
    ndarray of shape (n_prices,)
        Never lower at a lower price, where the cost is not negative. [share]

    Examples
    --------
    >>> chance_by_price(np.array([1.0, 3.0]), np.array([4.0, 4.0]), prices=(1.0, 0.5, 0.2))
    array([0. , 0.5, 1. ])
    """
    return np.array([float((gross - price * cost > 0).mean()) for price in prices])


def acceptability_curves(
    effects: Mapping[str, Floats], costs: Mapping[str, Floats], *, thresholds: Sequence[float]
) -> pd.DataFrame:
    r"""Return how likely each option is the best, at each worth of a unit of effect.

    Parameters
    ----------
    effects : mapping of str to ndarray of shape (n_draws,)
        Option to its effect. Doing nothing is an option too. [unit of effect]
    costs : mapping of str to ndarray of shape (n_draws,)
        Option to its cost in the same draws. [zł]
    thresholds : sequence of float
        Worth of a unit of effect. [zł per unit of effect]

    Returns
    -------
    DataFrame of columns threshold, option, mean_net_benefit, chance, is_best
        One row for each threshold and option, the option the faster. ``mean_net_benefit`` [zł];
        ``chance`` of the greatest net benefit, which makes 1 over the options [share];
        ``is_best`` where the mean net benefit is the greatest: those rows are the frontier.

    Raises
    ------
    ModelError
        If effects and costs are not of the same options and draws, or there are none.

    Notes
    -----
    .. math:: NB_{ij}(\lambda) = \lambda\, e_{ij} - c_{ij}

    Options that tie in a draw take equal parts of it, and options that tie in the mean are all on
    the frontier: nothing is settled by chance or by their order. The option most likely to be the
    best need not be the one with the greatest mean: a decision follows the frontier.

    References
    ----------
    .. [1] Fenwick, Claxton, Sculpher (2001), Health Economics 10(8), pp. 779–787 (the frontier).

    Examples
    --------
    >>> effects = {"none": np.zeros(4), "plan": np.array([0.0, 1.0, 2.0, 3.0])}
    >>> costs = {"none": np.zeros(4), "plan": np.full(4, 10.0)}
    >>> table = acceptability_curves(effects, costs, thresholds=(5.0, 10.0))
    >>> table.query("option == 'plan'")[["threshold", "mean_net_benefit", "chance", "is_best"]]
       threshold  mean_net_benefit  chance  is_best
    1        5.0              -2.5   0.375    False
    3       10.0               5.0   0.625     True
    """
    _fail_if_not_of_same_draws(effects, costs)
    effect = np.stack([effects[option] for option in effects], axis=1)
    cost = np.stack([costs[option] for option in effects], axis=1)
    parts = []
    for threshold in thresholds:
        net = threshold * effect - cost
        mean = net.mean(axis=0)
        part = {
            "threshold": float(threshold),
            "option": list(effects),
            "mean_net_benefit": mean,
            "chance": chance_of_best(net),
            "is_best": mean == mean.max(),
        }
        parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True)


def chance_of_best(net: Floats) -> Floats:
    """Return the share of draws in which each option has the greatest net benefit.

    Parameters
    ----------
    net : ndarray of shape (n_draws, n_options)
        [zł]

    Returns
    -------
    ndarray of shape (n_options,)
        Options that tie in a draw take equal parts of it; together 1. [share]

    Examples
    --------
    >>> chance_of_best(np.array([[1.0, 1.0], [3.0, 2.0]]))
    array([0.75, 0.25])
    """
    best = net == net.max(axis=1, keepdims=True)
    return np.asarray((best / best.sum(axis=1, keepdims=True)).mean(axis=0))


def _fail_if_not_of_same_draws(effects: Mapping[str, Floats], costs: Mapping[str, Floats]) -> None:
    shapes = {np.shape(values) for values in (*effects.values(), *costs.values())}
    if set(effects) != set(costs) or len(shapes) != 1 or len(next(iter(shapes))) != 1:
        raise ModelError(
            f"effects of {', '.join(effects) or 'nothing'} stand beside costs of "
            f"{', '.join(costs) or 'nothing'}, with shapes {sorted(shapes)}: both must be of the "
            "same options, and of one run, of shape (n_draws,)."
        )
