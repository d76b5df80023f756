"""Where each thing stands in the workbook: one plan for the writer and the reader."""

from __future__ import annotations

from string import ascii_uppercase

WORKBOOK_FILE = "formularz.xlsx"
GUIDE_SHEET = "Instrukcja"
VERSION = "1"
TERYT_CELL, NAME_CELL, VERSION_CELL = (2, 1), (3, 1), (4, 1)
"""In the guide: row and column from 0."""
HEAD_ROW = 4
FIRST_ROW = HEAD_ROW + 1
LEADING_HEADS = ("klucz", "wiersz", "wyszczególnienie", "jednostka", "podstawa")
CLOSING_HEADS = ("źródło", "uwagi")
FIRST_YEAR_COLUMN = len(LEADING_HEADS)
APPROXIMATE = "układ przybliżony, sprawdź z formularzem"
YEARS_SHOWN = 6
"""Complete years that a new workbook asks for, the last one included."""


def years_before(year: int) -> tuple[int, ...]:
    """Return the complete years that a workbook made in ``year`` asks for.

    Examples
    --------
    >>> years_before(2026)
    (2020, 2021, 2022, 2023, 2024, 2025)
    """
    return tuple(range(year - YEARS_SHOWN, year))


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as a spreadsheet shows it; both numbers begin at 0.

    Examples
    --------
    >>> cell_name(5, 5), cell_name(0, 27)
    ('F6', 'AB1')
    """
    letters, left = "", column + 1
    while left:
        left, place = divmod(left - 1, len(ascii_uppercase))
        letters = ascii_uppercase[place] + letters
    return f"{letters}{row + 1}"
