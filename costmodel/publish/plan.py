"""The section on the plan: what it does, for whom, from when, and how many take part."""

from __future__ import annotations

from itertools import groupby

from costmodel.annex.dates import year_range
from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.publish.effects import switched_off
from costmodel.publish.material import Material
from costmodel.publish.names import group_label, is_known
from costmodel.studies.plan import Planned


def plan(material: Material) -> list[Block]:
    """Return what the plan does, for whom and how much."""
    pen, items = material.pen, material.study.inputs.plan.items
    return [
        Heading(1, pen.say("plan.heading")),
        Paragraph(pen.say("plan.text")),
        Paragraph(pen.say("plan.assumed"), "caution"),
        *switched_off(material),
        _instrument_table(material),
        _coverage_table(material),
        *([Paragraph(_overlap(material))] if len(items) > 1 else []),
        *_units(material),
        *_participants(material),
    ]


def _instrument_table(material: Material) -> Table:
    pen = material.pen
    return Table(
        caption=pen.say("plan.table"),
        header=tuple(
            pen.say(f"plan.column_{name}")
            for name in ("instrument", "description", "when", "basis")
        ),
        rows=tuple(
            (
                item.instrument.label,
                item.instrument.description,
                _when(material, item),
                item.instrument.legal_basis,
            )
            for item in material.study.inputs.plan.items
        ),
        align=("left", "left", "left", "left"),
        source=pen.say("plan.source"),
    )


def _when(material: Material, item: Planned) -> str:
    """Return „2027–2033; 2027: 50%, 2028: 75%, potem całość”."""
    pen, years = material.pen, material.study.outcome.years
    part = dict(zip(years, item.running(years), strict=True))
    runs = running_years(material, item)
    if not runs:
        return pen.say("plan.never")
    span = year_range(runs[0], runs[-1])
    partly = [year for year in runs if part[year] < 1]
    if not partly:
        return span
    shown = []
    for _, group in groupby(partly, key=lambda year: part[year]):
        same = list(group)
        share = pen.full(f"running.{item.instrument.id}.{same[0]}")
        shown.append(pen.say("plan.partly", years=year_range(same[0], same[-1]), share=share))
    return pen.say("plan.phased", years=span, parts=", ".join(shown))


def _coverage_table(material: Material) -> Table:
    pen, inputs = material.pen, material.study.inputs
    rows = tuple(
        (
            item.instrument.label,
            group_label(inputs, group),
            _coverage(material, item, group),
        )
        for item in inputs.plan.items
        for group in item.coverage
        if is_known(inputs, group)
    )
    return Table(
        caption=pen.say("plan.coverage_table"),
        header=tuple(
            pen.say(f"plan.column_{name}") for name in ("instrument", "level", "coverage")
        ),
        rows=rows or ((pen.say("plan.nobody"), "", ""),),
        align=("left", "left", "right"),
        source=pen.say("plan.source"),
        note=_outside(material),
    )


def _coverage(material: Material, item: Planned, group: str) -> str:
    """Return „10%”, or „2027: 5%, potem 10%” where it differs from year to year."""
    pen, id_ = material.pen, f"coverage.{item.instrument.id}.{group}"
    earlier = range(item.first_year, item.first_year + len(item.coverage[group]) - 1)
    told = [
        pen.say("plan.share_in", year=str(year), share=pen.full(f"{id_}.{year}"))
        for year in earlier
    ]
    if not told:
        return pen.full(id_)
    return pen.say("plan.share_then", shares=", ".join(told), share=pen.full(id_))


def _outside(material: Material) -> str:
    """Name the instruments that also reach people of problems outside this annex."""
    inputs = material.study.inputs
    named = [
        item.instrument.label
        for item in inputs.plan.items
        if not all(is_known(inputs, group) for group in item.coverage)
    ]
    if not named:
        return ""
    return material.pen.say("plan.outside", instruments=", ".join(named))


def _overlap(material: Material) -> str:
    return material.pen.say(f"plan.overlap_{material.study.inputs.plan.overlap}")


def _units(material: Material) -> list[Block]:
    """Return posts, flats or teams of the plan with how many one serves; nothing without any."""
    pen = material.pen
    rows = []
    for item in material.study.inputs.plan.items:
        capacity = item.instrument.capacity
        if item.units is None or capacity is None:
            continue
        rows.append(
            (
                item.instrument.label,
                capacity.unit_label,
                pen.number(f"units.{item.instrument.id}"),
                pen.spread(_value_id(material, item.instrument.id, capacity.per_unit)),
            )
        )
    if not rows:
        return []
    columns = ("instrument", "unit", "units", "per_unit")
    return [
        Table(
            caption=pen.say("plan.units_table"),
            header=tuple(pen.say(f"plan.column_{name}") for name in columns),
            rows=tuple(rows),
            align=("left", "left", "right", "right"),
            source=pen.say("plan.source"),
            note=pen.say("plan.units_note"),
        )
    ]


def _value_id(material: Material, owner: str, name: str) -> str:
    """Return the id of a value of an instrument, or of the common one of that name."""
    id_ = f"value.{owner}.{name}"
    return id_ if material.pen.knows(id_) else f"value.common.{name}"


def _participants(material: Material) -> list[Block]:
    pen = material.pen
    rows = []
    for item in material.study.inputs.plan.items:
        runs = running_years(material, item)
        stem = f"participants.{item.instrument.id}"
        if runs and pen.knows(f"{stem}.{runs[0]}"):
            ends = (pen.spread(f"{stem}.{year}") for year in (runs[0], runs[-1]))
            rows.append((item.instrument.label, year_range(runs[0], runs[-1]), *ends))
    if not rows:
        return []
    columns = ("instrument", "years", "first", "last")
    return [
        Table(
            caption=pen.say("plan.participants_table"),
            header=tuple(pen.say(f"plan.column_{name}") for name in columns),
            rows=tuple(rows),
            align=("left", "left", "right", "right"),
            source=material.own_source,
            note=f"{pen.say('plan.participants_note')} {pen.say('note_interval')}",
        )
    ]


def running_years(material: Material, item: Planned) -> list[int]:
    """Return the years of the horizon in which an instrument runs."""
    years = material.study.outcome.years
    return [y for y, part in zip(years, item.running(years), strict=True) if part > 0]
