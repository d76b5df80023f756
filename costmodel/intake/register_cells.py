"""Read the bare cells of a register, CSV or XLSX, repeating nothing of what stands in them."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from costmodel.errors import InputError, Problem
from costmodel.intake.cells import Raw
from costmodel.intake.xlsx_parts import fail_if_unsafe
from costmodel.statistics.decoding import decoded

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
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        mend = "Zapisz plik jeszcze raz jako CSV UTF-8."
        raise InputError([Problem(path.name, "", "błąd zapisu CSV", "tabela CSV", mend)]) from error


def _workbook_lines(path: Path) -> list[Line]:
    mend = "Zapisz plik jeszcze raz jako .xlsx albo CSV UTF-8."
    try:
        content = path.read_bytes()
        fail_if_unsafe(content, file=path.name)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (OSError, CalamineError) as error:
        problem = Problem(path.name, "", "plik, którego nie da się odczytać", "rejestr", mend)
        raise InputError([problem]) from error
    if len(book.sheet_names) > 1:
        told = "Usuń pozostałe arkusze: mogą zawierać dane, których nie sprawdzamy."
        problem = Problem(path.name, "", "kilka arkuszy", "jeden arkusz", told)
        raise InputError([problem])
    return [(at, [_text(cell) for cell in row]) for at, row in enumerate(rows, 1)]


def _text(cell: Raw) -> str:
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
