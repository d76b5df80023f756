"""The section on limits: what the annex does not say."""

from __future__ import annotations

from collections.abc import Mapping

from costmodel.annex.dates import long_date
from costmodel.annex.document import Block, Bullets, Heading, Paragraph
from costmodel.publish.effects import left_out
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.statutes.overdue import overdue

FRESH_YEARS = 2
"""Figures of GUS come out within this many years; older ones are told as a limit."""
GENERAL = ("stationary", "equalisation", "cashable", "real")
UNEMPLOYMENT = "unemployment"
"""The problem whose law and whose independence have limits of their own."""


def limits(material: Material) -> list[Block]:
    """Return what the annex does not say: of all of it, of each problem, of each instrument."""
    pen, inputs = material.pen, material.study.inputs
    blocks: list[Block] = [
        Heading(1, pen.say("limits.heading")),
        Paragraph(pen.say("limits.text")),
        Bullets(tuple(_general(material))),
    ]
    of_problems = {p.label: p.limits for p in material.problems}
    of_instruments = {
        i.label: tuple(dict.fromkeys((*(e.caution for e in i.effect), *i.limits)))
        for i in inputs.instruments.values()
    }
    return [
        *blocks,
        *_listed(pen.say("limits.of_problems"), of_problems),
        *_listed(pen.say("limits.of_instruments"), of_instruments),
    ]


def _listed(heading: str, limits_of: Mapping[str, tuple[str, ...]]) -> list[Block]:
    """Return the limits of each, under its name; nothing where none has any."""
    told = {label: items for label, items in limits_of.items() if items}
    if not told:
        return []
    blocks: list[Block] = [Heading(2, heading)]
    for label, items in told.items():
        blocks += [Heading(3, capital(label)), Bullets(items)]
    return blocks


def _national(material: Material) -> list[str]:
    """Return for which problems levels, and moves between them, are not the place's own."""
    pen, inputs = material.pen, material.study.inputs
    split = [p.label for p in material.problems if not inputs.splits[p.id].is_local]
    moves = [p.label for p in material.problems if not set(p.levels) <= set(inputs.own_rows[p.id])]
    if split and moves and material.is_single:
        return [pen.say("limits.national")]
    told = {"limits.national_of": split, "limits.moves_of": moves}
    return [pen.say(key, problems=", ".join(labels)) for key, labels in told.items() if labels]


def _general(material: Material) -> list[str]:
    pen, inputs = material.pen, material.study.inputs
    items = [left_out(material)] if inputs.settings.switched_off else []
    items += _national(material)
    guessed = [p.label for p in material.problems if inputs.stocks[p.id].forecast is None]
    if guessed:
        items.append(pen.say("limits.prevalence", problems=", ".join(guessed)))
    items += [pen.say(f"limits.{key}") for key in GENERAL]
    if not material.is_single:
        items.append(pen.say("limits.not_added"))
    if UNEMPLOYMENT in inputs.problems:
        items.append(pen.say("limits.definition"))
    if list(inputs.problems) == [UNEMPLOYMENT]:
        items.append(pen.say("limits.independence_work"))
    else:
        items.append(pen.say("limits.independence"))
    years = {"year": str(material.base_year), "price_year": str(material.price_year)}
    if material.price_year < material.base_year:
        items.append(pen.say("limits.prices", **years))
    items += [
        pen.say(
            "limits.overdue",
            label=capital(found.label),
            since=long_date(found.since),
            review=long_date(found.review),
        )
        for found in overdue(inputs.book, inputs.parameters_used, day=inputs.place.annex_date)
    ]
    items += _old(material)
    return [*items, pen.say("limits.horizon", year=str(material.last_year))]


def _old(material: Material) -> list[str]:
    """Return, for each problem, that its last figure is old; nothing where it is not."""
    pen, base, told = material.pen, material.base_year, []
    for problem in material.problems:
        found = material.study.inputs.stocks[problem.id].forecast
        seen = base if found is None else int(found.history.index[-1])
        if base - seen > FRESH_YEARS:
            label = capital(problem.label)
            told.append(pen.say("limits.old", problem=label, year=str(seen), base_year=str(base)))
    return told
