"""The section on the cost of inaction: people, money, payers, effects, verdict."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.plural import count
from costmodel.outcome import PUBLIC
from costmodel.publish.material import Material, money_note

PERSPECTIVES = ("public", "gmina")
STEPS = ("gross", "deadweight", "net", "attributed", "attributable")


def cost_of_inaction(material: Material) -> list[Block]:
    """Return the whole section."""
    pen = material.pen
    return [
        Heading(1, pen.say("inaction.heading")),
        Paragraph(pen.say("caution"), "caution"),
        Paragraph(pen.say("inaction.meaning")),
        *_people(material),
        *_money(material),
        *_payers(material),
        *_effects(material),
        *_verdict(material),
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
        header=tuple(pen.say(f"inaction.column_{n}") for n in ("year", "inaction", "activation")),
        rows=tuple(
            (
                str(year),
                pen.number(f"cumulated.inaction.public.{year}"),
                pen.number(f"cumulated.activation.public.{year}"),
            )
            for year in material.study.outcome.years
        ),
        align=("left", "right", "right"),
        source=material.own_source,
        note=money_note(material),
    )


def _payers(material: Material) -> list[Block]:
    pen = material.pen
    names = (*material.study.outcome.ledger.public_payers, PUBLIC)
    columns = ("avoidable_cost", "lost_income", "programme", "net")
    rows = tuple(
        (
            pen.wording.say(f"payer.{payer}"),
            *(pen.number(f"payer.{payer}.{column}") for column in columns),
            pen.number_range(f"payer.{payer}.net"),
        )
        for payer in names
    )
    header = ("payer", "avoidable", "income", "programme", "net", "net_range")
    return [
        Heading(2, pen.say("inaction.payers")),
        Paragraph(pen.say("inaction.payers_text", lag=_lag(material))),
        material.figures["payers"],
        Table(
            caption=pen.say("inaction.payers_table", years=material.years),
            header=tuple(pen.say(f"inaction.column_{name}") for name in header),
            rows=rows,
            align=("left", *("right",) * 5),
            source=material.own_source,
            note=money_note(material),
        ),
    ]


def _lag(material: Material) -> str:
    """Return „2 latach” from the longest lag of a payment."""
    pen = material.pen
    years = pen.quantity("settings.lag").value or 0
    return pen.note("settings.lag", count(int(years), "rok", case="locative"))


def _effects(material: Material) -> list[Block]:
    pen, study = material.pen, material.study
    labels = {level.id: level.label for level in study.inputs.problem.level}
    rows = []
    for step in study.inputs.steps:
        if not pen.knows(f"coverage.{step.instrument}.{step.level}"):
            continue
        ids = [f"effect.{step.instrument}.{step.level}.{name}" for name in STEPS]
        shown = [pen.number(i) if pen.knows(i) else pen.say("inaction.not_gross") for i in ids]
        instrument = study.inputs.instruments[step.instrument]
        rows.append((f"{instrument.label}: {labels[step.level]}", *shown))
    header = ("instrument", "gross_effect", "deadweight", "net_effect", "attributed")
    return [
        Heading(2, pen.say("inaction.effects")),
        Paragraph(pen.say("inaction.effects_text")),
        Table(
            caption=pen.say("inaction.effects_table"),
            header=tuple(pen.say(f"inaction.column_{n}") for n in (*header, "attributable")),
            rows=tuple(rows),
            align=("left", *("right",) * 5),
            source=material.own_source,
            note=pen.say("inaction.effects_note"),
        ),
    ]


def _verdict(material: Material) -> list[Block]:
    pen = material.pen
    npv = pen.say(
        "inaction.npv",
        rate=pen.full("settings.discount"),
        horizon=material.horizon,
        range=pen.range("npv.public"),
        value=pen.full("npv.public"),
        gmina_range=pen.range("npv.gmina"),
        gmina=pen.full("npv.gmina"),
    )
    positive = pen.say(
        "inaction.positive",
        positive=pen.full("positive.public"),
        gmina_positive=pen.full("positive.gmina"),
    )
    if pen.quantity("payback.public").value is None:
        payback = pen.say("inaction.no_payback")
    else:
        payback = pen.say("inaction.payback", year=pen.full("payback.public"))
    error = pen.say(
        "inaction.error",
        error=pen.full("npv_error.public"),
        draws=pen.number("settings.draws"),
    )
    return [
        Heading(2, pen.say("inaction.verdict")),
        Paragraph(pen.say("caution"), "caution"),
        Paragraph(f"{npv} {positive} {payback}"),
        *(Paragraph(_break_even(material, p)) for p in PERSPECTIVES),
        Paragraph(error, "note"),
    ]


def _break_even(material: Material, perspective: str) -> str:
    pen = material.pen
    found = material.study.break_even[perspective]
    who = pen.say(f"inaction.who_{perspective}")
    if found.factor is None:
        limit = pen.number(f"break_even_limit.{perspective}")
        told = pen.say("inaction.no_break_even", who=who, limit=limit)
    elif found.factor == 0:
        told = pen.say("inaction.break_even_below", who=who)
    else:
        factor = pen.number(f"break_even.{perspective}")
        told = pen.say("inaction.break_even", who=who, factor=factor)
    id_ = f"break_even_price.{perspective}"
    if not pen.knows(id_):
        return told
    return f"{told} {pen.say('inaction.break_even_price', who=who, share=pen.full(id_))}"
