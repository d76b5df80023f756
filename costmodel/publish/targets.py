"""The indicators of the strategy: base values, targets by year, and whether they are measurable."""

from __future__ import annotations

from costmodel.annex.document import Align, Block, Heading, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.publish.model_targets import model_targets
from costmodel.publish.target_cells import (
    Row,
    base_cell,
    target_cell,
    target_name,
    target_rows,
    without_cell,
    year_cell,
)

COLUMNS = ("indicator", "base", "target", "without", "rule")
CHECKED = ("indicator", "measurable", "found")


def targets(material: Material) -> list[Block]:
    """Return base and target values, those of every year, and what their check finds."""
    pen, rows = material.pen, target_rows(material)
    told = "declared" if material.targets.is_declared else "suggested"
    return [
        Heading(1, pen.say("targets.heading")),
        Paragraph(pen.say(f"targets.text_{told}")),
        Table(
            caption=pen.say("targets.table"),
            header=tuple(pen.say(f"targets.column_{name}") for name in COLUMNS),
            rows=tuple(_row(material, row) for row in rows),
            align=("left", "right", "right", "right", "left"),
            source=_sources(material, rows),
            note=pen.say("targets.note"),
        ),
        *_yearly(material, rows),
        *_checked(material, rows),
        *model_targets(material),
    ]


def _row(material: Material, row: Row) -> tuple[str, ...]:
    pen = material.pen
    return (
        target_name(material, row),
        base_cell(material, row),
        target_cell(material, row),
        without_cell(material, row),
        pen.say(f"targets.rule_{row['rule']}"),
    )


def _sources(material: Material, rows: list[Row]) -> str:
    """Return where the base values are from, each source once, and the model."""
    known = [str(row["source"]) for row in rows if row["source"]]
    return "; ".join(dict.fromkeys([*known, material.own_source]))


def _yearly(material: Material, rows: list[Row]) -> list[Block]:
    """Return the targets of the years of the plan; nothing where none can be measured yearly."""
    pen, years = material.pen, material.study.outcome.years
    measured = [row for row in rows if row["measurable"]]
    if not measured:
        return []
    numbers: list[Align] = ["right" for _ in years]
    return [
        Table(
            caption=pen.say("targets.yearly_table"),
            header=(pen.say("targets.column_indicator"), *map(str, years)),
            rows=tuple(
                (target_name(material, row), *(year_cell(material, row, y) for y in years))
                for row in measured
            ),
            align=("left", *numbers),
            source=material.own_source,
            note=pen.say("targets.yearly_note"),
        )
    ]


def _checked(material: Material, rows: list[Row]) -> list[Block]:
    pen = material.pen
    return [
        Paragraph(pen.say("targets.check_heading"), "lead"),
        Table(
            caption=pen.say("targets.check_table"),
            header=tuple(pen.say(f"targets.column_{name}") for name in CHECKED),
            rows=tuple(_check(material, row) for row in rows),
            align=("left", "left", "left"),
            source=pen.say("targets.check_source"),
        ),
    ]


def _check(material: Material, row: Row) -> tuple[str, str, str]:
    pen = material.pen
    measurable = "measurable" if row["measurable"] else "not_measurable"
    found = f"{row['faults']} {row['cautions']}".strip()
    return (
        target_name(material, row),
        pen.say(f"targets.{measurable}"),
        found or pen.say("targets.nothing_found"),
    )
