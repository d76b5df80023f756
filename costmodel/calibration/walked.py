"""Walk draws of transition matrices to the yearly stocks they would have shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]


def walked_stocks(
    start: Floats, matrices: Floats, inflow: Floats, *, counted: Sequence[int]
) -> Floats:
    r"""Return the stock that each draw shows each year.

    Parameters
    ----------
    start : ndarray of shape (n_draws, n_states)
        People in each state in the first year. [persons]
    matrices : ndarray of shape (n_draws, n_states, n_states)
        Chances of moving in a year; rows sum to 1. [probability per year]
    inflow : ndarray of shape (n_draws, n_years, n_states)
        New people of each year, who come at its end. [persons per year]
    counted : sequence of int
        States whose people the published stock counts.

    Returns
    -------
    ndarray of shape (n_draws, n_years + 1)
        The first year first. [persons]

    Raises
    ------
    ModelError
        If the shapes do not fit.

    Notes
    -----
    .. math:: x_{t+1} = x_t P + b_t, \qquad s_t = \sum_{i \in C} x_{ti}

    Examples
    --------
    >>> half_leave = np.array([[[0.5, 0.5], [0.0, 1.0]]])
    >>> new = np.array([[[10.0, 0.0], [0.0, 0.0]]])
    >>> walked_stocks(np.array([[80.0, 0.0]]), half_leave, new, counted=[0]).tolist()
    [[80.0, 50.0, 25.0]]
    """
    n_draws, n_states = start.shape
    n_years = inflow.shape[1]
    wanted = (n_draws, n_states, n_states), (n_draws, n_years, n_states)
    if (matrices.shape, inflow.shape) != wanted:
        raise ModelError(
            f"matrices have shape {matrices.shape} and inflow {inflow.shape}: with the start's "
            f"{start.shape} they must be {wanted[0]} and {wanted[1]}."
        )
    people = start.astype(np.float64)
    stocks = [people[:, counted].sum(axis=1)]
    for year in range(n_years):
        people = np.einsum("di,dij->dj", people, matrices) + inflow[:, year]
        stocks.append(people[:, counted].sum(axis=1))
    return np.stack(stocks, axis=1)
