"""The section on staff: posts the law requires, posts held, and what the plan needs."""

from __future__ import annotations

from decimal import Decimal

from costmodel.annex.dates import long_date
from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.numbers import interval
from costmodel.annex.plural import count
from costmodel.annex.signs import SIGNS
from costmodel.publish.cited import staff_notes
from costmodel.publish.material import Material
from costmodel.publish.staff_tables import caseload_table
from costmodel.studies.capacity import (
    ALLOWANCE,
    Capacity,
    Leg,
    allowance_end,
    capacity_of,
)
from costmodel.tables import Status

STANDARD = ("social_worker_max_residents", "social_worker_max_families", "social_worker_min_count")
"""Parameters of the sentence on what the law requires."""
LEGS = ("residents", "families")
GENITIVE = "genitive"
TENTHS = 1
"""Posts that the model estimates are printed to a tenth."""


def staff(material: Material) -> list[Block]:
    """Return the whole section."""
    pen, capacity = material.pen, capacity_of(material.study)
    blocks: list[Block] = [
        Heading(1, pen.say("staff.heading")),
        *_required(material, capacity),
        Paragraph(_standard(material), notes=staff_notes(material, *STANDARD)),
        *_held(material, capacity),
        _required_table(material, capacity),
        *_plan(material, capacity),
        *caseload_table(material, capacity),
        *_post_cost(material, capacity),
    ]
    last = allowance_end(material.study.inputs)
    if last is not None:
        amount = pen.note(f"staff.law.{ALLOWANCE}", _zloty(material))
        told = pen.say("staff.allowance", amount=amount, date=long_date(last))
        blocks.append(Paragraph(told, "note", notes=staff_notes(material, ALLOWANCE)))
    return blocks


def _zloty(material: Material) -> str:
    return count(material.pen.quantity(f"staff.law.{ALLOWANCE}").value or 0, "złoty")


def _standard(material: Material) -> str:
    pen, nouns = material.pen, {"residents": "mieszkaniec", "families": "rodzina"}
    fields = {}
    for key, noun in nouns.items():
        id_ = f"staff.law.social_worker_max_{key}"
        fields[key] = pen.note(id_, count(pen.quantity(id_).value or 0, noun))
    id_ = "staff.law.social_worker_min_count"
    fields["minimum"] = pen.note(id_, count(pen.quantity(id_).value or 0, "etat"))
    return pen.say("staff.standard", **fields)


def _required(material: Material, capacity: Capacity) -> list[Block]:
    """Say how many posts each known leg requires."""
    wanted = [
        material.pen.say(
            f"staff.required_{name}",
            posts=_posts(material, f"staff.required.{name}", case=GENITIVE),
        )
        for name in capacity.legs
    ]
    return [Paragraph(" ".join(wanted), "lead")] if wanted else []


def _held(material: Material, capacity: Capacity) -> list[Block]:
    """Say how many posts there are and what is missing on the easier of the two legs."""
    pen, held, leg = material.pen, capacity.held, capacity.easier_leg
    if held is None:
        return [Paragraph(pen.say("staff.unknown"), "caution")]
    told = pen.say(
        "staff.held", posts=_posts(material, "staff.own.social_worker_posts"), year=str(held.year)
    )
    if "special_teams" in capacity.figures:
        id_ = "staff.own.special_teams"
        teams = pen.note(id_, count(capacity.figures["special_teams"].value, "zespół"))
        told += " " + pen.say("staff.teams", teams=teams)
    if leg is not None:
        told += " " + _gap(material, leg, of_two=len(capacity.legs) > 1)
    return [Paragraph(told)]


def _gap(material: Material, leg: Leg, *, of_two: bool) -> str:
    """Say what is missing on a leg, the lower ``of_two`` or the only one known."""
    pen = material.pen
    if not leg.gap:
        return pen.say("staff.met")
    gap = _posts(material, f"staff.gap.{leg.name}", case=GENITIVE)
    told = pen.say("staff.gap_lower" if of_two else "staff.gap", posts=gap)
    if leg.cost is None:
        return told
    id_ = f"staff.gap_cost.{leg.name}"
    if pen.knows("staff.own.social_worker_post_cost"):
        return f"{told} {pen.say('staff.gap_cost_own', value=pen.full(id_))}"
    cost = pen.say("staff.gap_cost", range=pen.range(id_), value=pen.full(id_))
    return f"{told} {cost}"


def _required_table(material: Material, capacity: Capacity) -> Table:
    pen = material.pen
    columns = ("basis", "people", "posts", "required", "held", "gap", "cost")
    return Table(
        caption=pen.say("staff.table"),
        header=tuple(pen.say(f"staff.column_{name}") for name in columns),
        rows=tuple(_required_row(material, capacity, name) for name in LEGS),
        align=("left", "right", "right", "right", "right", "right", "right"),
        source=_people_sources(material, capacity),
        note=pen.say("staff.table_note"),
    )


def _required_row(material: Material, capacity: Capacity, name: str) -> tuple[str, ...]:
    pen, missing = material.pen, SIGNS[Status.MISSING]
    held = missing if capacity.held is None else pen.number("staff.own.social_worker_posts")
    if name not in capacity.legs:
        return (pen.say(f"staff.basis_{name}"), *(missing,) * 3, held, missing, missing)
    leg = capacity.legs[name]
    people = {"residents": "staff.residents", "families": "staff.own.families_in_social_work"}
    return (
        pen.say(f"staff.basis_{name}_of", year=str(leg.people.year)),
        pen.number(people[name]),
        pen.number(f"staff.posts.{name}"),
        pen.number(f"staff.required.{name}"),
        held,
        missing if leg.gap is None else pen.number(f"staff.gap.{name}"),
        missing if leg.cost is None else pen.number(f"staff.gap_cost.{name}"),
    )


def _people_sources(material: Material, capacity: Capacity) -> str:
    ids = [
        "staff.residents",
        "staff.own.families_in_social_work",
        "staff.own.social_worker_posts",
    ]
    known = [material.pen.quantity(id_).source for id_ in ids if material.pen.knows(id_)]
    return "; ".join(dict.fromkeys([*known, material.pen.say("own_work")]))


def _plan(material: Material, capacity: Capacity) -> list[Block]:
    """Say what the plan needs in its first and last year, and whether there are such posts."""
    pen, demand, leg = material.pen, capacity.demand, capacity.easier_leg
    if not demand:
        return []
    first, last = min(demand), max(demand)
    told = pen.say("staff.demand", **_demand(material, first))
    if last > first:
        told += " " + pen.say("staff.demand_last", **_demand(material, last))
    blocks: list[Block] = [Paragraph(told)]
    if leg is None or leg.spare is None:
        return [*blocks, Paragraph(pen.say("staff.demand_unknown"), "note")]
    peak = max(demand, key=lambda year: pen.quantity(f"staff.demand.{year}").value or 0)
    spare = _posts(material, f"staff.spare.{leg.name}") if leg.spare else ""
    if (pen.quantity(f"staff.demand.{peak}").value or 0) <= leg.spare:
        return [*blocks, Paragraph(pen.say("staff.enough", spare=spare))]
    need = _estimated(material, f"staff.demand.{peak}")
    if leg.spare:
        limit = pen.say("staff.limit", year=str(peak), need=need, spare=spare)
    else:
        limit = pen.say("staff.limit_none", year=str(peak), need=need)
    return [*blocks, Paragraph(limit, "caution")]


def _demand(material: Material, year: int) -> dict[str, str]:
    pen, id_ = material.pen, f"staff.demand.{year}"
    quantity = pen.quantity(id_)
    range_ = interval(
        quantity.low or 0,
        quantity.high or 0,
        lambda n: count(Decimal(str(n)), "etat", places=TENTHS, case=GENITIVE),
    )
    return {
        "year": str(year),
        "value": _estimated(material, id_),
        "range": pen.note(id_, range_),
    }


def _post_cost(material: Material, capacity: Capacity) -> list[Block]:
    pen, id_ = material.pen, "staff.own.social_worker_post_cost"
    if pen.knows(id_):
        year = str(capacity.figures["social_worker_post_cost"].year)
        value = pen.note(
            id_, f"{count(capacity.figures['social_worker_post_cost'].value, 'złoty')}"
        )
        return [Paragraph(pen.say("staff.post_cost_own", value=value, year=year))]
    id_ = "staff.post_cost"
    if not pen.knows(id_):
        return [Paragraph(pen.say("staff.post_cost_unknown"), "note")]
    year = str(capacity.post_cost_year)
    told = pen.say("staff.post_cost", range=pen.range(id_), value=pen.full(id_), year=year)
    return [Paragraph(told)]


def _posts(material: Material, id_: str, *, case: str = "nominative") -> str:
    value = material.pen.quantity(id_).value or 0
    return material.pen.note(id_, count(value, "etat", case=case))


def _estimated(material: Material, id_: str) -> str:
    value = material.pen.quantity(id_).value or 0
    return material.pen.note(id_, count(value, "etat", places=TENTHS))
