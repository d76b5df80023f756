"""Arithmetic of time, money and percentages that must read the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError

MONTHS_PER_YEAR = 12
PERCENT = 100


def price_index(
    inflation: Mapping[int, float], *, base_year: int, years: range
) -> NDArray[np.float64]:
    """Return the price level of each year against ``base_year`` (= 1).

    Parameters
    ----------
    inflation : mapping of int to float
        Yearly change of prices by calendar year. [share, 0.023 = 2.3 %]
    base_year : int
        The year whose prices equal 1.
    years : range
        Years asked for, none before ``base_year``.

    Returns
    -------
    ndarray of shape (n_years,)
        Price level. [ratio to base_year]

    Raises
    ------
    ModelError
        If a year before ``base_year`` is asked for, or inflation of a year is not given.

    Examples
    --------
    >>> price_index({2027: 0.10, 2028: 0.10}, base_year=2026, years=range(2026, 2029)).round(2)
    array([1.  , 1.1 , 1.21])
    """
    levels = []
    for year in years:
        if year < base_year:
            raise ModelError(
                f"year {year} lies before the price year {base_year}: ask for later years."
            )
        steps = range(base_year + 1, year + 1)
        missing = [step for step in steps if step not in inflation]
        if missing:
            raise ModelError(
                f"inflation of {missing[0]} is not given: it must be known for every year from "
                f"{base_year + 1} to {year}. Add it, with its source, to data/statutes."
            )
        levels.append(float(np.prod([1 + inflation[step] for step in steps])))
    return np.array(levels)


def discount_factors(rate: float, *, n_years: int) -> NDArray[np.float64]:
    """Return the present value of 1 zł paid in year 0, 1, … ``n_years - 1``.

    Parameters
    ----------
    rate : float
        Yearly discount rate, real for real flows. [share]
    n_years : int
        Number of years, year 0 included.

    Returns
    -------
    ndarray of shape (n_years,)
        ``(1 + rate) ** -t``. [ratio]

    Raises
    ------
    ModelError
        If ``rate`` is not above -1 and below 1.

    Examples
    --------
    >>> discount_factors(0.04, n_years=3).round(4)
    array([1.    , 0.9615, 0.9246])
    """
    if not -1 < rate < 1:
        raise ModelError(
            f"the discount rate is {rate:g}: it must lie between -1 and 1, "
            "for example 0.04 for 4 %."
        )
    return np.asarray((1 + rate) ** -np.arange(n_years, dtype=np.float64), dtype=np.float64)
