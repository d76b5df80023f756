"""Find and download the budget reports (Rb-28S) that the Ministry of Finance publishes."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from costmodel.errors import InputError, OutputError, Problem
from costmodel.live.failures import Answer, no_connection, read_answer
from costmodel.live.paging import Page, all_rows
from costmodel.live.session import TIMEOUT, Session

DATASET = 872
_REPORT = re.compile(r"rb[\s_-]*28[\s_-]*s", re.IGNORECASE)
_CHUNK = 1 << 16


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
        years = set(re.findall(r"(?<!\d)(20\d\d)(?!\d)", self.title))
        return int(years.pop()) if len(years) == 1 else None


def budget_files(session: Session) -> tuple[BudgetFile, ...]:
    """Return the files of the dataset whose title names Rb-28S, each once.

    Notes
    -----
    The portal is known to give one resource twice when it turns pages; the number of
    distinct ones may then stay under the announced count.
    """
    path = f"datasets/{DATASET}/resources"
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


def _file(row: _Resource) -> BudgetFile:
    one = row.attributes
    url = one.file_url or one.download_url or ""
    return BudgetFile(row.id, one.title.strip(), url, one.data_date or "")


def download(session: Session, file: BudgetFile, target: Path) -> str:
    """Save a file, whole or not at all, and return its SHA-256.

    Raises
    ------
    InputError
        If the portal gives no address, does not answer, or hangs up before the end.
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
        raise OutputError(f"{target}: nie można zapisać pliku ({error.strerror}).") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return digest.hexdigest()


def _chunks(session: Session, url: str) -> Iterator[bytes]:
    """Yield the bytes of a file; these are not kept among the answers."""
    try:
        with session.requests.cache_disabled():
            response = session.requests.get(url, timeout=TIMEOUT, stream=True)
            if response.status_code != 200:
                raise no_connection(url, f"odpowiedź {response.status_code}")
            yield from response.iter_content(_CHUNK)
    except OSError as error:
        raise no_connection(url, f"pobieranie przerwane ({type(error).__name__})") from error
