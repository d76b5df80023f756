"""Is the plan worth it: who pays, who gains, and whether it pays back."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.plural import count
from costmodel.outcome import PUBLIC
from costmodel.publish.cited import discount_note, tax_notes
from costmodel.publish.material import Material, money_note

PERSPECTIVES = ("public", "gmina")


def payers(material: Material) -> list[Block]:
    """Return who pays and who gains."""
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
        Paragraph(pen.say("inaction.payers_text", lag=_lag(material)), notes=tax_notes(material)),
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


def verdict(material: Material) -> list[Block]:
    """Return whether the plan pays back, with the caution beside it."""
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
        Paragraph(f"{npv} {positive} {payback}", notes=(discount_note(material, after=npv),)),
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
