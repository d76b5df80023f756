"""Classes of values for a map: where they part, and which class each value is in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from costmodel.errors import ModelError


def value_classes(values: pd.Series[float], *, number: int = 5) -> tuple[pd.DataFrame, list[float]]:
    """Return classes with about as many areas each.

    Parameters
    ----------
    values : Series, index teryt
        NaN where there is no value or it is hidden.
    number : int
        Classes wanted; fewer come where many values are equal.

    Returns
    -------
    table : DataFrame
        ``teryt``, ``class`` (0 the lowest; NaN without a value). Each class holds an area.
    edges : list of float
        One more than classes: the least value, the first values of the classes above, the
        greatest. A value equal to an inner edge is in the class above it. [unit of the values]

    Raises
    ------
    ModelError
        If no value is known or fewer than one class is asked for.

    Examples
    --------
    >>> table, edges = value_classes(pd.Series({"a": 1.0, "b": 2.0, "c": 9.0, "d": 9.0}), number=2)
    >>> table["class"].tolist(), edges
    ([0.0, 0.0, 1.0, 1.0], [1.0, 9.0, 9.0])
    """
    known = np.sort(values.dropna().to_numpy(dtype=np.float64))
    if not known.size or number < 1:
        raise ModelError(
            f"{known.size} values and {number} classes: a map needs one of each at least."
        )
    # inner edges are values that occur, so that no class is empty
    cuts = np.unique(np.quantile(known, np.linspace(0, 1, number + 1)[1:-1], method="higher"))
    inner = cuts[cuts > known[0]]
    places = np.searchsorted(inner, values.to_numpy(dtype=np.float64), side="right").astype(float)
    table = pd.DataFrame(
        {"teryt": values.index.astype(str), "class": np.where(values.isna(), np.nan, places)}
    )
    return table, [float(known[0]), *map(float, inner), float(known[-1])]
