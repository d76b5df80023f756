"""The section that sets instruments and sizes of the plan side by side."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.nbsp import HARD
from costmodel.annex.numbers import decimal
from costmodel.publish.material import Material, money_note
from costmodel.publish.worth import PERSPECTIVES
from costmodel.studies.portfolio import ALONE, DOUBLE, MEASURES, SCALES

IN_ZLOTY = "net_per_zloty"
PLACES = 2


def portfolio(material: Material) -> list[Block]:
    """Return the variants of the plan, one table for each purse."""
    pen = material.pen
    text = [pen.say("portfolio.text"), pen.say("portfolio.meaning")]
    if not pen.knows(_rank(PERSPECTIVES[0], DOUBLE)):
        text.append(pen.say("portfolio.double_missing"))
    return [
        Heading(2, pen.say("portfolio.heading")),
        Paragraph(pen.say("caution"), "caution"),
        Paragraph(" ".join(text)),
        *(_table(material, perspective) for perspective in PERSPECTIVES),
    ]


def _table(material: Material, perspective: str) -> Table:
    pen = material.pen
    columns = ("variant", *MEASURES)
    notes = [pen.say("portfolio.note", year=str(material.last_year)), money_note(material)]
    if not material.is_single:
        notes.insert(1, pen.say("portfolio.several"))
    return Table(
        caption=pen.say(f"portfolio.{perspective}", years=material.years),
        header=tuple(pen.say(f"portfolio.column_{name}") for name in columns),
        rows=tuple(
            (
                _name(material, variant),
                *(_cell(material, f"variant.{perspective}.{variant}.{m}") for m in MEASURES),
            )
            for variant in _ranked(material, perspective)
        ),
        align=("left", *("right",) * 6),
        source=material.own_source,
        note=" ".join(notes),
    )


def _ranked(material: Material, perspective: str) -> list[str]:
    """Return the variants of the study, the best first."""
    pen, reach = material.pen, material.study.model.activation.reach
    names = [*(f"{ALONE}{r.instrument}" for r in reach), *SCALES]
    known = [name for name in names if pen.knows(_rank(perspective, name))]
    return sorted(known, key=lambda name: pen.quantity(_rank(perspective, name)).value or 0)


def _rank(perspective: str, variant: str) -> str:
    return f"variant.{perspective}.{variant}.rank"


def _name(material: Material, variant: str) -> str:
    if not variant.startswith(ALONE):
        return material.pen.say(f"portfolio.{variant}")
    label = material.study.inputs.instruments[variant.removeprefix(ALONE)].label
    return material.pen.say("portfolio.alone", instrument=label)


def _cell(material: Material, id_: str) -> str:
    """Return „value (range)”, or what stands where it cannot be counted.

    A line may end after the dash, so that seven columns fit on an upright page.
    """
    pen = material.pen
    quantity = pen.quantity(id_)
    if quantity.value is None:
        return pen.say("portfolio.uncounted")
    if id_.endswith(IN_ZLOTY):
        value = pen.note(id_, decimal(quantity.value, PLACES))
    else:
        value = pen.number(id_)
    if quantity.low is None or quantity.high is None:
        return pen.say("portfolio.cell", value=value, range=pen.say("portfolio.endless"))
    if id_.endswith(IN_ZLOTY):
        ends = (decimal(number, PLACES) for number in (quantity.low, quantity.high))
        spread = pen.note(id_, f"{HARD}–{HARD}".join(ends))
    else:
        spread = pen.number_range(id_)
    return pen.say("portfolio.cell", value=value, range=spread.replace(f"–{HARD}", "– "))
