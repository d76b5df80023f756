"""Fill the empty workbook as a spreadsheet would save it, without a spreadsheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from costmodel.intake.layout import FIRST_ROW, FIRST_YEAR_COLUMN, cell_name
from costmodel.intake.sections import workbook_sections
from costmodel.intake.workbook import workbook_bytes

TERYT, NAME = "3215011", "Szczecinek"
YEARS = (2022, 2023, 2024)
SOURCE_COLUMN = FIRST_YEAR_COLUMN + len(YEARS)
BOOK = "xl/workbook.xml"
Cells = Mapping[tuple[str, str], float | str]
"""Sheet and cell → a number, a text, or a formula that begins with ``=``."""


@cache
def empty() -> bytes:
    """Return the empty workbook; it is made once."""
    return workbook_bytes(TERYT, NAME, years=YEARS)


def where(key: str, year: int | None = None) -> tuple[str, str]:
    """Return sheet and cell of a figure, or of its source where no year is given."""
    column = SOURCE_COLUMN if year is None else FIRST_YEAR_COLUMN + YEARS.index(year)
    for section in workbook_sections():
        for at, row in enumerate(section.rows, start=FIRST_ROW):
            if row.key == key:
                return section.sheet, cell_name(at, column)
    raise AssertionError(key)


def changed(workbook: bytes, change: Callable[[str, str], str]) -> bytes:
    """Return the workbook with each text part changed by ``change(name, text)``."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode("utf-8")))
    return made.getvalue()


def filled_with(cells: Cells) -> bytes:
    """Return the workbook with values in its cells."""
    sheets = ["Instrukcja", *(section.sheet for section in workbook_sections())]
    parts: dict[str, dict[str, float | str]] = {}
    for (sheet, cell), value in cells.items():
        parts.setdefault(f"xl/worksheets/sheet{sheets.index(sheet) + 1}.xml", {})[cell] = value

    def change(name: str, text: str) -> str:
        for cell, value in parts.get(name, {}).items():
            found = re.search(rf'<c r="{cell}"( s="\d+")?(?: t="s")?(/>|>.*?</c>)', text)
            assert found, cell
            text = text.replace(found[0], _cell(cell, found[1] or "", value))
        return text

    return changed(empty(), change)


def _cell(cell: str, style: str, value: float | str) -> str:
    if isinstance(value, str) and value.startswith("="):
        return f'<c r="{cell}"{style}><f>{value[1:]}</f><v>2</v></c>'
    if isinstance(value, str):
        return f'<c r="{cell}"{style} t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{cell}"{style}><v>{value}</v></c>'


def saved(folder: Path, workbook: bytes) -> Path:
    """Write the workbook into a folder under its usual name."""
    path = folder / "formularz.xlsx"
    path.write_bytes(workbook)
    return path
