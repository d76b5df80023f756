"""Write sheets of labels, inputs and live formulas as a protected workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import xlsxwriter  # type: ignore[import-untyped]  # the package ships no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from costmodel.annex.row_heights import LINE, POINTS, row_height

Look = Literal[
    "text",
    "title",
    "note",
    "head",
    "money",
    "whole",
    "people",
    "factor",
    "value",
    "percent",
    "input",
    "small_input",
    "year",
    "control",
    "part",
]
_FONT = {"font_name": "Arial", "font_size": POINTS}
_BORDER = {"border": 1, "border_color": "#BFBFBF", "valign": "top", **_FONT}
_HEAD = {"bold": True, "bg_color": "#D9E2EC", **_BORDER}
_INPUT = {"bg_color": "#FFF7D6", "locked": False, **_BORDER}
_LOOKS: dict[Look, dict[str, object]] = {
    "text": {"text_wrap": True, "align": "left", "indent": 1, **_BORDER},
    "title": {**_FONT, "bold": True, "font_size": 14},
    "note": {"text_wrap": True, "valign": "top", **_FONT},
    "head": {"text_wrap": True, "align": "left", "indent": 1, **_HEAD},
    "money": {"num_format": "#,##0", **_BORDER},
    "whole": {"num_format": "#,##0", **_BORDER},
    "people": {"num_format": "#,##0.0", **_BORDER},
    "factor": {"num_format": "0.0000", **_BORDER},
    "value": {"num_format": "#,##0.00", **_BORDER},
    "percent": {"num_format": "0%", **_BORDER},
    "input": {"num_format": "#,##0.00", **_INPUT},
    "small_input": {"num_format": "0.0000", **_INPUT},
    "year": {"num_format": "0", **_BORDER},
    "control": {"num_format": "0.000000", **_BORDER},
    "part": {"num_format": "0.0%", **_BORDER},
}
_BOLD: tuple[Look, ...] = ("head", "title")
_WRONG = {"bg_color": "#F4B183", "bold": True}
A4 = 9
MARGINS = (0.4, 0.4, 0.5, 0.6)
"""Left, right, top and bottom of the printed page. [inch]"""
ROUNDING = 1e-9
"""What a whole may be over 100 % by the rounding of its parts."""
MOST_HEIGHT = 400.0
"""The highest row that a spreadsheet takes. [pt]"""


@dataclass(frozen=True, slots=True)
class Limits:
    """Between what the number of an input may lie; ``None`` where there is no limit."""

    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Text or a number; with ``formula``, the number is what the formula gives.

    ``name`` is that by which formulas refer to it; ``limits`` are those of what is typed in.
    """

    content: str | float
    look: Look = "text"
    formula: str = ""
    name: str = ""
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells; ``None`` leaves a place empty.

    ``frozen`` is how many rows and columns stay in sight: the rows are printed on every page.
    ``widths`` are those of the columns. A note or a title that stands alone in its row runs over
    all of them. The first ``printed`` columns go on paper, all of them where it is 0.
    Where a cell of look „control” lies further from zero than ``tolerance``, or one of look „part”
    above 100 %, it is marked.
    """

    name: str
    rows: Sequence[Sequence[Cell | None]]
    frozen: tuple[int, int]
    widths: tuple[float, ...] = field(default=(40.0,))
    tolerance: str = "0.01"
    printed: int = 0


def write_workbook(
    sheets: Sequence[Sheet], path: Path, *, title: str, author: str, day: date
) -> None:
    """Write the sheets; the same sheets give the same bytes.

    Text never becomes a formula, a link or a number. All cells but inputs are locked.
    """
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        created = datetime(day.year, day.month, day.day)
        book.set_properties({"title": title, "author": author, "created": created})
        book.set_calc_mode("auto")
        looks = {look: book.add_format(how) for look, how in _LOOKS.items()}
        wrong = book.add_format(_WRONG)
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _set_up(page, sheet)
            _fill(book, page, sheet, looks, wrong)


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    """Set paper, head rows, what is printed, widths and protection."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(*MARGINS)
    page.set_footer("&L&A&R&P / &N")
    page.freeze_panes(*sheet.frozen)
    n_columns = max((len(row) for row in sheet.rows), default=0)
    if sheet.rows and n_columns:
        page.print_area(0, 0, len(sheet.rows) - 1, (sheet.printed or n_columns) - 1)
    if sheet.frozen[0]:
        page.repeat_rows(0, sheet.frozen[0] - 1)
    for column in range(n_columns):
        page.set_column(column, column, _width(sheet, column))
    page.protect("", {"format_columns": True, "format_rows": True})


def _fill(
    book: xlsxwriter.Workbook,
    page: Worksheet,
    sheet: Sheet,
    looks: dict[Look, Format],
    wrong: Format,
) -> None:
    for row, cells in enumerate(sheet.rows):
        _raise(page, sheet, row, looks)
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            _write(page, row, column, cell, looks[cell.look])
            if cell.name:
                book.define_name(cell.name, f"={place(sheet.name, row, column)}")
            if cell.limits is not None:
                page.data_validation(row, column, row, column, _rule(cell.limits))
            if cell.look in ("control", "part"):
                rule = _mark(cell.look, sheet.tolerance)
                page.conditional_format(row, column, row, column, rule | {"format": wrong})


def _write(page: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    """Write a text as text, a number as a number, a formula with its result."""
    if isinstance(cell.content, str):
        page.write_string(row, column, cell.content, look)
    elif cell.formula:
        page.write_formula(row, column, f"={cell.formula}", look, cell.content)
    else:
        page.write_number(row, column, cell.content, look)


def _mark(look: Look, tolerance: str) -> dict[str, object]:
    """Return when a cell that checks others is marked."""
    if look == "part":
        return {"type": "cell", "criteria": ">", "value": f"=1+{ROUNDING}"}
    limits = {"minimum": f"=-{tolerance}", "maximum": f"={tolerance}"}
    return {"type": "cell", "criteria": "not between", **limits}


def _rule(limits: Limits) -> dict[str, object]:
    """Return the check of what is typed into an input."""
    if limits.high is None:
        return {"validate": "decimal", "criteria": ">=", "value": limits.low}
    between = {"minimum": limits.low, "maximum": limits.high}
    return {"validate": "decimal", "criteria": "between", **between}


def _raise(page: Worksheet, sheet: Sheet, row: int, looks: dict[Look, Format]) -> None:
    """Make a row as high as its texts need; let one that stands alone run over all columns."""
    cells = sheet.rows[row]
    texts = [
        (str(cell.content), _width(sheet, column), cell.look in _BOLD)
        for column, cell in enumerate(cells)
        if cell is not None and isinstance(cell.content, str)
    ]
    if len(cells) == 1 and cells[0] is not None and cells[0].look in ("note", "title"):
        wide = max(map(len, sheet.rows))
        if wide > 1:
            page.merge_range(row, 0, row, wide - 1, "", looks[cells[0].look])
        whole = sum(_width(sheet, column) for column in range(sheet.printed or wide))
        texts = [(str(cells[0].content), whole, False)]
        if cells[0].look == "title":
            return
    height = min(row_height(texts), MOST_HEIGHT)
    if height > LINE:
        page.set_row(row, height)


def _width(sheet: Sheet, column: int) -> float:
    return sheet.widths[min(column, len(sheet.widths) - 1)]


def place(sheet: str, row: int, column: int) -> str:
    """Return the full address of a cell counted from 0.

    Examples
    --------
    >>> place("Dane", 4, 1)
    "'Dane'!$B$5"
    """
    return f"'{sheet}'!{xlsxwriter.utility.xl_rowcol_to_cell(row, column, True, True)}"
