"""Make sure that a yearly history can be forecast, and say what was set aside."""

from __future__ import annotations

import numpy as np
import pandas as pd

from costmodel.errors import ModelError


def clean_history(history: pd.Series[float]) -> pd.Series[float]:
    """Return the figures from the first to the last known year, in order of years.

    Parameters
    ----------
    history : Series of float, index of int years
        NaN before the first and after the last known year is set aside. [unit of series]

    Raises
    ------
    ModelError
        If a year stands twice, is missing inside, or its figure is negative or infinite; if
        no figure is known.

    Examples
    --------
    >>> clean_history(pd.Series({2021: 7.0, 2020: 5.0, 2022: float("nan")})).to_dict()
    {2020: 5.0, 2021: 7.0}
    """
    years = pd.Index(history.index)
    if years.has_duplicates:
        twice = sorted(set(years[years.duplicated()]))
        raise ModelError(
            f"the history holds year {_listed(twice)} more than once: each year must stand once. "
            "Keep the row that is right."
        )
    ordered = history.sort_index().astype(float)
    known = ordered.dropna()
    if known.empty:
        raise ModelError(
            "the history holds no figure: at least one year must be known. "
            "Add the figures of past years."
        )
    _fail_if_not_counts(known)
    known.index = known.index.astype(int)
    span = range(int(known.index[0]), int(known.index[-1]) + 1)
    absent = [year for year in span if year not in known.index]
    if absent:
        raise ModelError(
            f"the history lacks year {_listed(absent)} between {span[0]} and {span[-1]}: "
            "a series must have no gaps. Add the figure, or begin the history after the gap."
        )
    return known


def _fail_if_not_counts(known: pd.Series[float]) -> None:
    bad = known[~np.isfinite(known) | (known < 0)]
    if not bad.empty:
        raise ModelError(
            f"the history has {bad.iloc[0]:g} in year {bad.index[0]}: a figure must be a finite "
            f"number, not negative. {len(bad)} of {len(known)} years fail; mend them in the source."
        )


def _listed(years: list[int]) -> str:
    return ", ".join(str(year) for year in years)
