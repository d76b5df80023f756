"""The last sheet: everything that was drawn, as values with their intervals."""

from __future__ import annotations

from costmodel.annex.workbook import Cell, Look, Sheet
from costmodel.publish.pen import PEOPLE, Pen
from costmodel.publish.workbook_names import Names
from costmodel.publish.workbook_page import HEAD_ROWS
from costmodel.quantities import Quantity

SHARE, MONEY = "udział", "zł"
HEADS = ("quantity", "scope", "unit", "year", "middle", "low", "high", "level", "id")
WIDTHS = (54.0, 46.0, 18.0, 7.0, 14.0, 14.0, 14.0, 9.0, 48.0)


def intervals(names: Names, pen: Pen) -> Sheet:
    """Return the sheet of all quantities that have an interval; the pen keeps them as printed."""
    rows: list[list[Cell | None]] = [
        [Cell(names.say("title_intervals"), "title")],
        [Cell(names.say("note_intervals"), "note")],
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
    look = _look(unit)
    numbers = (known.value, known.low, known.high)
    return [
        Cell(known.label),
        Cell(names.scope(known.id)),
        Cell(unit),
        Cell("") if known.year is None else Cell(float(known.year), "year"),
        *(None if number is None else Cell(float(number), look) for number in numbers),
        Cell("") if known.interval is None else Cell(known.interval, "percent"),
        Cell(known.id),
    ]


def _look(unit: str) -> Look:
    """Return how a number of a unit is shown: people and money without parts."""
    if unit == SHARE:
        return "factor"
    return "whole" if unit in (*PEOPLE, MONEY) else "value"
