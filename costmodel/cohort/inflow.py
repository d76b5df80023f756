"""The inflow that makes the walk without action follow the forecasts of the stocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.links import Links, carried
from costmodel.cohort.stack import Stack

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FittedInflow:
    """New people by year, and how well the stocks can be met.

    ``persons`` has the shape (n_years, n_states, n_draws) [persons]; ``unmet_share`` is, by
    problem, the share of draws and years in which even no inflow leaves more people than
    forecast.
    """

    persons: Floats
    unmet_share: Mapping[str, float]


def inflow_to_meet_stocks(
    start: Floats,
    moves: Links,
    emergence: Links,
    *,
    stack: Stack,
    stocks: Mapping[str, Floats],
    entry: Mapping[str, Floats],
) -> FittedInflow:
    r"""Return the inflow with which all levels of each problem together meet its stock.

    Parameters
    ----------
    start : ndarray of shape (n_states, n_draws)
        People at time 0. [persons]
    moves, emergence : Links
        One year without action, the same every year.
    stocks : mapping of problem to ndarray of shape (n_years, n_draws)
        Forecast of people in all its levels together at times 1, 2, … [persons]
    entry : mapping of problem to ndarray of shape (n_levels, n_draws)
        At which levels new people arrive; columns sum to 1. [share]

    Notes
    -----
    .. math:: i_{t+1} = \max\left(0,\; S_{t+1} - \sum_{\ell} (n_t (T + R))_\ell\right)

    Cases that related problems bring are part of the forecast, so that they are not counted
    twice. Where the forecast falls faster than people can leave, the inflow is 0 and the walk
    stays above the forecast: ``unmet_share`` tells how often.
    """
    n_years = next(iter(stocks.values())).shape[0]
    persons = np.zeros((n_years, *start.shape))
    unmet = dict.fromkeys(stack.problems, 0.0)
    people = start
    for t in range(n_years):
        people = carried(people, moves) + carried(people, emergence)
        for problem in stack.problems:
            levels = stack.levels_of(problem)
            need = stocks[problem][t] - people[levels].sum(axis=0)
            unmet[problem] += float((need < 0).mean()) / n_years
            persons[t, levels] = np.maximum(need, 0.0) * entry[problem]
        people = people + persons[t]
    return FittedInflow(persons, unmet)
