"""The opening of an annex: the headline with its caution, and the legal frame."""

from __future__ import annotations

from costmodel.annex.dates import long_date
from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.publish.material import Material, money_note


def summary(material: Material) -> list[Block]:
    """Return the first section: what the council must know, ranges first."""
    pen = material.pen
    return [
        Heading(1, pen.say("summary.heading")),
        Paragraph(pen.say("caution"), "caution"),
        Paragraph(pen.say("summary.decision"), "lead"),
        Paragraph(_people(material)),
        Paragraph(
            pen.say(
                "summary.public",
                years=material.years,
                range=pen.range("total.cost_of_inaction.public"),
                value=pen.full("total.cost_of_inaction.public"),
            )
            + " "
            + pen.say(
                "summary.gmina",
                range=pen.range("total.cost_of_inaction.gmina"),
                value=pen.full("total.cost_of_inaction.gmina"),
            )
        ),
        Paragraph(_plan(material)),
        Paragraph(_verdict(material)),
        _short_table(material),
        Paragraph(_unsure(material), "note"),
    ]


def law(material: Material) -> list[Block]:
    """Return the section on art. 16b: which element stands where."""
    pen = material.pen
    given, part = pen.say("law.state_given"), pen.say("law.state_part")
    rows = (
        ("diagnosis", pen.say("diagnosis.heading"), given),
        ("forecast", pen.say("forecast.heading"), given),
        ("goals", pen.say("plan.heading"), part),
        ("directions", pen.say("plan.heading"), part),
        ("method", pen.say("plan.heading"), part),
        ("money", pen.say("framework.heading"), given),
        ("indicators", pen.say("targets.heading"), part),
    )
    return [
        Heading(1, pen.say("law.heading")),
        Paragraph(pen.say("law.text")),
        Table(
            caption=pen.say("law.table"),
            header=(
                pen.say("law.column_element"),
                pen.say("law.column_place"),
                pen.say("law.column_state"),
            ),
            rows=tuple((pen.say(f"law.{key}"), place, state) for key, place, state in rows),
            align=("left", "left", "left"),
            source=pen.say("law.source"),
        ),
        Paragraph(
            pen.say(
                "law.scope",
                date=long_date(material.study.inputs.place.annex_date),
                price_year=str(material.price_year),
            )
        ),
        Paragraph(pen.say("law.inspiration"), "note"),
    ]


def _short_table(material: Material) -> Table:
    pen = material.pen
    rows = tuple(
        (
            pen.say(f"summary.row_{name}"),
            pen.number(f"total.{name}.public"),
            pen.number_range(f"total.{name}.public"),
            pen.number(f"total.{name}.gmina"),
            pen.number_range(f"total.{name}.gmina"),
        )
        for name in ("cost_of_inaction", "programme", "net")
    )
    columns = ("item", "public", "public_range", "gmina", "gmina_range")
    return Table(
        caption=pen.say("summary.table", years=material.years),
        header=tuple(pen.say(f"summary.column_{name}") for name in columns),
        rows=rows,
        align=("left", "right", "right", "right", "right"),
        source=material.own_source,
        note=money_note(material),
    )


def _people(material: Material) -> str:
    pen, base, last = material.pen, material.base_year, material.last_year
    now = f"people.inaction.{base}"
    without, with_ = f"people.inaction.{last}", f"people.activation.{last}"
    return pen.say(
        "summary.people",
        base_year=str(base),
        last_year=str(last),
        now=pen.full(now),
        now_range=pen.range(now),
        without=pen.full(without),
        without_range=pen.range(without),
        with_=pen.full(with_),
        with_range=pen.range(with_),
        more_range=pen.range("independent.more"),
        fewer_range=pen.range("people.fewer"),
    )


def _plan(material: Material) -> str:
    pen = material.pen
    return pen.say(
        "summary.programme",
        range=pen.range("total.programme.public"),
        value=pen.full("total.programme.public"),
        gmina_range=pen.range("total.programme.gmina"),
        gmina=pen.full("total.programme.gmina"),
    )


def _verdict(material: Material) -> str:
    pen = material.pen
    net = pen.say(
        "summary.net",
        range=pen.range("total.net.public"),
        value=pen.full("total.net.public"),
        gmina_range=pen.range("total.net.gmina"),
        gmina=pen.full("total.net.gmina"),
    )
    chance = pen.say(
        "summary.chance",
        positive=pen.full("positive.public"),
        gmina_positive=pen.full("positive.gmina"),
    )
    if pen.quantity("payback.public").value is None:
        last = pen.say("summary.does_not_pay", horizon=material.horizon)
    else:
        last = pen.say("summary.pays", year=pen.full("payback.public"))
    return f"{net} {chance} {last}"


def _unsure(material: Material) -> str:
    pen = material.pen
    split = "split_local" if material.study.inputs.split_is_local else "split_national"
    return f"{pen.say('summary.unsure')} {pen.say(f'summary.{split}')}"
