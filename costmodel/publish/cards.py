"""Strategic cards: one for each goal of the plan, or for each instrument, its cells filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from costmodel.annex.dates import year_range
from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.publish.material import Material, people_note
from costmodel.publish.names import capital, counted_label, is_known
from costmodel.publish.plan import running_years
from costmodel.publish.target_cells import base_cell, target_cell, target_name, target_rows
from costmodel.studies.plan import Planned

SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Card:
    """What one card is about; texts are empty where the plan does not tell."""

    name: str
    goal: str
    operational: tuple[str, ...]
    items: tuple[Planned, ...]
    indicators: tuple[str, ...]
    implementers: tuple[str, ...]
    partners: tuple[str, ...]
    funding: tuple[str, ...]


def cards(material: Material) -> list[Block]:
    """Return the strategic cards of the plan."""
    pen = material.pen
    told = "goals" if material.study.inputs.plan.goals else "instruments"
    return [
        Heading(1, pen.say("cards.heading")),
        Paragraph(pen.say(f"cards.text_{told}")),
        Paragraph(pen.say("cards.note", years=material.years, note=people_note(material)), "note"),
        *(_table(material, card) for card in cards_of(material)),
    ]


def cards_of(material: Material) -> list[Card]:
    """Return a card for each goal; without goals, for each instrument."""
    plan = material.study.inputs.plan
    by_id = {item.instrument.id: item for item in plan.items}
    if not plan.goals:
        return [_of_instrument(item) for item in plan.items]
    found = []
    for goal in plan.goals:
        items = tuple(by_id[name] for name in goal.instruments)
        found.append(
            Card(
                goal.name,
                goal.name,
                goal.operational,
                items,
                goal.indicators,
                goal.doers.implementers or _all(items, "implementers"),
                goal.doers.partners or _all(items, "partners"),
                goal.doers.funding or _all(items, "funding"),
            )
        )
    return found


def _of_instrument(item: Planned) -> Card:
    doers, problems = item.doers, [group.partition(".")[0] for group in item.coverage]
    return Card(
        item.instrument.label,
        "",
        (),
        (item,),
        tuple(dict.fromkeys(problems)),
        doers.implementers,
        doers.partners,
        doers.funding,
    )


def _all(items: tuple[Planned, ...], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for item in items for text in getattr(item.doers, name)))


def _table(material: Material, card: Card) -> Table:
    pen = material.pen
    fields = {
        "goal": [card.goal] if card.goal else [],
        "operational": card.operational,
        "directions": [item.instrument.label for item in card.items],
        "implementers": card.implementers,
        "partners": card.partners,
        "funding": [*card.funding, *_payers(material, card)],
        "time": _time(material, card),
        "outlook": _outlook(material, card),
        "indicators": [*_targets(material, card), *_participants(material, card)],
    }
    return Table(
        caption=pen.say("cards.table", name=card.name),
        header=(pen.say("cards.column_field"), pen.say("cards.column_content")),
        rows=tuple(
            (pen.say(f"cards.{key}"), capital(SEPARATOR.join(told)) or pen.say("cards.missing"))
            for key, told in fields.items()
        ),
        align=("left", "left"),
        source=pen.say("cards.source", version=material.version),
        widths=(1.0, 3.2),
    )


def _payers(material: Material, card: Card) -> Iterator[str]:
    """Yield what each payer pays, instrument by instrument where there are several."""
    pen, several = material.pen, len(card.items) > 1
    for item in card.items:
        paid = []
        for payer in material.study.outcome.ledger.public_payers:
            id_ = f"framework.{item.instrument.id}.{payer}.total"
            if pen.knows(id_):
                name = pen.wording.say(f"payer.{payer}")
                paid.append(pen.say("cards.payer", payer=name, amount=pen.full(id_)))
        told = ", ".join(paid)
        if several and paid:
            told = pen.say("cards.of", name=item.instrument.label, told=told)
        if paid:
            yield told


def _time(material: Material, card: Card) -> list[str]:
    years = [year for item in card.items for year in running_years(material, item)]
    return [year_range(min(years), max(years))] if years else []


def _outlook(material: Material, card: Card) -> list[str]:
    """Return, for each problem that the card reaches, both ways at the end of the horizon."""
    pen, inputs, last = material.pen, material.study.inputs, material.last_year
    groups = [group for item in card.items for group in item.coverage if is_known(inputs, group)]
    told = []
    for name in dict.fromkeys(group.partition(".")[0] for group in groups):
        without, with_ = (f"people.{s}.{name}.{last}" for s in ("inaction", "activation"))
        told.append(
            pen.say(
                "cards.outlook_of",
                problem=counted_label(inputs.problems[name]),
                year=str(last),
                without=pen.spread(without),
                with_=pen.spread(with_),
            )
        )
    return told


def _targets(material: Material, card: Card) -> list[str]:
    return [
        material.pen.say(
            "cards.target",
            name=target_name(material, row),
            base=base_cell(material, row),
            target=target_cell(material, row),
        )
        for row in target_rows(material)
        if row["indicator"] in card.indicators
    ]


def _participants(material: Material, card: Card) -> list[str]:
    pen, told = material.pen, []
    for item in card.items:
        runs = running_years(material, item)
        id_ = f"participants.{item.instrument.id}.{runs[-1] if runs else 0}"
        if runs and pen.knows(id_):
            text = pen.say(
                "cards.participants",
                instrument=item.instrument.label,
                number=pen.full(id_),
                year=str(runs[-1]),
            )
            told.append(text)
    if not told:
        return []
    return [pen.say("cards.taking_part", told=", ".join(told))]
