"""The section on sources: data, statutory parameters and studies, each with its check."""

from __future__ import annotations

from costmodel.annex.document import Block, Bullets, Heading, Paragraph, Table
from costmodel.evidence.finding import Finding
from costmodel.publish.hidden import hidden_figures
from costmodel.publish.material import Material
from costmodel.publish.staff_tables import staff_law_table

UNCHECKED = {"no": "unchecked", "partly": "partly"}


def sources(material: Material, findings: dict[str, Finding]) -> list[Block]:
    """Return data, statutory parameters and studies, each with its source and check."""
    pen, inputs = material.pen, material.study.inputs
    observations = inputs.place.observations
    titles = dict.fromkeys(str(source) for source in observations["source"])
    return [
        Heading(1, pen.say("sources.heading")),
        Heading(2, pen.say("sources.data")),
        Bullets(tuple(titles)),
        Heading(2, pen.say("sources.law")),
        Paragraph(pen.say("sources.law_text", year=str(material.price_year))),
        _parameter_table(material),
        staff_law_table(material),
        *_finding_table(material, findings),
        *hidden_figures(material),
    ]


def _parameter_table(material: Material) -> Table:
    pen, inputs = material.pen, material.study.inputs
    rows = []
    for name in inputs.parameters_used:
        parameter = inputs.book.parameter(name)
        enactment = parameter.enactment_at(inputs.price_day)
        rows.append(
            (
                parameter.label,
                pen.number(f"parameter.{name}"),
                pen.wording.say(f"unit.{parameter.unit}"),
                str(enactment.source),
                pen.say(f"sources.{enactment.verified.value}"),
            )
        )
    return Table(
        caption=pen.say("sources.law_table"),
        header=(
            pen.say("sources.column_parameter"),
            pen.say("sources.column_value", year=str(material.price_year)),
            pen.say("sources.column_unit"),
            pen.say("sources.column_source"),
            pen.say("sources.column_check"),
        ),
        rows=tuple(rows),
        align=("left", "right", "left", "left", "left"),
        source=pen.say("own_work"),
    )


def _finding_table(material: Material, findings: dict[str, Finding]) -> list[Block]:
    """Return the studies on which values of the annex rest; nothing where there are none."""
    pen, inputs = material.pen, material.study.inputs
    used = dict.fromkeys(
        id_
        for records in inputs.records.values()
        for record in records.values()
        for id_ in record.finding
    )
    if not used:
        return []
    rows = []
    for id_ in used:
        found = findings[id_]
        mark = UNCHECKED.get(found.verified)
        unchecked = pen.say(f"sources.{mark}") if mark else ""
        named = pen.say("sources.found", name=found.label, year=str(found.year))
        caution = f"{unchecked}{found.caution}"
        remarks = pen.say("sources.remarks", source=str(found.source), caution=caution)
        rows.append((named, pen.number(f"finding.{id_}"), found.grade.value, remarks))
    columns = ("finding", "value_found", "grade", "source_caution")
    return [
        Heading(2, pen.say("sources.evidence")),
        Table(
            caption=pen.say("sources.evidence_table"),
            header=tuple(pen.say(f"sources.column_{name}") for name in columns),
            rows=tuple(rows),
            align=("left", "right", "left", "left"),
            source=pen.say("own_work"),
        ),
    ]
