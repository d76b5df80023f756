"""A result over a grid of two values, each point with what its draws say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.uncertainty.summary import INTERVAL, probability_positive, summarise

Floats = NDArray[np.float64]


def grid(
    function: Callable[[float, float], Floats],
    x_values: Sequence[float],
    *,
    y_values: Sequence[float],
    interval: float = INTERVAL,
) -> pd.DataFrame:
    """Return what the draws of a function say at each pair of two values.

    Parameters
    ----------
    function : callable
        Takes x and y, returns the result in all draws, an ndarray of shape (n_draws,). The same
        draws at every point, so that points differ by x and y alone.
    x_values, y_values : sequence of float
        Each in its own unit, each value once.
    interval : float
        Level of the interval. [share]

    Returns
    -------
    DataFrame of columns x, y, mean, low, high, chance
        One row for each pair, y the faster; ``mean``, ``low`` and ``high`` in the unit of the
        result, ``chance`` the share of draws above 0.

    Raises
    ------
    ModelError
        If there are no values, one stands twice, or the draws of two points differ in number.

    Examples
    --------
    >>> net = lambda x, y: x * np.array([1.0, 3.0]) - y
    >>> grid(net, (1.0, 2.0), y_values=(2.0,))[["x", "y", "mean", "chance"]]
         x    y  mean  chance
    0  1.0  2.0   0.0     0.5
    1  2.0  2.0   2.0     0.5
    """
    for name, values in (("x_values", x_values), ("y_values", y_values)):
        if not len(values) or len(set(values)) < len(values):
            raise ModelError(f"{name} are {list(values)}: there must be at least one, each once.")
    rows = []
    n_draws: set[int] = set()
    for x in x_values:
        for y in y_values:
            draws = np.asarray(function(x, y), dtype=np.float64)
            n_draws.add(draws.size)
            if draws.ndim != 1 or not draws.size or len(n_draws) > 1:
                raise ModelError(
                    f"the function gave a result of shape {draws.shape} at ({x:g}, {y:g}): it must "
                    "give the same draws at every point, of shape (n_draws,)."
                )
            found = summarise(draws, interval=interval)
            rows.append((x, y, found.mean, found.low, found.high, probability_positive(draws)))
    return pd.DataFrame(rows, columns=["x", "y", "mean", "low", "high", "chance"], dtype=float)
