"""The sections on what an annex rests on: assumptions, prices, sources, limits."""

from __future__ import annotations

from costmodel.annex.document import Block, Bullets, Heading, Paragraph, Table
from costmodel.annex.nbsp import HARD
from costmodel.evidence.finding import Finding
from costmodel.evidence.haircuts import haircut_source
from costmodel.publish.material import Material
from costmodel.publish.staff_tables import post_cost_table, staff_law_table
from costmodel.sources import Grade
from costmodel.statutes.inflation import inflation_sources

FRESH_YEARS = 2
"""Figures of GUS come out within this many years; older ones are told as a limit."""
UNCHECKED = {"no": "unchecked", "partly": "partly"}


def assumptions(material: Material) -> list[Block]:
    """Return every value that is neither statistics nor law, with its evidence."""
    pen, inputs = material.pen, material.study.inputs
    files = {inputs.problem.id: inputs.problem.label}
    files |= {i.id: i.label for i in inputs.instruments.values()}
    return [
        Heading(1, pen.say("assumptions.heading")),
        Paragraph(pen.say("assumptions.text")),
        *(_value_table(material, owner, label) for owner, label in files.items()),
        _haircut_table(material),
        *post_cost_table(material),
        _price_table(material),
    ]


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
        Heading(2, pen.say("sources.evidence")),
        _finding_table(material, findings),
    ]


def limits(material: Material) -> list[Block]:
    """Return what the annex does not say."""
    pen, inputs = material.pen, material.study.inputs
    general = ["stationary", "equalisation", "cashable", "real", "definition", "independence"]
    if not inputs.split_is_local:
        general.insert(0, "national")
    items = [pen.say(f"limits.{key}") for key in general]
    if material.price_year < material.base_year:
        items.append(
            pen.say(
                "limits.prices", year=str(material.base_year), price_year=str(material.price_year)
            )
        )
    seen = int(inputs.forecast.history.index[-1])
    if material.base_year - seen > FRESH_YEARS:
        items.append(pen.say("limits.old", year=str(seen), base_year=str(material.base_year)))
    items.append(pen.say("limits.horizon", year=str(material.last_year)))
    items += inputs.problem.limits
    for instrument in inputs.instruments.values():
        told = (instrument.effect[0].caution, *instrument.limits)
        items += [f"{instrument.label}: {limit}" for limit in told]
    return [
        Heading(1, pen.say("limits.heading")),
        Paragraph(pen.say("limits.text")),
        Bullets(tuple(items)),
    ]


def _value_table(material: Material, owner: str, label: str) -> Table:
    pen, inputs = material.pen, material.study.inputs
    is_problem = owner == inputs.problem.id
    records = inputs.problem.value if is_problem else inputs.instruments[owner].value
    rows = []
    for name, record in records.items():
        id_ = f"value.{owner}.{name}"
        value = pen.number(id_)
        low_high = pen.number_range(id_)
        shown = value if record.shape == "fixed" else f"{value}{HARD}({low_high})"
        kind = pen.say(f"assumptions.{record.kind.value}")
        grade = pen.say("assumptions.grade", grade=record.grade.value, kind=kind)
        remarks = f"{record.origin()}. {record.note}".strip()
        named = pen.say("assumptions.named", name=record.label, unit=record.unit)
        rows.append((named, shown, grade, remarks))
    return Table(
        caption=pen.say("assumptions.table", owner=label),
        header=(
            pen.say("assumptions.column_name"),
            pen.say("assumptions.column_value"),
            pen.say("assumptions.column_grade"),
            pen.say("assumptions.column_source"),
        ),
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


def _finding_table(material: Material, findings: dict[str, Finding]) -> Table:
    pen, inputs = material.pen, material.study.inputs
    used = dict.fromkeys(
        id_
        for records in (i.value for i in inputs.instruments.values())
        for record in records.values()
        for id_ in record.finding
    )
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
    return Table(
        caption=pen.say("sources.evidence_table"),
        header=tuple(pen.say(f"sources.column_{name}") for name in columns),
        rows=tuple(rows),
        align=("left", "right", "left", "left"),
        source=pen.say("own_work"),
    )
