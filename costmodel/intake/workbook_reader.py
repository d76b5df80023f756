"""Read a filled workbook back, telling everything wrong in it at once by sheet and cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from costmodel.characters import named, odd_character
from costmodel.errors import InputError, Problem
from costmodel.intake.cells import Fault, Raw, figure, shown_safely
from costmodel.intake.filled import Given
from costmodel.intake.forms import Row, Section
from costmodel.intake.layout import (
    FIRST_ROW,
    FIRST_YEAR_COLUMN,
    GUIDE_SHEET,
    TERYT_CELL,
    VERSION,
    VERSION_CELL,
    cell_name,
)
from costmodel.intake.personal import personal_kind
from costmodel.intake.sections import LEVELS_SHEET, workbook_sections
from costmodel.intake.structure import structure_problems, years_of
from costmodel.intake.xlsx_parts import fail_if_unsafe
from costmodel.limits import LONGEST_CELL, read_limited
from costmodel.refusals import cure_of, reason_of
from costmodel.statistics.spreadsheets import cells_of, opened
from costmodel.tables import Status

_NEW = "Załóż nowy skoroszyt (costmodel new) i przepisz do niego liczby."
_NEVER_IN_A_SOURCE = ("PESEL", "adres e-mail", "telefon")
Cells = list[list[Raw]]


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet of the file with the section that it should hold."""

    file: str
    section: Section
    cells: Cells

    def problem(self, cell: str, fault: Fault) -> Problem:
        place = f"arkusz „{self.section.sheet}”, komórka {cell}"
        return Problem(self.file, place, fault.value, fault.expected, fault.mend)


def read_workbook(path: Path, *, teryt: str) -> list[Given]:
    """Return every figure that stands in a filled workbook.

    Parameters
    ----------
    path : Path
        XLSX made by :func:`costmodel.intake.workbook.workbook_bytes` and filled.
    teryt : str
        Code that must stand in the guide.

    Raises
    ------
    InputError
        If the file is no XLSX or holds macros or formulas; if sheets, rows or heads are not
        where they were; with every cell that is no figure and every figure without a source.
    """
    content = _bytes(path)
    fail_if_unsafe(content, file=path.name)
    sheets = _sheets(content, path.name)
    problems = [
        *_missing_sheets(path.name, list(sheets)),
        *_guide_problems(path.name, sheets.get(GUIDE_SHEET, []), teryt),
    ]
    pages = [
        _Page(path.name, section, sheets[section.sheet])
        for section in workbook_sections()
        if section.sheet in sheets
    ]
    problems += structure_problems(path.name, [(page.section, page.cells) for page in pages])
    if problems:
        raise InputError(problems)
    given: list[Given] = []
    for page in pages:
        found, wrong = _figures(page)
        given += found
        problems += wrong
    if problems:
        raise InputError(problems)
    return given


def _bytes(path: Path) -> bytes:
    try:
        return read_limited(path)
    except OSError as error:
        value, mend = reason_of(error), f"{cure_of(error)} Sprawdź nazwę pliku."
        raise InputError([Problem(path.name, "", value, "plik do odczytu", mend)]) from error


def _sheets(content: bytes, file: str) -> dict[str, Cells]:
    book = opened(content, file=file)
    return {name: cells_of(book, name, file=file) for name in book.sheet_names}


def _missing_sheets(file: str, names: Sequence[str]) -> list[Problem]:
    wanted = [GUIDE_SHEET, *(section.sheet for section in workbook_sections())]
    unknown = [name for name in names if name not in wanted]
    missing = [name for name in wanted if name not in names]
    told = ", ".join(unknown) or "brak"
    found = [
        Problem(file, "nazwy arkuszy", told, f"arkusz „{name}”", "Przywróć nazwę arkusza.")
        for name in missing
    ]
    if not missing:
        mend = "Usuń ten arkusz: liczb spoza arkuszy formularza nie czytamy."
        found += [
            Problem(file, "nazwy arkuszy", name, "tylko arkusze formularza", mend)
            for name in unknown
        ]
    return found


def _guide_problems(file: str, cells: Cells, teryt: str) -> list[Problem]:
    found = []
    for at, expected, mend in (
        (TERYT_CELL, teryt, "To skoroszyt innej gminy albo zmieniony kod. " + _NEW),
        (VERSION_CELL, VERSION, "To skoroszyt z innej wersji biblioteki. " + _NEW),
    ):
        stands = str(cell_of(cells, *at))
        if cells and stands != expected:
            place = f"arkusz „{GUIDE_SHEET}”, komórka {cell_name(*at)}"
            found.append(Problem(file, place, stands, expected, mend))
    return found


def cell_of(cells: Cells, row: int, column: int) -> Raw:
    """Return a cell, empty where the sheet does not reach."""
    return cells[row][column] if row < len(cells) and column < len(cells[row]) else ""


def _figures(page: _Page) -> tuple[list[Given], list[Problem]]:
    years = years_of(page.cells)
    given: list[Given] = []
    problems: list[Problem] = []
    for at, row in enumerate(page.section.rows, start=FIRST_ROW):
        source = str(cell_of(page.cells, at, FIRST_YEAR_COLUMN + len(years))).strip()
        found, wrong = _figures_of_row(page, row, at, years=years, source=source)
        fault = _fault_of_source(source) if found else None
        if fault:
            wrong.append(page.problem(cell_name(at, FIRST_YEAR_COLUMN + len(years)), fault))
        given += found
        problems += wrong
    if page.section.sheet == LEVELS_SHEET:
        problems += _half_filled(page, given, years)
    return given, problems


def _fault_of_source(source: str) -> Fault | None:
    """Return what is wrong with a source: it is missing, or names a person by a number."""
    if not source:
        mend = "Wpisz, skąd jest liczba: bez źródła nie wejdzie do aneksu."
        return Fault("", "źródło liczby", mend)
    if odd := odd_character(source):
        mend = "Usuń ten znak: nie widać go, a zmienia to, co widać."
        return Fault(named(odd), "źródło bez takich znaków", mend)
    if len(source) > LONGEST_CELL:
        expected = f"źródło do {LONGEST_CELL} znaków"
        return Fault(f"{len(source)} znaków", expected, "Skróć tekst.")
    if personal_kind(source) in _NEVER_IN_A_SOURCE:
        mend = "Usuń dane osobowe: źródłem jest formularz, rejestr albo urząd."
        return Fault(shown_safely(source), "źródło liczby bez danych osobowych", mend)
    return None


def _figures_of_row(
    page: _Page, row: Row, at: int, *, years: Sequence[int], source: str
) -> tuple[list[Given], list[Problem]]:
    given, problems = [], []
    for column, year in enumerate(years, start=FIRST_YEAR_COLUMN):
        got = figure(cell_of(page.cells, at, column), row.unit)
        if isinstance(got, Fault):
            problems.append(page.problem(cell_name(at, column), got))
        elif got is not None:
            given.append(Given(row, year, got[0], got[1], source))
    return given, problems


def _half_filled(page: _Page, given: Sequence[Given], years: Sequence[int]) -> list[Problem]:
    """Return years in which some levels of a problem have a number and others have none."""
    valued = {(one.row.key, one.year) for one in given if one.status is Status.OBSERVED}
    levels: dict[str, list[tuple[int, Row]]] = {}
    for at, row in enumerate(page.section.rows, start=FIRST_ROW):
        levels.setdefault(row.key.split(".")[0], []).append((at, row))
    found = []
    for rows in levels.values():
        for column, year in enumerate(years, start=FIRST_YEAR_COLUMN):
            empty = [at for at, row in rows if (row.key, year) not in valued]
            if 0 < len(empty) < len(rows):
                cells = ", ".join(cell_name(at, column) for at in empty)
                mend = "Dopisz brakujące liczby (znak –, gdy nie ma takich osób) albo usuń resztę."
                fault = Fault("brak liczby", f"liczba na każdym poziomie w {year} r.", mend)
                found.append(page.problem(cells, fault))
    return found
