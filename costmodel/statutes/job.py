"""What one full-year job on the minimum wage brings to each public purse."""

from __future__ import annotations

from costmodel.statutes.book import ParameterBook
from costmodel.units import MONTHS_PER_YEAR

PURSES = {
    "employee_contributions": (
        "mw2026_employee_pension",
        "mw2026_employee_disability",
        "mw2026_employee_sickness",
    ),
    "health": ("mw2026_health",),
    "pit": ("mw2026_pit_advance",),
    "employer_contributions": ("mw2026_employer_contributions",),
}
"""Names of the monthly parameters that make up each stream."""


def revenue_of_minimum_wage_job(book: ParameterBook, *, year: int) -> dict[str, float]:
    """Return public revenue of one full-year job on the minimum wage, by stream.

    Parameters
    ----------
    book : ParameterBook
        Parameters of law. [PLN/month]
    year : int
        Year of work; the amounts are known for 2026 only.

    Returns
    -------
    dict of str to float
        Employee's social contributions (FUS), health contribution (NFZ), advance on income tax,
        employer's contributions (FUS, Fundusz Pracy, FGŚP). [PLN/year]

    Raises
    ------
    NotInForceError
        If the amounts are not known for ``year``.

    Notes
    -----
    The tax is paid by the employee; from 2025 local government receives a share of income
    instead (:mod:`costmodel.statutes.pit`), which must not be added to this sum.

    Examples
    --------
    >>> from costmodel.statutes.book import load_book
    >>> round(sum(revenue_of_minimum_wage_job(load_book(), year=2026).values()), 2)
    26213.16
    """
    return {
        purse: MONTHS_PER_YEAR * sum(book.mean_over_year(name, year) for name in names)
        for purse, names in PURSES.items()
    }
