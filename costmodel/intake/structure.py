"""Find what was moved in a filled workbook: heads, years and rows that are not where they were."""

from __future__ import annotations

from collections.abc import Sequence

from costmodel.errors import Problem
from costmodel.intake.cells import Raw
from costmodel.intake.forms import Section
from costmodel.intake.layout import (
    CLOSING_HEADS,
    FIRST_ROW,
    FIRST_YEAR_COLUMN,
    HEAD_ROW,
    LEADING_HEADS,
    cell_name,
)

_YEARS = range(1990, 2101)
_UNDO = "Cofnij zmianę układu albo przepisz liczby do nowego skoroszytu (costmodel new)."
Cells = list[list[Raw]]


def years_of(cells: Cells) -> tuple[int, ...]:
    """Return the years in the head of a sheet; empty where they are not consecutive years.

    Examples
    --------
    >>> head = ["klucz", "wiersz", "wyszczególnienie", "jednostka", "podstawa", 2023.0, 2024.0]
    >>> years_of([[], [], [], [], [*head, "źródło", "uwagi"]])
    (2023, 2024)
    """
    head = cells[HEAD_ROW] if len(cells) > HEAD_ROW else []
    if CLOSING_HEADS[0] not in head:
        return ()
    stand = head[FIRST_YEAR_COLUMN : head.index(CLOSING_HEADS[0])]
    years = [int(y) for y in stand if isinstance(y, int | float) and float(y).is_integer()]
    whole = len(years) == len(stand) > 0 and years[0] in _YEARS and years[-1] in _YEARS
    consecutive = whole and years == list(range(years[0], years[0] + len(years)))
    return tuple(years) if consecutive else ()


def structure_problems(file: str, pages: Sequence[tuple[Section, Cells]]) -> list[Problem]:
    """Return the first thing moved on each sheet; the rest usually follows from it.

    Parameters
    ----------
    file : str
        Name told to the reader.
    pages : sequence of (Section, list of list)
        Each sheet with the section that it should hold.
    """
    years = next((years_of(cells) for _, cells in pages if years_of(cells)), ())
    found = []
    for section, cells in pages:
        problem = _moved_head(cells, years) or _moved_row(cells, section)
        if problem:
            cell, value, expected = problem
            place = f"arkusz „{section.sheet}”, komórka {cell}"
            found.append(Problem(file, place, value, expected, _UNDO))
    return found


def _moved_head(cells: Cells, years: tuple[int, ...]) -> tuple[str, str, str] | None:
    """Return cell, value and expectation of the first head that is not as it was."""
    head = [_text(cell) for cell in cells[HEAD_ROW]] if len(cells) > HEAD_ROW else []
    wanted = [*LEADING_HEADS, *map(str, years), *CLOSING_HEADS]
    for column, text in enumerate(wanted):
        stands = head[column] if column < len(head) else ""
        if stands != text:
            return cell_name(HEAD_ROW, column), stands, f"nagłówek „{text}”"
    if not years:
        place = cell_name(HEAD_ROW, FIRST_YEAR_COLUMN)
        return place, "brak lat", "kolejne lata, po jednym w kolumnie"
    return None


def _moved_row(cells: Cells, section: Section) -> tuple[str, str, str] | None:
    """Return cell, value and expectation of the first row that is not as it was."""
    keys = [_text(row[0]) if row else "" for row in cells[FIRST_ROW:]]
    labels = [_text(row[2]) if len(row) > 2 else "" for row in cells[FIRST_ROW:]]
    for at, row in enumerate(section.rows):
        for column, stand, wanted in ((0, keys, row.key), (2, labels, row.label)):
            stands = stand[at] if at < len(stand) else ""
            if stands != wanted:
                return cell_name(FIRST_ROW + at, column), stands, wanted
    for at, line in enumerate(
        cells[FIRST_ROW + len(section.rows) :], FIRST_ROW + len(section.rows)
    ):
        for column, cell in enumerate(line):
            if _text(cell):
                return cell_name(at, column), _text(cell), "pusty wiersz pod tabelą"
    return None


def _text(cell: Raw) -> str:
    """Return a cell as it is shown: a whole number without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
