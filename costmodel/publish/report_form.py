"""The form of the yearly report: what was aimed at, and room for what was done."""

from __future__ import annotations

from costmodel.annex.document import Block, Bullets, Heading, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.publish.plan import running_years
from costmodel.publish.target_cells import base_cell, target_name, target_rows, year_cell

INDICATORS = ("indicator", "base", "goal", "done", "gap", "why")
ACTIONS = ("action", "planned", "state", "taking_part", "spent", "why")
QUESTIONS = ("problems", "law", "data")
RULES = ("met", "once", "twice")


def report_form(material: Material) -> list[Block]:
    """Return the form for the first year of the plan, empty where somebody must fill it."""
    pen = material.pen
    rules = tuple(pen.say(f"report.rule_{name}") for name in RULES)
    return [
        Heading(1, pen.say("report.heading")),
        Paragraph(pen.say("report.text")),
        Paragraph(pen.say("report.signed")),
        Paragraph(pen.say("report.question_heading"), "lead"),
        Bullets(tuple(_to_answer(material, name) for name in QUESTIONS)),
        _indicators(material),
        _actions(material),
        Paragraph(pen.say("report.rule_heading"), "lead"),
        Bullets(rules),
        Paragraph(pen.say("report.rule_note"), "note"),
    ]


def _to_answer(material: Material, name: str) -> str:
    pen = material.pen
    return f"{pen.say(f'report.question_{name}')} {pen.say('report.empty')}"


def _indicators(material: Material) -> Table:
    pen, year = material.pen, material.first_year
    empty = pen.say("report.empty")
    rows = [
        (
            target_name(material, row),
            base_cell(material, row),
            year_cell(material, row, year),
            empty,
            empty,
            empty,
        )
        for row in target_rows(material)
    ]
    return Table(
        caption=pen.say("report.indicator_table", year=str(year)),
        header=_header(material, INDICATORS),
        rows=tuple(rows),
        align=("left", "right", "right", "right", "right", "left"),
        source=pen.say("report.source"),
        note=pen.say("report.note", table=pen.say("targets.yearly_table")),
    )


def _actions(material: Material) -> Table:
    pen, year = material.pen, material.first_year
    empty, rows = pen.say("report.empty"), []
    for item in material.study.inputs.plan.items:
        id_ = f"participants.{item.instrument.id}.{year}"
        runs = year in running_years(material, item) and pen.knows(id_)
        planned = pen.number(id_) if runs else pen.say("targets.none")
        state = pen.say("report.state")
        rows.append((item.instrument.label, planned, state, empty, empty, empty))
    return Table(
        caption=pen.say("report.action_table", year=str(year)),
        header=_header(material, ACTIONS),
        rows=tuple(rows),
        align=("left", "right", "left", "right", "right", "left"),
        source=pen.say("report.source"),
    )


def _header(material: Material, names: tuple[str, ...]) -> tuple[str, ...]:
    pen, year = material.pen, str(material.first_year)
    return tuple(
        pen.say("report.column_goal", year=year)
        if name == "goal"
        else pen.say(f"report.column_{name}")
        for name in names
    )
