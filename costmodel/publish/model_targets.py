"""What only the model counts: levels, independence and taking part, at the start and at the end."""

from __future__ import annotations

from costmodel.annex.document import Block, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.publish.names import capital, counted_label, of_state
from costmodel.publish.plan import running_years

COLUMNS = ("indicator", "model_base", "model_target", "model_without")


def model_targets(material: Material) -> list[Block]:
    """Return levels that the plan reaches, the independent and the participants."""
    pen = material.pen
    rows = (*_levels(material), *_independent(material), *_participants(material))
    return [
        Paragraph(pen.say("targets.model_heading"), "lead"),
        Paragraph(pen.say("targets.model_text")),
        Table(
            caption=pen.say("targets.model_table"),
            header=tuple(pen.say(f"targets.column_{name}") for name in COLUMNS),
            rows=rows,
            align=("left", "right", "right", "right"),
            source=material.own_source,
            note=pen.say("targets.model_note"),
        ),
    ]


def _levels(material: Material) -> list[tuple[str, ...]]:
    inputs, rows = material.study.inputs, []
    reached = {group for item in inputs.plan.items for group in item.coverage}
    for problem in material.served:
        for level in problem.level:
            group = f"{problem.id}.{level.id}"
            if group in reached:
                label = f"{capital(problem.label)}: {of_state(inputs, group)}"
                rows.append(_level(material, label, group))
    return rows


def _level(material: Material, label: str, group: str) -> tuple[str, ...]:
    pen, base, last = material.pen, material.base_year, material.last_year
    without, with_ = (f"people.{s}.{group}" for s in ("inaction", "activation"))
    return (
        label,
        _in_year(material, pen.number(f"{without}.{base}"), base),
        _in_year(material, pen.number(f"{with_}.{last}"), last),
        _in_year(material, pen.number(f"{without}.{last}"), last),
    )


def _independent(material: Material) -> list[tuple[str, ...]]:
    pen, last = material.pen, material.last_year
    return [
        (
            pen.say("targets.independent", problem=counted_label(problem)),
            _none_yet(material),
            _in_year(material, pen.number(f"independent.activation.{problem.id}"), last),
            _in_year(material, pen.number(f"independent.inaction.{problem.id}"), last),
        )
        for problem in material.served
    ]


def _participants(material: Material) -> list[tuple[str, ...]]:
    pen, last = material.pen, material.last_year
    rows: list[tuple[str, ...]] = []
    for item in material.study.inputs.plan.items:
        runs = running_years(material, item)
        id_ = f"participants.{item.instrument.id}.{runs[-1] if runs else last}"
        if runs and pen.knows(id_):
            label = pen.say("targets.participants", instrument=item.instrument.label)
            number = _in_year(material, pen.number(id_), runs[-1])
            rows.append((label, _none_yet(material), number, pen.say("targets.none")))
    return rows


def _none_yet(material: Material) -> str:
    return _in_year(material, material.pen.say("targets.dash_base"), material.base_year)


def _in_year(material: Material, number: str, year: int) -> str:
    return material.pen.say("targets.in_year", number=number, year=str(year))
