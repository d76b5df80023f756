"""What each problem costs: the cost of inaction, problem by problem."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.publish.material import Material, money_note
from costmodel.publish.worth import PERSPECTIVES


def by_problem(material: Material) -> list[Block]:
    """Return the cost of inaction by problem; nothing where the study holds one alone."""
    if material.is_single:
        return []
    pen = material.pen
    rows = [
        (problem.label, *_amounts(material, f"problem.{problem.id}.cost_of_inaction.{{}}"))
        for problem in material.problems
    ]
    rows.append((pen.say("inaction.total"), *_amounts(material, "total.cost_of_inaction.{}")))
    return [
        Heading(2, pen.say("by_problem.heading")),
        Paragraph(pen.say("by_problem.text")),
        Table(
            caption=pen.say("by_problem.table", years=material.years),
            header=tuple(
                pen.say(f"by_problem.column_{name}")
                for name in ("problem", "public", "range", "gmina", "range")
            ),
            rows=tuple(rows),
            align=("left", "right", "right", "right", "right"),
            source=material.own_source,
            note=f"{pen.say('by_problem.note')} {money_note(material)}",
        ),
    ]


def _amounts(material: Material, pattern: str) -> tuple[str, ...]:
    pen = material.pen
    ids = [pattern.format(perspective) for perspective in PERSPECTIVES]
    return tuple(write(id_) for id_ in ids for write in (pen.number, pen.number_range))
