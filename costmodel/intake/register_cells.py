"""Read the bare cells of a register, CSV or XLSX, repeating nothing of what stands in them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.intake.cells import Raw
from costmodel.intake.xlsx_parts import fail_if_unsafe
from costmodel.limits import read_limited
from costmodel.refusals import cure_of, reason_of
from costmodel.statistics.csv_rows import csv_rows
from costmodel.statistics.decoding import decoded
from costmodel.statistics.spreadsheets import cells_of, opened

COLUMNS = ("person", "problem", "level", "start", "end", "reason")
"""All that a register may hold."""
_WORKBOOK = ".xlsx"
Line = tuple[int, list[str]]


def register_cells(path: Path) -> tuple[list[str], list[Line]]:
    """Return the head in small letters, and the cells of each line that is not blank.

    Parameters
    ----------
    path : Path
        ``.xlsx`` (first sheet) or CSV.

    Returns
    -------
    tuple of list
        Column names; lines by number, each as long as the head. A date is RRRR-MM-DD.

    Raises
    ------
    InputError
        If the file cannot be read, or a line has other fields than the head.
    """
    lines = _workbook_lines(path) if path.suffix.lower() == _WORKBOOK else _csv_lines(path)
    filled = [(line, cells) for line, cells in lines if any(cells)]
    if not filled:
        mend = "Wpisz nagłówek i wiersze albo usuń plik."
        raise InputError([Problem(path.name, "", "pusta tabela", "rejestr z nagłówkiem", mend)])
    head = [cell.casefold() for cell in filled[0][1]]
    while head and not head[-1]:
        head.pop()
    width = len(head)
    wrong = [line for line, cells in filled[1:] if len(cells) < width or any(cells[width:])]
    if wrong:
        mend = "Sprawdź średniki w tych wierszach."
        told = ", ".join(map(str, wrong))
        problem = Problem(path.name, f"wiersze {told}", "inna liczba pól", "jak w nagłówku", mend)
        raise InputError([problem])
    return head, [(line, cells[:width]) for line, cells in filled[1:]]


def _csv_lines(path: Path) -> list[Line]:
    text = decoded(path)
    first = text.splitlines()[0]
    separator = ";" if first.count(";") >= first.count(",") else ","
    rows = csv_rows(text, separator=separator, file=path.name)
    return [(line, [cell.strip() for cell in row]) for line, row in rows]


def _workbook_lines(path: Path) -> list[Line]:
    try:
        content = read_limited(path)
    except OSError as error:
        value, mend = reason_of(error), cure_of(error)
        raise InputError([Problem(path.name, "", value, "plik do odczytu", mend)]) from error
    fail_if_unsafe(content, file=path.name)
    book = opened(content, file=path.name)
    if len(book.sheet_names) != 1:
        told = "Usuń pozostałe arkusze: mogą zawierać dane, których nie sprawdzamy."
        problem = Problem(path.name, "", "kilka arkuszy", "jeden arkusz", told)
        raise InputError([problem])
    rows = cells_of(book, book.sheet_names[0], file=path.name)
    return [(at, [_text(cell) for cell in row]) for at, row in enumerate(rows, 1)]


def _text(cell: Raw) -> str:
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
