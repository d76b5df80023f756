"""Inflation of each year: what was observed, then what is forecast, then what is assumed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from costmodel.errors import ModelError, NotInForceError
from costmodel.sources import Source, Verified
from costmodel.statutes.book import ParameterBook
from costmodel.units import PERCENT

IN_ORDER = ("cpi_annual", "cpi_forecast_nbp_2026_03", "cpi_assumption_long_run")
"""Names of the parameters, the first that knows a year giving its inflation."""


class InflationOfYear(NamedTuple):
    """Inflation of one year and where it comes from."""

    year: int
    share: float
    source: Source
    verified: Verified


def inflation_path(book: ParameterBook, *, first: int, last: int) -> dict[int, float]:
    """Return yearly inflation by calendar year.

    Parameters
    ----------
    book : ParameterBook
        Holds the parameters named in :data:`IN_ORDER`. [% y/y]
    first, last : int
        First and last year asked for, both included.

    Returns
    -------
    dict of int to float
        Change of prices against the year before. [share]

    Raises
    ------
    ModelError
        If ``last`` is before ``first``.
    NotInForceError
        If inflation of a year is neither observed, forecast nor assumed.

    Examples
    --------
    >>> from costmodel.statutes.book import load_book
    >>> path = inflation_path(load_book(), first=2025, last=2029)
    >>> {year: round(share, 3) for year, share in path.items()}
    {2025: 0.036, 2026: 0.023, 2027: 0.024, 2028: 0.023, 2029: 0.025}
    """
    return {step.year: step.share for step in inflation_sources(book, first=first, last=last)}


def inflation_sources(book: ParameterBook, *, first: int, last: int) -> list[InflationOfYear]:
    """Return yearly inflation with its sources, for printing.

    Parameters
    ----------
    book : ParameterBook
        Holds the parameters named in :data:`IN_ORDER`. [% y/y]
    first, last : int
        First and last year asked for, both included.

    Raises
    ------
    ModelError
        If ``last`` is before ``first``.
    NotInForceError
        If inflation of a year is neither observed, forecast nor assumed.
    """
    if last < first:
        raise ModelError(
            f"inflation is asked for from {first} to {last}: the last year must not be before "
            "the first. Exchange them."
        )
    return [_of_year(book, year) for year in range(first, last + 1)]


def _of_year(book: ParameterBook, year: int) -> InflationOfYear:
    day = date(year, 1, 1)
    for name in IN_ORDER:
        parameter = book.parameter(name)
        if parameter.in_force(day):
            enactment = parameter.enactment_at(day)
            share = parameter.at(day) / PERCENT
            return InflationOfYear(year, share, enactment.source, enactment.verified)
    observed = book.parameter(IN_ORDER[0])
    raise NotInForceError(observed.name, day, history=str(observed))
