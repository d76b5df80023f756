"""A table in Word: header rows that repeat, rows that stay whole, widths told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costmodel.annex.columns import A4, Room, columns_of
from costmodel.annex.document import Align, Table
from costmodel.annex.nbsp import typeset
from costmodel.annex.wordml import element, paragraph, text_runs

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_TWIPS = 20
_KEPT_WHOLE = 12
_HEADER_FILL = "E8EDF5"


def word_table(table: Table, room: Room = A4) -> Element:
    """Return the table element; caption and source stand outside of it."""
    widths = [round(width * _TWIPS) for width in columns_of(table, room).widths]
    return element(
        "tbl",
        _properties(table, sum(widths)),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        _header_row(table, widths),
        *(_row(table, number, widths) for number in range(len(table.rows))),
    )


def _properties(table: Table, width: int) -> Element:
    return element(
        "tblPr",
        element("tblStyle", val="AnnexTable"),
        element("tblW", w=width, type="dxa"),
        element("tblLayout", type="fixed"),
        element(
            "tblLook",
            val="04A0" if table.row_header else "0420",
            firstRow=1,
            lastRow=0,
            firstColumn=int(table.row_header),
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        ),
        element("tblCaption", val=typeset(table.caption)),
    )


def _header_row(table: Table, widths: list[int]) -> Element:
    cells = zip(table.header, table.align, widths, strict=True)
    return element(
        "tr",
        element("trPr", element("cantSplit"), element("tblHeader")),
        *(_cell(text, align, width, style="TableHead", head=True) for text, align, width in cells),
    )


def _row(table: Table, number: int, widths: list[int]) -> Element:
    last = len(table.rows) - 1
    kept = last < _KEPT_WHOLE or number == 0 or number >= last - 1
    cells = []
    for column, text in enumerate(table.rows[number]):
        style = "TableRowHead" if table.row_header and column == 0 else "TableText"
        cells.append(_cell(text, table.align[column], widths[column], style=style, keep_next=kept))
    return element("tr", element("trPr", element("cantSplit")), *cells)


def _cell(
    text: str,
    align: Align,
    width: int,
    *,
    style: str,
    head: bool = False,
    keep_next: bool = False,
) -> Element:
    properties = [element("tcW", w=width, type="dxa")]
    if head:
        properties.append(element("shd", val="clear", color="auto", fill=_HEADER_FILL))
        properties.append(element("vAlign", val="bottom"))
    printed = paragraph(style, *text_runs(text), keep_next=keep_next or head, align=align)
    return element("tc", element("tcPr", *properties), printed)
