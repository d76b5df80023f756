"""The tables behind the section on staff: caseloads, limits of law, the cost of a post."""

from __future__ import annotations

from datetime import date

from costmodel.annex.document import Table
from costmodel.annex.nbsp import HARD
from costmodel.annex.numbers import decimal
from costmodel.annex.signs import SIGNS
from costmodel.capacity.caseloads import Caseload
from costmodel.publish.material import Material
from costmodel.studies.capacity import (
    ALLOWANCE,
    OWNER,
    WAGE,
    Capacity,
    allowance_end,
    capacity_of,
    post_cost_values,
    staff_parameters,
)
from costmodel.tables import Status
from costmodel.translation import translated

CHECKED = "sources"
"""Table of words that tell how a parameter was checked."""


def caseload_table(material: Material, capacity: Capacity) -> list[Table]:
    """Return the caseloads beside the limits of law; nothing where none is known."""
    pen = material.pen
    if not capacity.caseloads:
        return []
    columns = ("who", "caseload_posts", "clients", "per_post", "limit", "state")
    sources = dict.fromkeys(
        f"staff.csv: {source}" for source in material.study.inputs.place.staff["source"]
    )
    return [
        Table(
            caption=pen.say("staff.caseload_table"),
            header=tuple(pen.say(f"staff.column_{name}") for name in columns),
            rows=tuple(_caseload_row(material, load) for load in capacity.caseloads),
            align=("left", "right", "right", "right", "right", "left"),
            source="; ".join(sources),
            note=pen.say("staff.caseload_note"),
        )
    ]


def staff_law_table(material: Material) -> Table:
    """Return limits of law on staff and the allowance that ends, with source and check."""
    pen, book = material.pen, material.study.inputs.book
    day = material.study.inputs.place.annex_date
    names = staff_parameters(capacity_of(material.study))
    if allowance_end(material.study.inputs) is not None:
        names = (*names, ALLOWANCE)
    rows = []
    for name in names:
        parameter = book.parameter(name)
        enactment = parameter.enactment_at(day)
        rows.append(
            (
                parameter.label,
                pen.number(f"staff.law.{name}"),
                pen.wording.say(f"unit.{parameter.unit}"),
                str(enactment.source),
                pen.say(f"{CHECKED}.{enactment.verified.value}"),
            )
        )
    return Table(
        caption=pen.say("staff.law_table"),
        header=tuple(
            pen.say(key)
            for key in (
                "sources.column_parameter",
                "staff.column_law",
                "sources.column_unit",
                "sources.column_source",
                "sources.column_check",
            )
        ),
        rows=tuple(rows),
        align=("left", "right", "left", "left", "left"),
        source=pen.say("own_work"),
    )


def post_cost_table(material: Material) -> list[Table]:
    """Return the wage and the assumptions behind the cost of a post; nothing where unused."""
    pen = material.pen
    if not pen.knows("staff.post_cost"):
        return []
    wage = pen.quantity("staff.wage")
    unit = pen.wording.say(f"unit.{wage.unit}")
    named = pen.say("assumptions.named", name=wage.label, unit=unit)
    book = material.study.inputs.book
    enactment = book.parameter(WAGE).enactment_at(date(wage.year or material.price_year, 12, 31))
    check = pen.say(f"{CHECKED}.{enactment.verified.value}")
    remarks = "; ".join(part for part in (str(enactment.source), enactment.note) if part)
    rows = [(named, pen.number("staff.wage"), check, remarks)]
    for name, record in post_cost_values().items():
        id_ = f"value.{OWNER}.{name}"
        value = pen.number(id_)
        if record.shape != "fixed":
            value = f"{value}{HARD}({pen.number_range(id_)})"
        kind = pen.say(f"assumptions.{record.kind.value}")
        grade = pen.say("assumptions.grade", grade=record.grade.value, kind=kind)
        named = pen.say("assumptions.named", name=record.label, unit=translated(record.unit))
        rows.append((named, value, grade, f"{record.origin()}. {record.note}".strip()))
    columns = ("name", "value", "grade", "source")
    return [
        Table(
            caption=pen.say("staff.post_cost_table"),
            header=tuple(pen.say(f"assumptions.column_{name}") for name in columns),
            rows=tuple(rows),
            align=("left", "right", "left", "left"),
            source=pen.say("own_work"),
        )
    ]


def _caseload_row(material: Material, load: Caseload) -> tuple[str, ...]:
    pen, stem, missing = material.pen, f"staff.caseload.{load.id}", SIGNS[Status.MISSING]
    if load.posts is None or load.clients is None:
        state = "unknown"
    else:
        state = "over" if load.over_limit else "within"
    per_post = missing
    if load.per_post is not None:
        per_post = pen.note(f"{stem}.per_post", decimal(load.per_post, 1))
    return (
        load.label,
        missing if load.posts is None else pen.number(f"{stem}.posts"),
        missing if load.clients is None else pen.number(f"{stem}.clients"),
        per_post,
        pen.number(f"staff.law.{load.limit_name}"),
        pen.say(f"staff.state_{state}"),
    )
