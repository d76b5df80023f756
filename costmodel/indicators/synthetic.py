"""One measure out of many indicators: how near a place is to the best of its group (Hellwig)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from costmodel.errors import ModelError

_FAR = 2.0  # standard deviations beyond the mean distance at which the measure is zero


@dataclass(frozen=True, slots=True, eq=False)
class Synthetic:
    """The measure, and what it is made of.

    Parameters
    ----------
    table : DataFrame, index teryt
        ``measure`` (1 is the pattern, 0 far from it; below 0 farther still), ``distance``
        [standard deviations], ``rank`` (1 the nearest).
    weights : Series, index indicator
        They sum to 1. [share]
    parts : DataFrame, index teryt, one column per indicator
        How much of the squared distance each indicator makes; rows sum to 1, or 0 at the pattern.
        [share]
    pattern : Series, index indicator
        The best value of the group. [unit of each indicator]
    """

    table: pd.DataFrame
    weights: pd.Series[float]
    parts: pd.DataFrame
    pattern: pd.Series[float]


def synthetic_measure(
    features: pd.DataFrame,
    directions: Mapping[str, str],
    *,
    weights: Mapping[str, float] | None = None,
) -> Synthetic:
    r"""Return Hellwig's measure of development.

    Parameters
    ----------
    features : DataFrame, index teryt, one column per indicator
        Values of the whole group. [unit of each indicator]
    directions : mapping of str to str
        ``up`` or ``down`` for every column.
    weights : mapping of str to float, optional
        Not negative; divided by their sum. By default all equal.

    Raises
    ------
    ModelError
        If a value is missing, a direction is not ``up`` or ``down``, an indicator is the same
        everywhere, a weight is missing or negative, or fewer than three areas are given.

    Notes
    -----
    With z-scores over the group and the pattern z* (the greatest z where more is better, the
    least where less is):

    .. math::
        d_i = \sqrt{\sum_j w_j (z_{ij} - z^*_j)^2}, \quad
        m_i = 1 - \frac{d_i}{\bar d + 2 s_d}

    The measure tells places of one group apart; it does not compare groups or years.

    References
    ----------
    .. [1] Hellwig (1968), Przegląd Statystyczny 15(4), 307–327.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 2.0, 3.0]}, index=["x", "y", "z"])
    >>> synthetic_measure(table, {"a": "up"}).table["measure"].round(3).tolist()
    [0.24, 0.62, 1.0]
    """
    _fail_if_incomplete(features, directions)
    share = _weights(features, weights)
    sign = pd.Series({name: 1.0 if directions[str(name)] == "up" else -1.0 for name in features})
    best = (features * sign).max() * sign
    spread = features.std(ddof=0)
    gaps = ((features - best) / spread) ** 2 * share
    squared = gaps.sum(axis=1)
    distance = np.sqrt(squared)
    far = float(distance.mean() + _FAR * distance.std(ddof=0))
    table = pd.DataFrame(
        {
            "measure": 1 - distance / far,
            "distance": distance,
            "rank": distance.round(12).rank(method="average"),
        }
    )
    parts = gaps.div(squared.where(squared > 0, 1.0), axis=0)
    return Synthetic(table, share, parts, best)


def _weights(features: pd.DataFrame, weights: Mapping[str, float] | None) -> pd.Series[float]:
    if weights is None:
        weights = dict.fromkeys(map(str, features.columns), 1.0)
    given = pd.Series(dict(weights), dtype=float).reindex(features.columns)
    if given.isna().any() or (given < 0).any() or not given.sum() > 0 or len(weights) != len(given):
        raise ModelError(
            f"weights are {dict(weights)}: each indicator of {list(features.columns)} must have "
            "one, none negative, and not all zero. Give a weight for each."
        )
    return given / given.sum()


def _fail_if_incomplete(features: pd.DataFrame, directions: Mapping[str, str]) -> None:
    if len(features) < 3:
        raise ModelError(f"{len(features)} areas are given: a pattern needs at least three.")
    for name in features.columns:
        column = features[name]
        if column.isna().any():
            raise ModelError(
                f"{name} has no value in {column.index[column.isna()][0]}: the measure needs all "
                "values. Leave out the indicator or the area, by name."
            )
        if directions.get(str(name)) not in ("up", "down"):
            raise ModelError(
                f"{name} has direction {directions.get(str(name))}: it must be up or down. "
                "Leave out indicators that tell no better from worse."
            )
        if not column.max() > column.min():
            raise ModelError(f"{name} is {column.iloc[0]:g} everywhere: it tells nothing apart.")
