"""The indicators of the plan: base values, and targets to be agreed."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.problems.problem import SocialProblem
from costmodel.publish.material import Material
from costmodel.publish.names import capital, counted_label, of_state
from costmodel.publish.plan import running_years


def targets(material: Material) -> list[Block]:
    """Return indicators with base values and targets to be agreed."""
    pen = material.pen
    columns = ("indicator", "base", "target", "without", "source")
    return [
        Heading(1, pen.say("targets.heading")),
        Paragraph(pen.say("targets.text")),
        Table(
            caption=pen.say("targets.table"),
            header=tuple(pen.say(f"targets.column_{name}") for name in columns),
            rows=(*_targets_of_people(material), *_targets_of_participation(material)),
            align=("left", "right", "right", "right", "left"),
            source=material.own_source,
            note=pen.say("targets.note"),
        ),
    ]


def _targets_of_people(material: Material) -> list[tuple[str, ...]]:
    """Return, for each problem of the plan, all its people and the levels that are reached."""
    inputs, rows = material.study.inputs, []
    reached = {group for item in inputs.plan.items for group in item.coverage}
    for problem in material.served:
        rows.append(_whole(material, problem))
        for level in problem.level:
            group = f"{problem.id}.{level.id}"
            if group in reached:
                ids = f"people.{{}}.{group}"
                label = f"{capital(problem.label)}: {of_state(inputs, group)}"
                rows.append(_row(material, label, ids))
    return rows


def _whole(material: Material, problem: SocialProblem) -> tuple[str, ...]:
    """Return the row of a whole problem; its base is the last figure seen, if there is one."""
    pen, stock = material.pen, material.study.inputs.stocks[problem.id]
    label = pen.say("targets.all", problem=capital(counted_label(problem)))
    row = _row(material, label, f"people.{{}}.{problem.id}")
    if stock.forecast is None:
        return row
    seen = int(stock.forecast.history.index[-1])
    return (row[0], _in_year(pen.number(f"stock.{problem.id}.{seen}"), seen), *row[2:])


def _row(material: Material, label: str, pattern: str) -> tuple[str, ...]:
    pen, base, last = material.pen, material.base_year, material.last_year
    without, with_ = (pattern.format(scenario) for scenario in ("inaction", "activation"))
    return (
        label,
        _in_year(pen.number(f"{without}.{base}"), base),
        _in_year(pen.number(f"{with_}.{last}"), last),
        _in_year(pen.number(f"{without}.{last}"), last),
        pen.say("targets.yearly"),
    )


def _targets_of_participation(material: Material) -> list[tuple[str, ...]]:
    pen, last = material.pen, material.last_year
    none_yet = _in_year(pen.say("targets.dash_base"), material.base_year)
    rows: list[tuple[str, ...]] = [
        (
            pen.say("targets.independent", problem=counted_label(problem)),
            none_yet,
            _in_year(pen.number(f"independent.activation.{problem.id}"), last),
            _in_year(pen.number(f"independent.inaction.{problem.id}"), last),
            pen.say("targets.yearly_centre"),
        )
        for problem in material.served
    ]
    for item in material.study.inputs.plan.items:
        runs = running_years(material, item)
        id_ = f"participants.{item.instrument.id}.{runs[-1] if runs else last}"
        if runs and pen.knows(id_):
            rows.append(
                (
                    pen.say("targets.participants", instrument=item.instrument.label),
                    none_yet,
                    _in_year(pen.number(id_), runs[-1]),
                    pen.say("targets.none"),
                    pen.say("targets.yearly_centre"),
                )
            )
    return rows


def _in_year(number: str, year: int) -> str:
    return f"{number} ({year})"
