"""What a unit of local government receives from personal income tax by the rule from 2025."""

from __future__ import annotations

from datetime import date
from typing import Literal

from costmodel.statutes.book import ParameterBook
from costmodel.units import PERCENT

Tier = Literal["gmina", "city_county", "powiat", "voivodeship"]
"""Kind of unit; ``city_county`` is a city with the rights of a powiat."""


def share_of_income(book: ParameterBook, *, tier: Tier, year: int) -> float:
    """Return the share of residents' taxable income that a unit receives in ``year``, from 2025.

    Parameters
    ----------
    book : ParameterBook
        Parameters of law. [% of taxpayers' income]
    tier : {"gmina", "city_county", "powiat", "voivodeship"}
        Kind of unit.
    year : int
        Budget year of receipt.

    Returns
    -------
    float
        Share of income (revenue minus costs of earning) of the base year. [share]

    Raises
    ------
    NotInForceError
        If the new rule is not in force in ``year``.

    Notes
    -----
    Gross: the needs and equalisation part of the act is not modelled, nor is the indexation of
    the base year's income by forecast wages and employment.

    References
    ----------
    Ustawa z 1.10.2024 o dochodach jednostek samorządu terytorialnego, art. 2, 8 i 11.

    Examples
    --------
    >>> from costmodel.statutes.book import load_book
    >>> share_of_income(load_book(), tier="gmina", year=2028)
    0.07
    """
    return book.at(f"pit_income_share_{tier}", date(year, 1, 1)) / PERCENT


def pit_lag_years(book: ParameterBook, year: int) -> int:
    """Return by how many years the base year lies before the budget ``year`` of receipt.

    Raises
    ------
    NotInForceError
        If neither rule is in force in ``year``.

    Examples
    --------
    >>> from costmodel.statutes.book import load_book
    >>> [pit_lag_years(load_book(), year) for year in (2024, 2025)]
    [1, 2]
    """
    day = date(year, 1, 1)
    new = book.parameter("pit_base_year_lag_new")
    rule = new if new.in_force(day) else book.parameter("pit_base_year_lag_old")
    return round(rule.at(day))
