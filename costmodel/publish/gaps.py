"""What is missing: figures of the gmina, goals, doers and targets, and how to add them."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.statistics.gaps import gaps_of
from costmodel.statistics.place import STATISTICS_FILE
from costmodel.studies.plan_goals import FILE as PLAN_FILE
from costmodel.translation import translated

COLUMNS = ("what", "where", "mend")


def gaps(material: Material) -> list[Block]:
    """Return everything that the data of the gmina lack, each with what can be done."""
    pen = material.pen
    rows = [*_of_place(material), *_of_plan(material), *_of_targets(material)]
    if not rows:
        return [Heading(1, pen.say("gaps.heading")), Paragraph(pen.say("gaps.none"))]
    return [
        Heading(1, pen.say("gaps.heading")),
        Paragraph(pen.say("gaps.text")),
        Table(
            caption=pen.say("gaps.table"),
            header=tuple(pen.say(f"gaps.column_{name}") for name in COLUMNS),
            rows=tuple(rows),
            align=("left", "left", "left"),
            source=pen.say("targets.check_source"),
        ),
    ]


def _of_place(material: Material) -> list[tuple[str, str, str]]:
    found = gaps_of(material.study.inputs.place)
    return [
        (
            translated(gap.expected),
            ", ".join(translated(text) for text in (gap.file, gap.place) if text),
            translated(gap.mend),
        )
        for gap in found
    ]


def _of_plan(material: Material) -> list[tuple[str, str, str]]:
    """Return what the strategic cards lack."""
    pen, plan = material.pen, material.study.inputs.plan
    rows = []
    if not plan.goals:
        rows.append((pen.say("gaps.goals"), PLAN_FILE, pen.say("gaps.goals_mend")))
    in_goals = {name for goal in plan.goals if goal.doers.implementers for name in goal.instruments}
    nobody = [
        item.instrument.label
        for item in plan.items
        if not item.doers.implementers and item.instrument.id not in in_goals
    ]
    if nobody:
        told = pen.say("gaps.doers", instruments=", ".join(nobody))
        rows.append((told, PLAN_FILE, pen.say("gaps.doers_mend")))
    if not plan.targets:
        rows.append((pen.say("gaps.targets"), PLAN_FILE, pen.say("gaps.targets_mend")))
    return rows


def _of_targets(material: Material) -> list[tuple[str, str, str]]:
    pen = material.pen
    return [
        (pen.say("gaps.target", name=str(row["name"])), STATISTICS_FILE, str(row["faults"]))
        for row in material.targets.unmeasurable.to_dict("records")
    ]
