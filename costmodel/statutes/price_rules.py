"""How the real price of each rule of indexation goes on after the price year."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.resources import data_path
from costmodel.statutes.book import ParameterBook
from costmodel.statutes.inflation import inflation_path
from costmodel.units import price_index

Floats = NDArray[np.float64]


class WageRule(Declared):
    """Growth of real wages. [share per year]"""

    real_growth: Annotated[float, Field(gt=-0.5, lt=0.5)]
    kind: Literal["assumption", "published"]
    source: DeclaredSource


class CriterionRule(Declared):
    """When income criteria are set anew: in a year, and every so many years after it."""

    in_force_since: int
    every_years: Annotated[int, Field(ge=1)]
    kind: Literal["assumption", "published"]
    source: DeclaredSource


class PriceRules(Declared):
    """The whole of indexation.toml."""

    wages: WageRule
    income_criterion: CriterionRule


def load_price_rules(path: Path | None = None) -> PriceRules:
    """Return the rules of the library, or of a file."""
    return read_declared(path or data_path("indexation.toml"), PriceRules)


def real_values(
    book: ParameterBook, rules: PriceRules, *, price_year: int, years: range
) -> dict[str, Floats]:
    r"""Return the real price of each year by rule.

    Parameters
    ----------
    book : ParameterBook
        Holds observed, forecast and assumed inflation.
    price_year : int
        The year in whose prices all money is told.
    years : range
        Years with money, none before the price year.

    Returns
    -------
    dict of rule to ndarray of shape (n_years,)
        Real price against that of the price year. [ratio]

    Notes
    -----
    With price level :math:`P`: ``cpi`` 1; ``none`` :math:`P_0/P_y`; ``wages``
    :math:`(1+g)^{y-y_0}`; ``income_criterion`` the nominal amount, raised in each year of
    verification :math:`v` by :math:`P_{v-1}/P_{v-1-k}` (k years between them), over :math:`P_y`.
    """
    rule = rules.income_criterion
    span = rule.every_years
    first = min(price_year, years[0]) - span - 1
    levels = price_index(
        inflation_path(book, first=first + 1, last=years[-1]),
        base_year=first,
        years=range(first, years[-1] + 1),
    )
    level = {first + i: float(value) for i, value in enumerate(levels)}
    criterion = []
    for year in years:
        verified = [v for v in range(rule.in_force_since, year + 1, span) if price_year < v]
        raised = np.prod([level[v - 1] / level[v - 1 - span] for v in verified])
        criterion.append(raised * level[price_year] / level[year])
    return {
        "cpi": np.ones(len(years)),
        "none": np.array([level[price_year] / level[year] for year in years]),
        "wages": (1 + rules.wages.real_growth) ** (np.array(years) - price_year).astype(float),
        "income_criterion": np.array(criterion, dtype=np.float64),
    }
