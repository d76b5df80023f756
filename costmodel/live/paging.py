"""Turn the pages of an answer until all of it is there, and no page twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from costmodel.errors import Problem
from costmodel.live.failures import PublisherError

Row = TypeVar("Row")
Page = tuple[int | None, list[Row]]
"""How many rows there are in all (``None``: not told), and those of this page."""


def all_rows(
    page_of: Callable[[int], Page[Row]], *, first: int, size: int, address: str
) -> Iterator[Row]:
    """Yield the rows of all pages.

    Parameters
    ----------
    page_of : callable
        Page number → its content.
    first, size : int
        Number of the first page, and rows on a full page.

    Raises
    ------
    PublisherError
        If fewer rows came than were announced, or the announced number changes on the way.

    Examples
    --------
    >>> pages = [(3, ["a", "b"]), (3, ["c"])]
    >>> list(all_rows(lambda page: pages[page], first=0, size=2, address="x"))
    ['a', 'b', 'c']
    """
    total, rows = page_of(first)
    count, number = len(rows), first
    yield from rows
    while rows and (count < total if total is not None else len(rows) == size):
        number += 1
        announced, rows = page_of(number)
        if announced != total:
            raise _changed(address, total, announced)
        count += len(rows)
        yield from rows
    if total is not None and count != total:
        raise _changed(address, total, count)


def _changed(address: str, total: int | None, other: int | None) -> PublisherError:
    mend = (
        "Dane zmieniły się w trakcie pobierania albo odpowiedź jest niepełna: spróbuj jeszcze raz."
    )
    return PublisherError(
        [Problem(address, "", f"liczba rekordów: {other}", f"liczba rekordów: {total}", mend)]
    )
