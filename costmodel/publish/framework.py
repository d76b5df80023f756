"""The financial framework: the cost of the plan by instrument, payer and year."""

from __future__ import annotations

from costmodel.annex.document import Align, Block, Heading, Paragraph, Table
from costmodel.publish.material import Material


def framework(material: Material) -> list[Block]:
    """Return the financial framework: instrument, payer and year, in prices of each year."""
    pen = material.pen
    years = material.study.outcome.years
    numbers: list[Align] = ["right" for _ in range(len(years) + 1)]
    return [
        Heading(1, pen.say("framework.heading")),
        Paragraph(
            pen.say(
                "framework.text",
                years=material.years,
                range=pen.range("framework.total"),
                value=pen.full("framework.total"),
            ),
            "lead",
        ),
        Table(
            caption=pen.say("framework.table"),
            header=(
                pen.say("framework.column_item"),
                *map(str, years),
                pen.say("framework.column_total"),
            ),
            rows=tuple(_framework_rows(material)),
            align=("left", *numbers),
            source=material.own_source,
            note=pen.say("framework.note"),
        ),
        Paragraph(pen.say("framework.check"), "note"),
    ]


def _framework_rows(material: Material) -> list[tuple[str, ...]]:
    pen, study = material.pen, material.study
    years = study.outcome.years
    rows = []
    paying = []
    for payer in study.outcome.ledger.public_payers:
        if not pen.knows(f"framework.{payer}.{years[0]}"):
            continue
        paying.append(payer)
        for item in study.inputs.plan.items:
            stem = f"framework.{item.instrument.id}.{payer}"
            if pen.knows(f"{stem}.{years[0]}"):
                label = f"{item.instrument.label}: {pen.wording.say(f'payer.{payer}')}"
                rows.append((label, *_years_and_total(material, stem)))
    for payer in paying:
        name = pen.wording.say(f"payer.{payer}")
        label = pen.say("framework.together", payer=name)
        rows.append((label, *_years_and_total(material, f"framework.{payer}")))
    total = (pen.number(f"framework.total.{year}") for year in years)
    rows.append((pen.say("framework.all"), *total, pen.number("framework.total")))
    return rows


def _years_and_total(material: Material, stem: str) -> tuple[str, ...]:
    pen = material.pen
    yearly = (pen.number(f"{stem}.{year}") for year in material.study.outcome.years)
    return (*yearly, pen.number(f"{stem}.total"))
