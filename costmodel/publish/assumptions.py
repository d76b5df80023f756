"""The section on assumptions: every value that is neither statistics nor law."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.evidence.haircuts import haircut_source
from costmodel.problems.common import COMMON
from costmodel.problems.uncertain import Origin
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.publish.rules import rules
from costmodel.publish.staff_tables import post_cost_table
from costmodel.sources import Grade
from costmodel.statutes.inflation import inflation_sources
from costmodel.translation import translated


def assumptions(material: Material) -> list[Block]:
    """Return every value that is neither statistics nor law, with its evidence."""
    pen, inputs = material.pen, material.study.inputs
    owners = {COMMON: pen.say("assumptions.common")}
    apart = {problem.id for problem in material.untouched}
    owners |= {p.id: capital(p.label) for p in material.problems if p.id not in apart}
    owners |= {name: capital(i.label) for name, i in inputs.instruments.items()}
    blocks: list[Block] = [
        Heading(1, pen.say("assumptions.heading")),
        Paragraph(pen.say("assumptions.text")),
    ]
    if apart:
        blocks.append(Paragraph(pen.say("assumptions.apart", appendix=pen.say("appendix.heading"))))
    own = _own_values(material)
    if own:
        blocks.append(Paragraph(pen.say("assumptions.own_text", values=", ".join(own))))
    return [
        *blocks,
        *(value_table(material, owner, label) for owner, label in owners.items()),
        _haircut_table(material),
        *post_cost_table(material),
        _price_table(material),
        *rules(material),
    ]


def _own_values(material: Material) -> list[str]:
    """Return the names of the values that the municipality told itself."""
    records = material.study.inputs.records.values()
    own = [r.label for owned in records for r in owned.values() if r.kind is Origin.OWN]
    return list(dict.fromkeys(own))


def value_table(material: Material, owner: str, label: str) -> Table:
    """Return the values of one file, each with its range, evidence and source."""
    pen = material.pen
    rows = []
    for name, record in material.study.inputs.records[owner].items():
        id_ = f"value.{owner}.{name}"
        value = pen.number(id_)
        low_high = pen.number_range(id_)
        shown = value if record.shape == "fixed" else f"{value} ({low_high})"
        kind = pen.say(f"assumptions.{record.kind.value}")
        grade = pen.say("assumptions.grade", grade=record.grade.value, kind=kind)
        remarks = f"{record.origin()}. {record.note}".strip()
        named = pen.say("assumptions.named", name=record.label, unit=translated(record.unit))
        rows.append((named, shown, grade, remarks))
    columns = ("name", "value", "grade", "source")
    return Table(
        caption=pen.say("assumptions.table", owner=label),
        header=tuple(pen.say(f"assumptions.column_{column}") for column in columns),
        rows=tuple(rows),
        align=("left", "right", "left", "left"),
        source=pen.say("own_work"),
    )


def _haircut_table(material: Material) -> Table:
    pen = material.pen
    return Table(
        caption=pen.say("assumptions.haircut_table"),
        header=(pen.say("assumptions.column_grade"), pen.say("assumptions.column_haircut")),
        rows=tuple((grade.value, pen.full(f"haircut_of_grade.{grade.value}")) for grade in Grade),
        align=("left", "right"),
        source=str(haircut_source()),
        note=pen.say("assumptions.haircut_note"),
    )


def _price_table(material: Material) -> Table:
    pen = material.pen
    book = material.study.inputs.book
    changes = inflation_sources(book, first=material.price_year + 1, last=material.last_year)
    columns = ("year", "change", "source", "check")
    return Table(
        caption=pen.say("prices.table"),
        header=tuple(pen.say(f"prices.column_{name}") for name in columns),
        rows=tuple(
            (
                str(change.year),
                pen.full(f"inflation.{change.year}"),
                str(change.source),
                pen.say(f"sources.{change.verified.value}"),
            )
            for change in changes
        ),
        align=("left", "right", "left", "left"),
        source=pen.say("own_work"),
    )
