"""The log of assumptions, decisions and data: what, with what effect, when and by whom."""

from __future__ import annotations

from costmodel.annex.dates import long_date
from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.outcome import PUBLIC
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.publish.record import own_files
from costmodel.sources import Grade
from costmodel.studies.sensitivity import Factor

FEWEST = 0.005
"""Share of the variance of the result from which an assumption is told by itself."""
COLUMNS = ("what", "choice", "effect", "who")
Row = tuple[str, str, str, str]


def journal(material: Material) -> list[Block]:
    """Return the log, filled in from the study; nobody writes it by hand."""
    pen = material.pen
    day = long_date(material.study.inputs.place.annex_date)
    return [
        Heading(1, pen.say("journal.heading")),
        Paragraph(pen.say("journal.text", date=day)),
        _table(material, "assumptions", _assumptions(material)),
        _table(material, "decisions", _decisions(material)),
        _table(material, "data", _data(material)),
    ]


def _table(material: Material, key: str, rows: list[Row]) -> Table:
    pen = material.pen
    return Table(
        caption=pen.say(f"journal.{key}"),
        header=tuple(pen.say(f"journal.column_{name}") for name in COLUMNS),
        rows=tuple(rows),
        align=("left", "left", "left", "left"),
        source=material.own_source,
    )


def _assumptions(material: Material) -> list[Row]:
    """Return the assumptions that move the result, the strongest first, and the rest together."""
    pen, factors = material.pen, material.study.sensitivity.factors
    assumed = [factor for factor in factors if factor.grade is Grade.E]
    strong = sorted(
        (factor for factor in assumed if factor.share[PUBLIC] >= FEWEST),
        key=lambda factor: -factor.share[PUBLIC],
    )
    rows = [_assumption(material, factor) for factor in strong]
    rest = pen.say("journal.rest")
    return [
        *rows,
        (rest, pen.say("journal.rest_where"), pen.say("journal.weak"), _library(material)),
    ]


def _assumption(material: Material, factor: Factor) -> Row:
    pen = material.pen
    id_ = f"value.{factor.key}"
    effect = pen.say("journal.share", share=pen.full(f"sensitivity.share.{PUBLIC}.{factor.key}"))
    return capital(factor.label), pen.spread(id_), effect, _library(material)


def _decisions(material: Material) -> list[Row]:
    """Return what was chosen for this annex."""
    pen, inputs = material.pen, material.study.inputs
    author = inputs.place.author.strip() or pen.say("journal.author")
    chosen = {
        "plan": (pen.say("journal.plan_choice"), "journal.plan_effect"),
        "horizon": (material.horizon, "journal.horizon_effect"),
        "discount": (pen.full("settings.discount"), "journal.discount_effect"),
        "overlap": (pen.say(f"plan.overlap_{inputs.plan.overlap}"), "journal.overlap_effect"),
    }
    rows = [
        (pen.say(f"journal.{key}"), choice, pen.say(effect), author)
        for key, (choice, effect) in chosen.items()
    ]
    written = {
        "switches": ", ".join(pen.say(f"switches.{name}") for name in inputs.settings.switched_off),
        "shown": inputs.place.shown_because,
        "despite": material.certificate.despite,
    }
    rows += [
        (pen.say(f"journal.{key}"), reason, pen.say(f"journal.{key}_effect"), author)
        for key, reason in written.items()
        if reason
    ]
    return rows


def _data(material: Material) -> list[Row]:
    """Return the files of the place that the study read."""
    pen, inputs = material.pen, material.study.inputs
    author = inputs.place.author.strip() or pen.say("journal.author")
    names = sorted(own_files(inputs))
    rows = [
        (name, pen.say("journal.file_choice"), pen.say("journal.file_effect"), author)
        for name in names
    ]
    return [*rows, (pen.say("journal.library"), *_of_library(material))]


def _of_library(material: Material) -> tuple[str, str, str]:
    pen = material.pen
    return pen.say("journal.library_choice"), pen.say("journal.library_effect"), _library(material)


def _library(material: Material) -> str:
    return material.pen.say("journal.by_library", version=material.version)
