"""Write the workbook that an office fills: a sheet for each section, its cells guarded."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # the package ships no types

from costmodel.intake.cells import SIGNS_TOLD, expected_in, has_fractions, validation_formula
from costmodel.intake.forms import Section
from costmodel.intake.layout import (
    APPROXIMATE,
    CLOSING_HEADS,
    FIRST_ROW,
    FIRST_YEAR_COLUMN,
    GUIDE_SHEET,
    HEAD_ROW,
    LEADING_HEADS,
    NAME_CELL,
    TERYT_CELL,
    VERSION,
    VERSION_CELL,
)
from costmodel.intake.locked import with_locked_structure
from costmodel.intake.sections import source_of, workbook_sections
from costmodel.resources import data_path

_A4 = 9
_WIDTHS = (14, 8, 58, 9, 13)
_YEAR_WIDTH, _SOURCE_WIDTH, _NOTE_WIDTH = 12, 34, 48
_GREY, _YELLOW, _LINE = "#EDEDED", "#FFF8DC", "#8C8C8C"
_BASE = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_CELL = _BASE | {"border": 1, "border_color": _LINE, "text_wrap": True}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "title": _BASE | {"bold": True, "font_size": 14},
    "text": _BASE | {"text_wrap": True},
    "warning": _BASE | {"bold": True, "font_color": "#9C2A00"},
    "head": _CELL | {"bold": True, "bg_color": _GREY},
    "locked": _CELL | {"bg_color": _GREY},
    "key": _CELL | {"bg_color": _GREY, "font_color": "#595959", "font_size": 8},
    "count": _CELL | {"bg_color": _YELLOW, "locked": False, "num_format": "#,##0"},
    "decimal": _CELL | {"bg_color": _YELLOW, "locked": False, "num_format": "#,##0.00"},
    "source": _CELL | {"bg_color": _YELLOW, "locked": False, "num_format": "@"},
}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_bytes(teryt: str, name: str, *, years: Sequence[int]) -> bytes:
    """Return the empty workbook of a gmina: the same bytes for the same arguments.

    Parameters
    ----------
    teryt, name : str
        Code and name of the gmina, printed in the guide.
    years : sequence of int
        Consecutive years, one column each.
    """
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, _OPTIONS)
    book.set_properties(
        {
            "title": f"Ocena zasobów i MRiPS-03: {name}",
            "created": datetime(years[-1] + 1, 1, 1),  # no clock: the bytes depend on arguments
        }
    )
    styles = {key: book.add_format(dict(style)) for key, style in _STYLES.items()}
    _write_guide(book.add_worksheet(GUIDE_SHEET), styles, teryt, name)
    for section in workbook_sections():
        _write_section(book.add_worksheet(section.sheet), styles, section, tuple(years))
    book.close()
    return with_locked_structure(made.getvalue())


def _write_guide(sheet: Any, styles: Mapping[str, Any], teryt: str, name: str) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, "Formularz gminy: OZPS i MRiPS-03", styles["title"])
    cells = {
        "Kod TERYT": (TERYT_CELL, teryt),
        "Gmina": (NAME_CELL, name),
        "Wersja skoroszytu": (VERSION_CELL, VERSION),
    }
    for label, ((row, column), value) in cells.items():
        sheet.write_string(row, column - 1, label, styles["head"])
        sheet.write_string(row, column, value, styles["locked"])
    for at, line in enumerate(guide_lines(), start=VERSION_CELL[0] + 2):
        sheet.write_string(at, 1, line, styles["text"])
    _finish(sheet, GUIDE_SHEET)


def guide_lines() -> list[str]:
    """Return how to fill the workbook, with the sheets that were compared with the form.

    Examples
    --------
    >>> [line.strip() for line in guide_lines() if "OZPS 2" in line or "OZPS 9" in line]
    ['– OZPS 2 demografia', '– OZPS 9 NGO']
    """
    text = data_path("forms", "instrukcja.txt").read_text(encoding="utf-8")
    sheets = {
        layout: "\n".join(f"      – {s.sheet}" for s in workbook_sections() if s.layout == layout)
        for layout in ("read", "approximate")
    }
    return text.format(**sheets).splitlines()


def _write_section(
    sheet: Any, styles: Mapping[str, Any], section: Section, years: tuple[int, ...]
) -> None:
    last_year = FIRST_YEAR_COLUMN + len(years) - 1
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(FIRST_YEAR_COLUMN, last_year, _YEAR_WIDTH)
    sheet.set_column(last_year + 1, last_year + 1, _SOURCE_WIDTH)
    sheet.set_column(last_year + 2, last_year + 2, _NOTE_WIDTH)
    sheet.write_string(0, 0, section.title, styles["title"])
    if section.layout == "approximate":
        sheet.write_string(1, 0, APPROXIMATE, styles["warning"])
    sheet.write_string(2, 0, section.note)
    for column, head in enumerate((*LEADING_HEADS, *years, *CLOSING_HEADS)):
        sheet.write(HEAD_ROW, column, head, styles["head"])
    for at, row in enumerate(section.rows, start=FIRST_ROW):
        leading = (row.key, row.row, row.label, row.unit, row.base)
        for column, text in enumerate(leading):
            sheet.write_string(at, column, text, styles["locked" if column else "key"])
        style = styles["decimal" if has_fractions(row.unit) else "count"]
        for column in range(FIRST_YEAR_COLUMN, last_year + 1):
            sheet.write_blank(at, column, None, style)
        sheet.write_string(at, last_year + 1, source_of(section), styles["source"])
        sheet.write_string(at, last_year + 2, row.note, styles["locked"])
        rule = _validation(row.unit, at)
        sheet.data_validation(at, FIRST_YEAR_COLUMN, at, last_year, rule)
    sheet.freeze_panes(FIRST_ROW, FIRST_YEAR_COLUMN - 2)
    sheet.repeat_rows(HEAD_ROW)
    _finish(sheet, section.sheet)


def _validation(unit: str, row: int) -> dict[str, object]:
    return {
        "validate": "custom",
        "value": validation_formula(unit, row, FIRST_YEAR_COLUMN),
        "input_title": f"Jednostka: {unit}",
        "input_message": f"{expected_in(unit).capitalize()}. {SIGNS_TOLD}.",
        "error_title": "Tej wartości nie przyjmiemy",
        "error_message": f"Powinno być: {expected_in(unit)}.",
    }


def _finish(sheet: Any, name: str) -> None:
    """Lock the sheet without a password, and set how it is printed."""
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{name}&Rstrona &P z &N")
