"""What a unit of local government receives from personal income tax, before and from 2025."""

from __future__ import annotations

from datetime import date
from typing import Literal

from costmodel.statutes.book import ParameterBook
from costmodel.units import MONTHS_PER_YEAR, PERCENT

Tier = Literal["gmina", "city_county", "powiat", "voivodeship"]
"""Kind of unit; ``city_county`` is a city with the rights of a powiat."""

SHARES_OF_TAX: dict[Tier, tuple[str, ...]] = {
    "gmina": ("pit_share_gmina_old_effective",),
    "city_county": ("pit_share_gmina_old_effective", "pit_share_powiat_old"),
    "powiat": ("pit_share_powiat_old",),
    "voivodeship": ("pit_share_voivodeship_old",),
}
"""The old act gave a city with the rights of a powiat both shares (general knowledge, to check)."""


def share_of_tax(book: ParameterBook, *, tier: Tier, year: int) -> float:
    """Return the share of residents' tax that a unit received in ``year``, to 2024.

    Parameters
    ----------
    book : ParameterBook
        Parameters of law. [% of PIT revenue]
    tier : {"gmina", "city_county", "powiat", "voivodeship"}
        Kind of unit.
    year : int
        Budget year of receipt.

    Returns
    -------
    float
        Share of the tax revenue. [share]

    Raises
    ------
    NotInForceError
        If the old rule, or its effective share, is not known for ``year``.

    References
    ----------
    Ustawa z 13.11.2003 o dochodach jednostek samorządu terytorialnego, art. 4-6 i 89.

    Examples
    --------
    >>> from costmodel.statutes.book import load_book
    >>> round(share_of_tax(load_book(), tier="gmina", year=2024), 4)
    0.3846
    """
    return sum(book.at(name, date(year, 1, 1)) for name in SHARES_OF_TAX[tier]) / PERCENT


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
        Share of income (revenue minus costs of earning). [share]

    Raises
    ------
    NotInForceError
        If the new rule is not in force in ``year``.

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


def pit_from_tax(book: ParameterBook, tax: float, *, tier: Tier, year: int) -> float:
    """Return what a unit received in ``year`` by the rule in force to 2024.

    Parameters
    ----------
    book : ParameterBook
        Parameters of law.
    tax : float
        Tax due from residents for the base year, one year earlier. [PLN/year]
    tier, year
        Kind of unit, and budget year of receipt.

    Raises
    ------
    NotInForceError
        If the old rule, or its effective share, is not known for ``year``.
    """
    return tax * share_of_tax(book, tier=tier, year=year)


def pit_from_income(book: ParameterBook, income: float, *, tier: Tier, year: int) -> float:
    """Return what a unit receives in ``year`` by the rule in force from 2025.

    Parameters
    ----------
    book : ParameterBook
        Parameters of law.
    income : float
        Residents' taxable income of the base year, two years earlier. [PLN/year]
    tier, year
        Kind of unit, and budget year of receipt.

    Raises
    ------
    NotInForceError
        If the new rule is not in force in ``year``.

    Notes
    -----
    Gross: the needs and equalisation part of the act is not modelled, nor is the indexation of
    the base year's income by forecast wages and employment.
    """
    return income * share_of_income(book, tier=tier, year=year)


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


def taxable_income_of_wage(book: ParameterBook, gross_monthly: float, *, year: int) -> float:
    """Return the yearly taxable income of an employee paid the same wage all year.

    Parameters
    ----------
    book : ParameterBook
        Parameters of law.
    gross_monthly : float
        Gross wage, before social contributions. [PLN/month]
    year : int
        Year of work.

    Returns
    -------
    float
        Wage minus flat costs of earning. [PLN/year]

    Raises
    ------
    NotInForceError
        If the flat costs are not known for ``year``.

    Examples
    --------
    >>> from costmodel.statutes.book import load_book
    >>> taxable_income_of_wage(load_book(), 4806, year=2026)
    54672.0
    """
    costs = book.mean_over_year("pit_employee_costs_monthly", year)
    return max(0.0, gross_monthly - costs) * MONTHS_PER_YEAR
