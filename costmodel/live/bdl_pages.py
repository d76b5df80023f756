"""The answers of the Local Data Bank (BDL): their forms, and all rows of all their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, TypeVar

from pydantic import Field

from costmodel.live.failures import Answer, read_answer
from costmodel.live.paging import all_rows
from costmodel.live.session import Parameters, Reply, Session


class Value(Answer):
    """One number of a series, with the attribute that says what it means."""

    year: Annotated[str, Field(pattern=r"^(199\d|20\d\d)$")]
    val: float | None
    attr_id: int


class Series(Answer):
    """The years of one variable."""

    id: int
    measure_unit_id: int
    last_update: str = ""
    values: list[Value]


class NamedUnit(Answer):
    """An area with its id of 12 digits."""

    id: Annotated[str, Field(pattern=r"^\d{12}$")]
    name: str


class Measure(Answer):
    """A unit of measure."""

    id: int
    name: str


class Page(Answer):
    """What every page tells."""

    total_records: int


class OfUnit(Page):
    """Series of one area."""

    unit_id: str
    results: list[Series]


class Measures(Page):
    """Units of measure."""

    results: list[Measure]


class NamedUnits(Page):
    """Areas."""

    results: list[NamedUnit]


PageForm = TypeVar("PageForm", bound=Page)
Row = TypeVar("Row")


def rows_of_answer(
    session: Session,
    path: str,
    parameters: Parameters,
    *,
    form: type[PageForm],
    rows_of: Callable[[PageForm, Reply], list[Row]],
) -> Iterator[Row]:
    """Yield the rows of all pages of an answer.

    Parameters
    ----------
    form : type
        The form of a page.
    rows_of : callable
        Takes a page and the reply that brought it.

    Raises
    ------
    PublisherError
        If a page is not of the form, or the pages do not add up.
    """
    size, address = session.publisher.page_size, f"{session.publisher.base}/{path}"

    def page_of(number: int) -> tuple[int, list[Row]]:
        asked = {**parameters, "format": "json", "lang": "pl", "page": number, "page-size": size}
        reply = session.ask(path, asked)
        page = read_answer(reply.body, form, address=reply.address)
        return page.total_records, rows_of(page, reply)

    return all_rows(page_of, first=session.publisher.first_page, size=size, address=address)
