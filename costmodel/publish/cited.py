"""Footnotes of sentences: the act, the statistics, the study or the table that each rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from costmodel.annex.document import Block, Footnote, Paragraph
from costmodel.errors import NotInForceError
from costmodel.evidence.haircuts import haircut_source
from costmodel.problems.common import COMMON
from costmodel.problems.instrument import Instrument
from costmodel.problems.problem import SocialProblem
from costmodel.publish.material import Material
from costmodel.statutes.parameter import Parameter

DISCOUNT = "discount_rate_financial_eu"
"""The parameter that the discount rate is, unless the user gave another."""
TAX_SHARE = "pit_base_year_lag_new"
"""The parameter whose law shares the income tax between the state and municipalities."""


def model_note(material: Material, *, after: str = "") -> Footnote:
    """Return where a result of the model is from: which tables hold its prices and studies."""
    pen = material.pen
    text = pen.say(
        "cited.model",
        source=material.own_source,
        law=pen.say("sources.law_table"),
        evidence=pen.say("sources.evidence"),
        assumptions=pen.say("assumptions.heading"),
    )
    return Footnote(text, after)


def seen_note(material: Material, problem: SocialProblem, *, after: str = "") -> Footnote:
    """Return where the known numbers of a problem are from: statistics or a frequency."""
    pen, inputs = material.pen, material.study.inputs
    found = inputs.stocks[problem.id].forecast
    if found is None:
        rate = "" if problem.prevalence is None else problem.prevalence.rate
        record = inputs.records[problem.id].get(rate)
        told = pen.say("own_work") if record is None else str(record.origin())
        return Footnote(pen.say("cited.prevalence", source=told), after)
    years = (str(year) for year in found.history.index)
    sources = dict.fromkeys(pen.quantity(f"stock.{problem.id}.{year}").source for year in years)
    return Footnote("; ".join(sources), after)


def stock_note(material: Material, problem: SocialProblem, *, after: str = "") -> Footnote:
    """Return where the numbers of a problem are from, those of the years ahead too."""
    pen, seen = material.pen, seen_note(material, problem)
    if material.study.inputs.stocks[problem.id].forecast is None:
        return Footnote(seen.text, after)
    ahead = pen.say("cited.statistics", sources=seen.text, forecast=pen.say("forecast.heading"))
    return Footnote(ahead, after)


def staff_notes(material: Material, *names: str) -> tuple[Footnote, ...]:
    """Return the law that each of some parameters of staff stands in, one footnote in all."""
    sources = dict.fromkeys(material.pen.quantity(f"staff.law.{name}").source for name in names)
    return (Footnote("; ".join(sources)),)


def once(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without footnotes that say the same as the one before."""
    kept: list[Block] = []
    last = ""
    for block in blocks:
        if isinstance(block, Paragraph) and block.notes:
            notes = tuple(note for note in block.notes if note.text != last)
            last = block.notes[-1].text
            kept.append(replace(block, notes=notes))
        else:
            kept.append(block)
    return kept


def plan_note(material: Material, *, after: str = "") -> Footnote:
    """Return where the cost of the plan is from."""
    pen = material.pen
    return Footnote(pen.say("cited.plan", assumptions=pen.say("assumptions.heading")), after)


def concept_note(material: Material, *, after: str = "") -> Footnote:
    """Return where the notion of the cost of inaction is from."""
    return Footnote(material.pen.say("cited.concept"), after)


def discount_note(material: Material, *, after: str = "") -> Footnote:
    """Return where the discount rate is from: the law, or the settings of the run."""
    inputs = material.study.inputs
    if inputs.settings.discount_rate is not None:
        return Footnote(material.pen.say("cited.given_rate"), after)
    return Footnote(_enacted(inputs.book.parameter(DISCOUNT), inputs.place.annex_date), after)


def tax_notes(material: Material, *, after: str = "") -> tuple[Footnote, ...]:
    """Return the law that gives municipalities a share of the tax; nothing before it holds."""
    inputs = material.study.inputs
    try:
        return (Footnote(_enacted(inputs.book.parameter(TAX_SHARE), inputs.price_day), after),)
    except NotInForceError:
        return ()


def caution_note(*, after: str = "") -> Footnote:
    """Return where the rule is from that weak evidence makes an effect smaller."""
    return Footnote(str(haircut_source()), after)


def effect_sources(material: Material) -> list[Block]:
    """Return a sentence that names the instruments, each with what its effect rests on."""
    pen, items = material.pen, material.study.inputs.plan.items
    if not items:
        return []
    labels = [item.instrument.label for item in items]
    listed = ", ".join(labels)
    told = pen.say("cited.effects", instruments=listed)
    end, notes = told.index(listed), []
    for place, item in enumerate(items):
        end += len(labels[place])
        notes.append(Footnote(_evidence(material, item.instrument), told[:end]))
        end += len(", ")
    return [Paragraph(told, notes=tuple(notes))]


def _evidence(material: Material, instrument: Instrument) -> str:
    """Return the sources of the effects of an instrument, each with the strength of evidence."""
    pen, records = material.pen, material.study.inputs.records
    known = {**records[COMMON], **records[instrument.id]}
    texts = dict.fromkeys(
        pen.say("cited.effect", source=str(known[e.value].origin()), grade=e.grade.value)
        for e in instrument.effect
    )
    return "; ".join(texts)


def _enacted(parameter: Parameter, day: date) -> str:
    return str(parameter.enactment_at(day).source)
