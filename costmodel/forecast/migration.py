"""Estimate net migration from two published totals: what survival and births leave unexplained."""

from __future__ import annotations

from collections.abc import Callable

from scipy import optimize

from costmodel.errors import InputError, Problem

LEAST, MOST = -50.0, 50.0
"""Yearly net migration between which the answer is sought. [persons per 1000 and year]"""


def net_migration_from_totals(
    total_at: Callable[[float], float], published: float, *, year: int
) -> float:
    """Return the yearly net migration at which a forecast meets a later published total.

    Parameters
    ----------
    total_at : callable
        Total in ``year`` of the forecast with a yearly net migration per 1000, for example
        through :func:`costmodel.forecast.population.population_outlook`; it must grow with it.
        [persons]
    published : float
        Total published for ``year``, of the **same census base** as the start. [persons]
    year : int
        Told in the error.

    Returns
    -------
    float
        [persons per 1000 and year]

    Raises
    ------
    InputError
        If no rate between −50 and 50 meets the total.

    Notes
    -----
    The residual holds everything that survival and births do not explain, also errors of both
    and a change of census base: it is no count of those who moved.

    References
    ----------
    .. [1] Shryock and Siegel (1976), Methods and Materials of Demography, ch. 21 (survival-ratio
       method).

    Examples
    --------
    >>> def total_in_2025(m: float) -> float:
    ...     return 1000 * (1 + m / 1000) ** 5
    >>> round(net_migration_from_totals(total_in_2025, 975.0, year=2025), 1)
    -5.1
    """
    low, high = total_at(LEAST), total_at(MOST)
    if not low <= published <= high:
        told = f"liczba osób od {low:.0f} do {high:.0f}"
        mend = "Sprawdź, czy obie liczby mają tę samą bazę spisu i tę samą granicę gminy."
        raise InputError([Problem("ludność gminy", f"rok {year}", f"{published:g}", told, mend)])
    return float(optimize.brentq(lambda m: total_at(m) - published, LEAST, MOST))
