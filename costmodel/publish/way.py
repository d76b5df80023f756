"""The sections on the way ahead: the plan, its money by year and payer, the indicators."""

from __future__ import annotations

from costmodel.annex.document import Align, Block, Heading, Paragraph, Table
from costmodel.publish.material import Material

GROUPS = {"long_term": "long_term", "assisted": "long_term_assisted"}
"""Rows of the table of targets, and the people they count."""


def plan(material: Material) -> list[Block]:
    """Return what the plan does, for whom and how much."""
    pen = material.pen
    labels = {level.id: level.label for level in material.study.inputs.problem.level}
    rows = tuple(
        (
            item.instrument.label,
            item.instrument.description,
            labels[level],
            pen.full(f"coverage.{item.instrument.id}.{level}"),
            item.instrument.legal_basis,
        )
        for item in material.study.inputs.plan
        for level in item.coverage
    )
    return [
        Heading(1, pen.say("plan.heading")),
        Paragraph(pen.say("plan.text")),
        Paragraph(pen.say("plan.assumed"), "caution"),
        Table(
            caption=pen.say("plan.table"),
            header=tuple(
                pen.say(f"plan.column_{name}")
                for name in ("instrument", "description", "level", "coverage", "basis")
            ),
            rows=rows,
            align=("left", "left", "left", "right", "left"),
            source=pen.say("plan.source"),
        ),
        _participants(material),
    ]


def _participants(material: Material) -> Table:
    pen, year = material.pen, material.first_year
    return Table(
        caption=pen.say("plan.participants_table", year=str(year)),
        header=(
            pen.say("plan.column_instrument"),
            pen.say("plan.column_participants", year=str(year)),
            pen.say("diagnosis.column_range"),
        ),
        rows=tuple(
            (
                item.instrument.label,
                pen.number(f"participants.{item.instrument.id}.{year}"),
                pen.number_range(f"participants.{item.instrument.id}.{year}"),
            )
            for item in material.study.inputs.plan
        ),
        align=("left", "right", "right"),
        source=material.own_source,
    )


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
        for item in study.inputs.plan:
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


def targets(material: Material) -> list[Block]:
    """Return indicators with base values and targets to be agreed."""
    pen = material.pen
    columns = ("indicator", "base", "target", "without", "source")
    return [
        Heading(1, pen.say("targets.heading")),
        Paragraph(pen.say("targets.text")),
        Table(
            caption=pen.say("targets.table"),
            header=tuple(pen.say(f"targets.column_{name}") for name in columns),
            rows=(*_targets_of_people(material), *_targets_of_participation(material)),
            align=("left", "right", "right", "right", "left"),
            source=material.own_source,
            note=pen.say("targets.note"),
        ),
    ]


def _targets_of_people(material: Material) -> list[tuple[str, ...]]:
    pen, base, last = material.pen, material.base_year, material.last_year
    seen = int(material.study.inputs.forecast.history.index[-1])
    rows: list[tuple[str, ...]] = [
        (
            pen.say("targets.registered"),
            _in_year(pen.number(f"unemployed.{seen}"), seen),
            _in_year(pen.number(f"people.activation.{last}"), last),
            _in_year(pen.number(f"people.inaction.{last}"), last),
            pen.say("targets.yearly_register"),
        )
    ]
    for key, name in GROUPS.items():
        rows.append(
            (
                pen.say(f"targets.{key}"),
                _in_year(pen.number(f"people.inaction.{name}.{base}"), base),
                _in_year(pen.number(f"people.activation.{name}.{last}"), last),
                _in_year(pen.number(f"people.inaction.{name}.{last}"), last),
                pen.say("targets.yearly_centre"),
            )
        )
    return rows


def _targets_of_participation(material: Material) -> list[tuple[str, ...]]:
    pen, last = material.pen, material.last_year
    none_yet = _in_year(pen.say("targets.dash_base"), material.base_year)
    rows: list[tuple[str, ...]] = [
        (
            pen.say("targets.independent"),
            none_yet,
            _in_year(pen.number("independent.activation"), last),
            _in_year(pen.number("independent.inaction"), last),
            pen.say("targets.yearly_centre"),
        )
    ]
    for item in material.study.inputs.plan:
        rows.append(
            (
                pen.say("targets.participants", instrument=item.instrument.label),
                none_yet,
                _in_year(pen.number(f"participants.{item.instrument.id}.{last}"), last),
                pen.say("targets.none"),
                pen.say("targets.yearly_centre"),
            )
        )
    return rows


def _in_year(number: str, year: int) -> str:
    return f"{number} ({year})"
