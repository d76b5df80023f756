"""How long people stay in a state within a year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def person_years(people: Floats) -> Floats:
    """Return the stay in each state in each year, half of start and half of end.

    Parameters
    ----------
    people : ndarray of shape (n_years + 1, n_states, n_draws)
        People at the end of each year, the base year first. [persons]

    Returns
    -------
    ndarray of shape (n_years, n_states, n_draws)
        [person-years]

    Examples
    --------
    >>> person_years(np.array([[[100.0]], [[50.0]]]))
    array([[[75.]]])
    """
    return np.asarray((people[:-1] + people[1:]) / 2)
