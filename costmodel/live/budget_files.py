"""Find, download and keep the budget reports (Rb-28S) that the Ministry of Finance publishes."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from costmodel.errors import InputError, OutputError, Problem
from costmodel.live.bounded import LARGEST_DOWNLOAD, chunks_of
from costmodel.live.failures import Answer, no_connection, read_answer
from costmodel.live.paging import Page, all_rows
from costmodel.live.rb28s_layout import layout
from costmodel.live.session import TIMEOUT, Session
from costmodel.refusals import refusal_of
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.checksums import checksum
from costmodel.statistics.one_at_a_time import only_one

_REPORT = re.compile(r"rb[\s_-]*28[\s_-]*s", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_QUARTER = re.compile(r"\b(IV|I{1,3}|[1-4])[\s._-]*kw", re.IGNORECASE)
_LAST_QUARTER = ("IV", "4")
_ENDING = re.compile(r"\.(zip|csv|dbf)$", re.IGNORECASE)


class _Attributes(Answer):
    title: str
    file_url: str | None = Field(default=None, alias="file_url")
    download_url: str | None = Field(default=None, alias="download_url")
    data_date: str | None = Field(default=None, alias="data_date")
    format: str | None = None


class _Resource(Answer):
    id: str
    attributes: _Attributes


class _Meta(Answer):
    count: int


class _Listing(Answer):
    data: list[_Resource]
    meta: _Meta


@dataclass(frozen=True, slots=True)
class BudgetFile:
    """One published file: its title says which report, year and quarter it is of."""

    id: str
    title: str
    url: str
    data_date: str

    @property
    def year(self) -> int | None:
        """The year in the title, where there is exactly one."""
        years = set(_YEAR.findall(self.title))
        return int(years.pop()) if len(years) == 1 else None

    @property
    def quarter(self) -> str:
        """The quarter in the title, ``I`` to ``IV`` or ``1`` to ``4``; empty where none is."""
        found = _QUARTER.search(self.title)
        return found[1].upper() if found else ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report on this computer, with what a source says of it.

    Parameters
    ----------
    id, data_date : str
        The portal's number of the resource and the day of its data; empty for a user's own file.
    taken : date
        When it was downloaded.
    """

    path: Path
    title: str
    id: str
    data_date: str
    taken: date
    sha256: str


class _Note(BaseModel):
    """What is written down beside a downloaded file."""

    title: str
    url: str
    taken: date
    sha256: str


def budget_files(session: Session) -> tuple[BudgetFile, ...]:
    """Return the files of the dataset whose title names Rb-28S, each once.

    Notes
    -----
    The portal is known to give one resource twice when it turns pages; the number of
    distinct ones may then stay under the announced count.
    """
    path = f"datasets/{layout().dataset}/resources"
    publisher = session.publisher

    def page_of(number: int) -> Page[_Resource]:
        asked = {"page": number, "per_page": publisher.page_size}
        reply = session.ask(path, asked)
        listing = read_answer(reply.body, _Listing, address=reply.address)
        return listing.meta.count, listing.data

    address = f"{publisher.base}/{path}"
    rows = all_rows(page_of, first=publisher.first_page, size=publisher.page_size, address=address)
    found = {row.id: row for row in rows if _REPORT.search(row.attributes.title)}
    return tuple(_file(row) for row in found.values())


def files_of_year(files: Sequence[BudgetFile], year: int) -> tuple[BudgetFile, ...]:
    """Return the files of a whole year: those of its fourth quarter, else those that name none.

    Examples
    --------
    >>> titles = ("Rb-28S III kw. 2024", "Rb-28S IV kwartał 2024", "Rb-28S 2023")
    >>> files = [BudgetFile("1", title, "", "") for title in titles]
    >>> [[file.title for file in files_of_year(files, year)] for year in (2024, 2023, 2022)]
    [['Rb-28S IV kwartał 2024'], ['Rb-28S 2023'], []]
    """
    of_year = [file for file in files if file.year == year]
    last = [file for file in of_year if file.quarter in _LAST_QUARTER]
    return tuple(last or [file for file in of_year if not file.quarter])


def kept_report(session: Session, file: BudgetFile, folder: Path) -> Report:
    """Return a file of the portal, downloaded once; again where it no longer has its checksum.

    Raises
    ------
    InputError
        If it cannot be downloaded, or is larger than any real one.
    OutputError
        If the folder cannot be written to.
    """
    ending = _ENDING.search(file.url)
    name = re.sub(r"\W", "", f"{file.id}_{file.data_date}") + (ending[0].lower() if ending else "")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(refusal_of(error, file=str(folder))) from error
    with only_one(folder):
        return _kept(session, file, folder / name)


def _kept(session: Session, file: BudgetFile, path: Path) -> Report:
    beside = path.with_name(f"{path.name}.json")
    note = _noted(beside)
    if note is None or not path.is_file() or checksum(path) != note.sha256:
        if session.offline:
            raise no_connection(file.url, "praca bez sieci, a tego pliku jeszcze nie pobrano")
        digest, day = download(session, file, path), datetime.now().astimezone().date()
        note = _Note(title=file.title, url=file.url, taken=day, sha256=digest)
        write_whole(beside, note.model_dump_json(indent=1) + "\n")
    return Report(path, note.title, file.id, file.data_date, note.taken, note.sha256)


def _noted(path: Path) -> _Note | None:
    """Return what stands beside a file; nothing where it cannot be read, as if it never stood."""
    try:
        return _Note.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _file(row: _Resource) -> BudgetFile:
    one = row.attributes
    url = one.file_url or one.download_url or ""
    return BudgetFile(row.id, one.title.strip(), url, one.data_date or "")


def download(session: Session, file: BudgetFile, target: Path) -> str:
    """Save a file, whole or not at all, and return its SHA-256.

    Raises
    ------
    InputError
        If the portal gives no address, does not answer, hangs up before the end, or never ends.
    OutputError
        If ``target`` cannot be written.
    """
    if not file.url:
        mend = "Pobierz plik ręcznie z dane.gov.pl."
        raise InputError([Problem(file.title, "adres pliku", "brak", "adres", mend)])
    unfinished = target.with_name(f".{target.name}.part")
    digest = hashlib.sha256()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as out:
            for chunk in _chunks(session, file.url):
                digest.update(chunk)
                out.write(chunk)
        os.replace(unfinished, target)  # noqa: PTH105 - one name for both systems
    except OSError as error:
        raise OutputError(refusal_of(error, file=str(target))) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return digest.hexdigest()


def _chunks(session: Session, url: str) -> Iterator[bytes]:
    """Yield the bytes of a file; these are not kept among the answers."""
    try:
        response = session.downloads.get(url, timeout=TIMEOUT, stream=True)
        if response.status_code != 200:
            raise no_connection(url, f"odpowiedź {response.status_code}")
        yield from chunks_of(response, largest=LARGEST_DOWNLOAD)
    except OSError as error:
        raise no_connection(url, f"pobieranie przerwane ({type(error).__name__})") from error
