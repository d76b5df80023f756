"""Ask the Monitoring System of Public Services (SMUP) for an indicator of some areas.

The envelope of its answers was not checked against the live service: a bare list and an object
with ``data`` are both read, anything else is refused with what stood there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Literal, TypeVar

from pydantic import Field

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import Problem
from costmodel.live.bdl_attributes import NO_VALUE
from costmodel.live.failures import Answer, NoSuchDataError, PublisherError, read_answer
from costmodel.live.fetched import Fetched, Figure, table_of
from costmodel.live.paging import Page, all_rows
from costmodel.live.session import Parameters, Reply, Session
from costmodel.live.wanted import WANTED_FILE, Wanted
from costmodel.resources import data_path
from costmodel.statistics.teryt import is_teryt
from costmodel.tables import Status

FIRST_YEAR = 2010
"""The first year in SMUP's dictionary of dates."""


class _Flag(Declared):
    id: int
    kind: Literal["value", "zero", "none"]
    note: str


class _Flags(Declared):
    flag: list[_Flag]
    source: DeclaredSource


class _Area(Answer):
    id: int = Field(alias="id-teryt")
    woj: str | None = None
    pow: str | None = None
    gmn: str | None = None
    rodz: str | None = None

    @property
    def teryt(self) -> str:
        """The code of 7 digits, or an empty text where the entry has none."""
        gmina = f"{self.gmn}{self.rodz}" if self.gmn and self.rodz else "000"
        code = f"{self.woj or ''}{self.pow or '00'}{gmina}"
        return code if is_teryt(code) else ""


class _Number(Answer):
    id: int
    day: int = Field(alias="id-daty")
    area: int = Field(alias="id-teryt")
    flag: int = Field(alias="id-flaga")
    value: float | None = Field(alias="wartosc")


class _Areas(Answer):
    data: list[_Area]


class _Numbers(Answer):
    data: list[_Number]


Form = TypeVar("Form", _Areas, _Numbers)
Row = TypeVar("Row")


@cache
def _flags() -> dict[int, _Flag]:
    form = read_declared(data_path("live", "smup_flags.toml"), _Flags)
    return {flag.id: flag for flag in form.flag}


def areas(session: Session) -> dict[int, str]:
    """Return the TERYT codes of SMUP's areas by its own ids."""

    def page_of(number: int) -> Page[_Area]:
        reply = _asked(session, "teryt-dictionary", {}, number)
        return None, _listed(reply, _Areas).data

    found = _all(session, page_of, "teryt-dictionary")
    return {area.id: area.teryt for area in found if area.teryt}


def figures_of_indicator(
    session: Session, wanted: Wanted, *, years: Iterable[int], codes: Iterable[str]
) -> Fetched:
    """Return an indicator of some areas; a year that SMUP does not have is passed over.

    Parameters
    ----------
    wanted : Wanted
        Its unit must be declared: SMUP's figures carry none.
    codes : iterable of str
        TERYT codes of 7 digits.

    Raises
    ------
    PublisherError
        If an answer is of another indicator or year, or not of the form described.
    """
    if not wanted.unit:
        return Fetched(table_of([]), (_no_unit(wanted),))
    named, asked = areas(session), frozenset(codes)
    figures: list[Figure] = []
    notices: list[Problem] = []
    for year in years:
        for number, moment in _numbers(session, wanted, year):
            code = named.get(number.area, "")
            if code not in asked:
                continue
            read = _figure(number, wanted, code, moment)
            if isinstance(read, Problem):
                notices.append(read)
            else:
                figures.append(read)
    return Fetched(table_of(figures), tuple(dict.fromkeys(notices)))


def _numbers(session: Session, wanted: Wanted, year: int) -> list[tuple[_Number, datetime]]:
    """Return all numbers of one year, none where SMUP has none (it answers 404)."""
    path, day = "indicator-date-data", year * 10_000 + 1231
    parameters: Parameters = {"id": wanted.external_id, "id-daty": day}

    def page_of(number: int) -> Page[tuple[_Number, datetime]]:
        try:
            reply = _asked(session, path, parameters, number)
        except NoSuchDataError:
            return None, []
        rows = _listed(reply, _Numbers).data
        for row in rows:
            if (str(row.id), row.day) != (wanted.external_id, day):
                raise PublisherError([_other(reply, row, wanted, day)])
        return None, [(row, reply.moment) for row in rows]

    return list(_all(session, page_of, path))


def _asked(session: Session, path: str, parameters: Parameters, number: int) -> Reply:
    size = session.publisher.page_size
    return session.ask(path, {**parameters, "page": number, "page-size": size, "lang": "pl"})


def _all(session: Session, page_of: Callable[[int], Page[Row]], path: str) -> Iterator[Row]:
    publisher = session.publisher
    address = f"{publisher.base}/{path}"
    return all_rows(page_of, first=publisher.first_page, size=publisher.page_size, address=address)


def _listed(reply: Reply, form: type[Form]) -> Form:
    """Return an answer that is a bare list, or an object with ``data``."""
    body = reply.body.strip()
    wrapped = b'{"data":' + body + b"}" if body.startswith(b"[") else body
    return read_answer(wrapped, form, address=reply.address)


def _figure(number: _Number, wanted: Wanted, code: str, moment: datetime) -> Figure | Problem:
    flag = _flags().get(number.flag)
    source = (
        f"GUS, SMUP (API), wskaźnik {wanted.external_id} „{wanted.name}”, pobrano {moment:%Y-%m-%d}"
    )
    place = f"{code}, {wanted.variable}, {number.day // 10_000}"
    if flag is None:
        mend = "Tej liczby nie wpisano: sprawdź znaczenie flagi w SMUP."
        return Problem(source, place, f"flaga {number.flag}", "znana flaga SMUP", mend)
    if flag.kind == "zero" and number.value:
        mend = "Tej liczby nie wpisano: flaga i liczba przeczą sobie."
        return Problem(source, place, f"{number.value:g} z flagą {flag.id}", "zero", mend)
    value = 0.0 if flag.kind == "zero" else number.value
    known = value is not None and flag.kind != "none"
    note = f" ({flag.note})" if flag.note else ""
    return Figure(
        teryt=code,
        variable=wanted.variable,
        year=number.day // 10_000,
        value=value if value is not None and known else NO_VALUE,
        unit=wanted.unit,
        status=Status.OBSERVED if known else Status.MISSING,
        source=source + note,
        attribute=str(number.flag),
        publisher="smup",
        external_id=wanted.external_id,
        last_update="",
        asked_on=f"{moment:%Y-%m-%d}",
    )


def _no_unit(wanted: Wanted) -> Problem:
    mend = "Dopisz klucz unit: SMUP nie podaje jednostki przy liczbach. Danych nie pobrano."
    return Problem(WANTED_FILE, f"zmienna {wanted.variable}, klucz unit", "brak", "jednostka", mend)


def _other(reply: Reply, row: _Number, wanted: Wanted, day: int) -> Problem:
    mend = "Odpowiedź dotyczy czego innego: spróbuj jeszcze raz, potem zgłoś to."
    got, asked = f"{row.id}, {row.day}", f"{wanted.external_id}, {day}"
    return Problem(reply.address, "", got, asked, mend)
