"""Walk people through their states, year by year. Knows nothing of money."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.transitions import fail_if_not_probabilities
from costmodel.errors import ModelError

Floats = NDArray[np.float64]


def occupancy(start: Floats, transitions: Floats, inflow: Floats) -> Floats:
    r"""Return the number of people in each state at the end of each year.

    Parameters
    ----------
    start : ndarray of shape (n_draws, n_states)
        People at time 0, not negative. [persons]
    transitions : ndarray of shape (n_draws, n_cycles, n_states, n_states)
        ``transitions[d, t, i, j]`` is the chance that someone in ``i`` at time ``t`` is in
        ``j`` at ``t + 1``. Rows sum to 1. [probability per year]
    inflow : ndarray of shape (n_draws, n_cycles, n_states)
        New people who are in a state at ``t + 1`` and were in none at ``t``. [persons]

    Returns
    -------
    ndarray of shape (n_draws, n_cycles + 1, n_states)
        [persons]

    Raises
    ------
    ProbabilityError
        If a row of ``transitions`` is negative or does not sum to 1.
    ModelError
        If people are negative, or the shapes do not fit.

    Notes
    -----
    .. math:: n_{t+1} = n_t T_t + \mathrm{inflow}_{t+1}

    Examples
    --------
    >>> half_leave = np.array([[[[0.5, 0.5], [0.0, 1.0]]] * 2])
    >>> occupancy(np.array([[100.0, 0.0]]), half_leave, np.zeros((1, 2, 2)))
    array([[[100.,   0.],
            [ 50.,  50.],
            [ 25.,  75.]]])
    """
    n_draws, n_cycles, n_states, _ = transitions.shape
    if start.shape != (n_draws, n_states) or inflow.shape != (n_draws, n_cycles, n_states):
        raise ModelError(
            f"start is {start.shape} and inflow {inflow.shape}: for transitions of shape "
            f"{transitions.shape} they must be {(n_draws, n_states)} and "
            f"{(n_draws, n_cycles, n_states)}."
        )
    _fail_if_negative(start, "start")
    _fail_if_negative(inflow, "inflow")
    fail_if_not_probabilities(transitions, "transitions")
    people = np.empty((n_draws, n_cycles + 1, n_states))
    people[:, 0] = start
    for t in range(n_cycles):
        moved = np.matmul(people[:, t, None, :], transitions[:, t])[:, 0]
        people[:, t + 1] = moved + inflow[:, t]
    return people


def person_years(people: Floats) -> Floats:
    """Return the stay in each state in each year, half of start and half of end.

    Parameters
    ----------
    people : ndarray of shape (n_draws, n_cycles + 1, n_states)
        People at the end of each year. [persons]

    Returns
    -------
    ndarray of shape (n_draws, n_cycles, n_states)
        [person-years]

    Examples
    --------
    >>> person_years(np.array([[[100.0], [50.0]]]))
    array([[[75.]]])
    """
    return (people[:, :-1] + people[:, 1:]) / 2


def _fail_if_negative(people: Floats, name: str) -> None:
    if not (people >= 0).all():
        first = tuple(int(i) for i in np.argwhere(~(people >= 0))[0])
        raise ModelError(f"{name}{list(first)} is {people[first]:g}: people must be 0 or more.")
