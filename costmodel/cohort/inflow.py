"""The inflow that makes the walk without action follow a forecast of the stock."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.states import States

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FittedInflow:
    """New people by year, and how well the stock can be met.

    ``persons`` has the shape (n_draws, n_cycles, n_states) [persons]; ``unmet_share`` is the
    share of draws and years in which even no inflow leaves more people than forecast.
    """

    persons: Floats
    unmet_share: float


def inflow_to_meet_stock(
    start: Floats, transitions: Floats, stock: Floats, *, states: States, entry: str
) -> FittedInflow:
    r"""Return the inflow to level ``entry`` with which all levels together meet ``stock``.

    Parameters
    ----------
    start : ndarray of shape (n_draws, n_states)
        People at time 0. [persons]
    transitions : ndarray of shape (n_draws, n_states, n_states)
        One year without action, the same every year. [probability per year]
    stock : ndarray of shape (n_draws, n_cycles)
        Forecast of people in all levels together at times 1, 2, … [persons]
    entry : str
        The level at which new people arrive.

    Notes
    -----
    .. math:: i_{t+1} = \max\left(0,\; S_{t+1} - \sum_{\ell} (n_t T)_\ell\right)

    Where the forecast falls faster than people can leave, the inflow is 0 and the walk stays
    above the forecast: ``unmet_share`` tells how often, so that it can be printed.
    """
    n_draws, n_cycles = stock.shape
    n_levels = len(states.levels)
    persons = np.zeros((n_draws, n_cycles, start.shape[1]))
    column = states.index(entry)
    people, unmet = start, 0
    for t in range(n_cycles):
        moved = np.matmul(people[:, None, :], transitions)[:, 0]
        need = stock[:, t] - moved[:, :n_levels].sum(axis=1)
        unmet += int((need < 0).sum())
        persons[:, t, column] = np.maximum(need, 0.0)
        people = moved + persons[:, t]
    return FittedInflow(persons, unmet / (n_draws * n_cycles))
