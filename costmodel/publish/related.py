"""The section on related problems: new cases that one problem brings of another."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.problems.common import COMMON
from costmodel.publish.material import Material, money_note, people_note
from costmodel.publish.names import counted_label, group_label
from costmodel.publish.worth import PERSPECTIVES
from costmodel.studies.related_links import related_links

BOTH = ("inaction", "activation")


def related(material: Material) -> list[Block]:
    """Return cases and their cost with and without the plan, and what brings them."""
    pen, links = material.pen, related_links(material.study.inputs.problems)
    heading = Heading(1, pen.say("related.heading"))
    if not links:
        key = "none_single" if material.is_single else "none"
        return [heading, Paragraph(pen.say(f"related.{key}"))]
    return [
        heading,
        Paragraph(pen.say("related.text", years=material.years)),
        _case_table(material),
        _cost_table(material),
        Paragraph(pen.say("related.meaning")),
        Heading(2, pen.say("related.links")),
        Paragraph(pen.say("related.links_text")),
        _link_table(material),
    ]


def _targets(material: Material) -> list[str]:
    """Return the problems that others bring cases of, those of the plan first."""
    ends = related_links(material.study.inputs.problems)
    reached = {target.partition(".")[0] for _, target in ends}
    return [problem.id for problem in material.problems if problem.id in reached]


def _case_table(material: Material) -> Table:
    pen, last = material.pen, material.last_year
    problems = material.study.inputs.problems
    return Table(
        caption=pen.say("related.case_table", year=str(last)),
        header=tuple(
            pen.say(f"related.column_{name}")
            for name in ("problem", "inaction", "activation", "fewer")
        ),
        rows=tuple(
            (
                counted_label(problems[name]),
                *(pen.spread(f"related.{s}.{name}.{last}") for s in BOTH),
                pen.spread(f"related.fewer.{name}"),
            )
            for name in _targets(material)
        ),
        align=("left", "right", "right", "right"),
        source=material.own_source,
        note=people_note(material),
    )


def _cost_table(material: Material) -> Table:
    pen, problems = material.pen, material.study.inputs.problems
    columns = [f"{perspective}_{s}" for perspective in PERSPECTIVES for s in BOTH]
    return Table(
        caption=pen.say("related.cost_table", years=material.years),
        header=tuple(pen.say(f"related.column_{name}") for name in ("problem", *columns)),
        rows=tuple(
            (
                problems[name].label,
                *(
                    pen.spread(f"problem.{name}.related.{s}.{perspective}")
                    for perspective in PERSPECTIVES
                    for s in BOTH
                ),
            )
            for name in _targets(material)
        ),
        align=("left", "right", "right", "right", "right"),
        source=material.own_source,
        note=money_note(material),
    )


def _link_table(material: Material) -> Table:
    """Return the matrix of emergence: from whom, to whom, how often, and how it is known."""
    pen, inputs = material.pen, material.study.inputs
    rows = []
    for (source, target), (owner, name) in related_links(inputs.problems).items():
        record = inputs.records[owner].get(name) or inputs.records[COMMON][name]
        rows.append(
            (
                group_label(inputs, source),
                group_label(inputs, target),
                pen.spread(f"emergence.{source}.{target}"),
                record.grade.value,
                record.source.title,
            )
        )
    return Table(
        caption=pen.say("related.link_table"),
        header=tuple(
            pen.say(f"related.column_{name}") for name in ("from", "to", "rate", "grade", "source")
        ),
        rows=tuple(rows),
        align=("left", "left", "right", "left", "left"),
        source=pen.say("own_work"),
        note=pen.say("related.link_note"),
    )
