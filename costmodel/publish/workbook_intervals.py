"""The last sheet: everything that was drawn, as values with their intervals."""

from __future__ import annotations

from costmodel.annex.workbook import Cell, Look, Sheet
from costmodel.publish.pen import Pen
from costmodel.publish.workbook_names import Names
from costmodel.publish.workbook_page import HEAD_ROWS
from costmodel.quantities import Quantity

SHARE = "udział"
HEADS = ("quantity", "unit", "year", "middle", "low", "high", "level", "id")
WIDTHS = (58.0, 14.0, 7.0, 16.0, 16.0, 16.0, 8.0, 44.0)


def intervals(names: Names, pen: Pen) -> Sheet:
    """Return the sheet of all quantities that have an interval; the pen keeps them as printed."""
    rows: list[list[Cell | None]] = [
        [Cell(names.say("title_intervals"), "title")],
        [Cell(names.say("note_intervals"))],
        [Cell(names.say(f"head_{head}"), "head") for head in HEADS],
    ]
    for known in pen.known.values():
        if known.low is not None and known.high is not None and known.value is not None:
            pen.number(known.id)
            pen.number_range(known.id)
            rows.append(_row(known, names))
    return Sheet(names.say("sheet_intervals"), rows, (HEAD_ROWS, 1), WIDTHS)


def _row(known: Quantity, names: Names) -> list[Cell | None]:
    unit = names.unit(known.unit)
    look: Look = "factor" if unit == SHARE else "value"
    numbers = (known.value, known.low, known.high)
    return [
        Cell(known.label),
        Cell(unit),
        None if known.year is None else Cell(float(known.year), "year"),
        *(None if number is None else Cell(float(number), look) for number in numbers),
        None if known.interval is None else Cell(known.interval, "percent"),
        Cell(known.id),
    ]
