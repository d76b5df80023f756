"""How likely a plan pays back, at its price and at lower ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

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
