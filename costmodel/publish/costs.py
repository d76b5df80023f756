"""The section on the cost of inaction: people and money on both pathways."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.publish.material import Material, money_note
from costmodel.publish.worth import PERSPECTIVES, effects, payers, verdict

SPENDING = ("year", "mandatory_inaction", "mandatory_activation", "sum_inaction", "sum_activation")


def cost_of_inaction(material: Material) -> list[Block]:
    """Return the whole section."""
    pen = material.pen
    return [
        Heading(1, pen.say("inaction.heading")),
        Paragraph(pen.say("caution"), "caution"),
        Paragraph(pen.say("inaction.meaning")),
        *_people(material),
        *_money(material),
        *payers(material),
        *effects(material),
        *verdict(material),
    ]


def _people(material: Material) -> list[Block]:
    pen, last = material.pen, material.last_year
    levels = material.study.inputs.problem.level
    rows = [
        (
            level.label,
            *_both(material, f"people.{{}}.{level.id}.{last}"),
        )
        for level in levels
    ]
    rows.append((pen.say("inaction.all_levels"), *_both(material, f"people.{{}}.{last}")))
    rows.append((pen.say("inaction.independent"), *_both(material, "independent.{}")))
    column_range = pen.say("diagnosis.column_range")
    return [
        Heading(2, pen.say("inaction.people")),
        Paragraph(
            pen.say(
                "inaction.people_text",
                year=str(last),
                without=pen.full(f"people.inaction.{last}"),
                with_=pen.full(f"people.activation.{last}"),
                more=pen.full("independent.more"),
                more_range=pen.range("independent.more"),
                fewer=pen.full("people.fewer"),
                fewer_range=pen.range("people.fewer"),
            )
        ),
        material.figures["people"],
        Table(
            caption=pen.say("inaction.people_table", year=str(last)),
            header=(
                pen.say("inaction.column_level"),
                pen.say("inaction.column_inaction"),
                column_range,
                pen.say("inaction.column_activation"),
                column_range,
            ),
            rows=tuple(rows),
            align=("left", "right", "right", "right", "right"),
            source=material.own_source,
            note=pen.say("note_interval"),
        ),
    ]


def _both(material: Material, pattern: str) -> tuple[str, str, str, str]:
    pen = material.pen
    ids = [pattern.format(scenario) for scenario in ("inaction", "activation")]
    return (
        pen.number(ids[0]),
        pen.number_range(ids[0]),
        pen.number(ids[1]),
        pen.number_range(ids[1]),
    )


def _money(material: Material) -> list[Block]:
    pen = material.pen
    without, with_ = (f"total.mandatory.{s}.public" for s in ("inaction", "activation"))
    return [
        Heading(2, pen.say("inaction.money")),
        Paragraph(
            pen.say(
                "inaction.money_text",
                years=material.years,
                without=pen.range(without),
                without_mean=pen.full(without),
                with_=pen.range(with_),
                with_mean=pen.full(with_),
            )
        ),
        material.figures["yearly_cost"],
        *(_yearly_table(material, perspective) for perspective in PERSPECTIVES),
        _cumulated_table(material),
        material.figures["cumulative"],
    ]


def _yearly_table(material: Material, perspective: str) -> Table:
    pen = material.pen
    names = {"public": "yearly_table", "gmina": "gmina_table"}
    rows = [
        (
            str(year),
            pen.number(f"coi.{perspective}.{year}"),
            pen.number(f"programme.{perspective}.{year}"),
            pen.number(f"net.{perspective}.{year}"),
            pen.number_range(f"net.{perspective}.{year}"),
            pen.number(f"net_cumulated.{perspective}.{year}"),
        )
        for year in material.study.outcome.years
    ]
    rows.append(
        (
            pen.say("inaction.total"),
            pen.number(f"total.cost_of_inaction.{perspective}"),
            pen.number(f"total.programme.{perspective}"),
            pen.number(f"total.net.{perspective}"),
            pen.number_range(f"total.net.{perspective}"),
            pen.number(f"net_cumulated.{perspective}.{material.last_year}"),
        )
    )
    columns = ("year", "gross", "programme", "net", "net_range", "cumulated")
    return Table(
        caption=pen.say(f"inaction.{names[perspective]}"),
        header=tuple(pen.say(f"inaction.column_{name}") for name in columns),
        rows=tuple(rows),
        align=("left", *("right",) * 5),
        source=material.own_source,
        note=money_note(material),
    )


def _cumulated_table(material: Material) -> Table:
    pen = material.pen
    return Table(
        caption=pen.say("inaction.cumulated_table"),
        header=tuple(pen.say(f"inaction.column_{name}") for name in SPENDING),
        rows=tuple(
            (
                str(year),
                pen.number(f"mandatory.inaction.public.{year}"),
                pen.number(f"mandatory.activation.public.{year}"),
                pen.number(f"cumulated.inaction.public.{year}"),
                pen.number(f"cumulated.activation.public.{year}"),
            )
            for year in material.study.outcome.years
        ),
        align=("left", "right", "right", "right", "right"),
        source=material.own_source,
        note=money_note(material),
    )
