"""Which values are used after the day from which another one is to be expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from costmodel.statutes.book import ParameterBook


@dataclass(frozen=True, slots=True)
class Overdue:
    """A value that should have been looked at again by now.

    ``since`` is its first day, ``review`` the day from which another one is to be expected.
    """

    name: str
    label: str
    since: date
    review: date


def overdue(book: ParameterBook, names: Iterable[str], *, day: date) -> tuple[Overdue, ...]:
    """Return the parameters whose value on ``day`` was to be looked at by then.

    Parameters
    ----------
    names : iterable of str
        Parameters in use; those without a value on ``day`` are left out.

    Examples
    --------
    >>> from costmodel.statutes.book import load_book
    >>> names = ["social_assistance_income_threshold_single"]
    >>> [found.review.year for found in overdue(load_book(), names, day=date(2028, 2, 1))]
    [2028]
    """
    found = []
    for name in names:
        parameter = book.parameter(name)
        if not parameter.in_force(day):
            continue
        enactment = parameter.enactment_at(day)
        if enactment.review is not None and enactment.review <= day:
            found.append(Overdue(name, parameter.label, enactment.since, enactment.review))
    return tuple(found)
