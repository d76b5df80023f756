"""A target as it stands in cells: base, target of a year, the value without the plan."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any

from costmodel.annex.numbers import decimal
from costmodel.annex.plural import form
from costmodel.publish.indicator_cells import formatter_of
from costmodel.publish.material import Material
from costmodel.publish.names import FEW, capital
from costmodel.publish.pen import PEOPLE
from costmodel.translation import translated

GIVEN = "given"
Row = Mapping[Hashable, Any]
"""A row of :attr:`costmodel.studies.targets.StrategyTargets.table`."""


def target_rows(material: Material) -> list[Row]:
    """Return the targets of the strategy, row by row."""
    return [*material.targets.table.to_dict("records")]


def target_name(material: Material, row: Row) -> str:
    """Return „Bezrobotni na 1000 mieszkańców [osoby …]”, for people of a problem its unit."""
    unit = str(row["unit"])
    named = form(FEW, unit) if unit in PEOPLE else translated(unit)
    return material.pen.say("diagnosis.indicator", name=capital(str(row["name"])), unit=named)


def base_cell(material: Material, row: Row) -> str:
    """Return the base with its year."""
    return _in_year(material, row, "base", int(row["base_year"]))


def target_cell(material: Material, row: Row) -> str:
    """Return the target with its year."""
    year = int(row["target_year"])
    return _in_year(material, row, str(year), year)


def without_cell(material: Material, row: Row) -> str:
    """Return what would come without the plan in the year of the target, with its range."""
    pen, id_, unit = material.pen, f"target.{row['indicator']}.without", str(row["unit"])
    if not pen.knows(id_) or pen.quantity(id_).value is None:
        return pen.say("targets.unknown")
    if unit in PEOPLE:
        return pen.spread(id_)
    quantity, write = pen.quantity(id_), formatter_of(unit)
    ends = [write(end) for end in (quantity.low, quantity.high) if end is not None]
    text = pen.say("spread", value=_number(material, row, id_), range="– ".join(ends))
    return pen.note(id_, text)


def year_cell(material: Material, row: Row, year: int) -> str:
    """Return the target of one year alone, „–” where there is none."""
    id_ = f"target.{row['indicator']}.{year}"
    known = material.pen.knows(id_) and material.pen.quantity(id_).value is not None
    return _number(material, row, id_) if known else material.pen.say("targets.none")


def _in_year(material: Material, row: Row, name: str, year: int) -> str:
    pen, id_ = material.pen, f"target.{row['indicator']}.{name}"
    if not pen.knows(id_) or pen.quantity(id_).value is None:
        return pen.say("targets.unknown")
    return pen.say("targets.in_year", number=_number(material, row, id_), year=str(year))


def _number(material: Material, row: Row, id_: str) -> str:
    pen, unit = material.pen, str(row["unit"])
    value = pen.quantity(id_).value
    if unit in PEOPLE or value is None:
        return pen.number(id_)
    is_given = row["rule"] == GIVEN and id_.endswith(f".{row['target_year']}")
    text = decimal(Decimal(str(value)), None) if is_given else formatter_of(unit)(value)
    return pen.note(id_, text)
