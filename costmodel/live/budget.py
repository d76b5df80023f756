"""What a gmina spent in given years, from the budget reports of the Ministry of Finance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.live.budget_files import (
    BudgetFile,
    Report,
    budget_files,
    files_of_year,
    kept_report,
)
from costmodel.live.failures import NoSuchDataError
from costmodel.live.fetched import Fetched, Figure, table_of
from costmodel.live.rb28s import spending_variables, spent_by_chapter
from costmodel.live.rb28s_layout import layout
from costmodel.live.session import Session
from costmodel.statistics.checksums import checksum
from costmodel.tables import Status

MINISTRY = "Ministerstwo Finansów, Rb-28S"
_BY_HAND = "Pobierz plik za IV kwartał i podaj go: --budget ROK --budget-file PLIK."
_DIGITS_SHOWN = 12


def budget_questions(
    session: Session, teryt: str, *, years: Sequence[int], kept: Path, told: Callable[[str], object]
) -> Iterator[Callable[[], Fetched]]:
    """Yield one question for each year.

    Parameters
    ----------
    kept : Path
        Folder of downloaded files, one for all workspaces: each file is of the whole country.

    Raises
    ------
    PublisherError
        If the portal's list of files cannot be had.
    """
    told("Rb-28S: lista plików")
    files = budget_files(session)
    for year in years:
        told(f"Rb-28S: {year}")
        yield partial(_of_portal, session, teryt, year=year, files=files, kept=kept)


def budget_of_file(path: Path, teryt: str, *, year: int, day: date) -> Fetched:
    """Return the spending of a gmina from a file that the user gives.

    Parameters
    ----------
    day : date
        The day on which it is read.

    Raises
    ------
    InputError
        If there is no such file, it cannot be read, or it has no row of the gmina.
    """
    if not path.is_file():
        raise InputError([Problem(str(path), "", "brak pliku", "plik Rb-28S", _BY_HAND)])
    spent = spent_by_chapter(path, teryt=teryt)
    if not spent:
        raise InputError([_no_rows(path.name, teryt)])
    report = Report(path, path.name, "", "", day, checksum(path))
    return _fetched(report, teryt, year=year, spent=spent)


def _of_portal(
    session: Session, teryt: str, *, year: int, files: Sequence[BudgetFile], kept: Path
) -> Fetched:
    """Return the spending of a year from the one file of that year that knows the gmina."""
    named, chosen = f"{MINISTRY}, rok {year}", files_of_year(files, year)
    if not chosen:
        stands = "; ".join(file.title for file in files) or "brak plików Rb-28S"
        raise NoSuchDataError([Problem(named, "", stands, "plik za cały rok", _BY_HAND)])
    read = [
        (report, spent)
        for report in (kept_report(session, file, kept) for file in chosen)
        if (spent := spent_by_chapter(report.path, teryt=teryt))
    ]
    if not read:
        raise NoSuchDataError([_no_rows("; ".join(file.title for file in chosen), teryt)])
    if len(read) > 1:
        stands = "; ".join(report.title for report, _ in read)
        raise InputError([Problem(named, "", stands, "jeden plik z wydatkami gminy", _BY_HAND)])
    return _fetched(read[0][0], teryt, year=year, spent=read[0][1])


def _fetched(report: Report, teryt: str, *, year: int, spent: dict[str, float]) -> Fetched:
    source = (
        f"{MINISTRY}, plik „{report.title}”, {report.taken:%Y-%m-%d}, "
        f"SHA-256 {report.sha256[:_DIGITS_SHOWN]}"
    )
    return Fetched(
        table_of(
            Figure(
                teryt=teryt,
                variable=variable,
                year=year,
                value=round(value, 2),
                unit=layout().unit,
                status=Status.OBSERVED,
                source=source,
                attribute=f"sha256:{report.sha256}",
                publisher="dane",
                external_id=report.id,
                last_update=report.data_date,
                asked_on=f"{report.taken:%Y-%m-%d}",
            )
            for variable, value in spending_variables(spent, year=year).items()
        )
    )


def _no_rows(file: str, teryt: str) -> Problem:
    mend = "Sprawdź kod i rok. Miasto na prawach powiatu bywa w osobnym pliku."
    return Problem(file, "", "brak wierszy", f"wiersze gminy {teryt}", mend)
