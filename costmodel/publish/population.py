"""The population ahead: how many, of which age, and what the forecast rests on."""

from __future__ import annotations

from costmodel.annex.dates import year_range
from costmodel.annex.document import Block, Footnote, Heading, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.studies.population import BANDS, PopulationAhead, population_ahead


def population(material: Material) -> list[Block]:
    """Return the forecast of population; nothing where ages or sexes are not known."""
    pen = material.pen
    ahead = population_ahead(material.study.inputs.place, last_year=material.last_year)
    if ahead is None:
        return []
    bands = ("all", *BANDS)
    rows = tuple(
        (str(year), *(pen.number(f"population.{band}.{year}") for band in bands))
        for year in ahead.years
    )
    text = pen.say(
        "population.text",
        base_year=str(ahead.base_year),
        base=pen.full(f"population.all.{ahead.base_year}"),
        last_year=str(ahead.last_year),
        last=pen.full(f"population.all.{ahead.last_year}"),
    )
    return [
        Heading(2, pen.say("population.heading")),
        Paragraph(text, "lead"),
        *_published(material, ahead),
        Table(
            caption=pen.say("population.table"),
            header=tuple(pen.say(f"population.column_{name}") for name in ("year", *bands)),
            rows=rows,
            align=("left", "right", "right", "right", "right", "right"),
            source=f"{ahead.source}; {material.own_source}",
            note=f"{_migration(material, ahead)} {_note(material, ahead)}",
        ),
        *_pyramid(material),
    ]


def _pyramid(material: Material) -> list[Block]:
    """Return the pyramid and what its split by sex rests on; nothing where it was not drawn."""
    if "pyramid" not in material.figures:
        return []
    note = material.pen.say("population.figure_note")
    return [material.figures["pyramid"], Paragraph(note, "note")]


def _published(material: Material, ahead: PopulationAhead) -> list[Block]:
    """Say where a later count rests on another census, so that levels are not compared."""
    if ahead.seen is None:
        return []
    year, value = str(ahead.seen.year), material.pen.full("population.seen")
    note = Footnote(material.pen.quantity("population.seen").source)
    return [Paragraph(material.pen.say("population.seen", year=year, value=value), notes=(note,))]


def _migration(material: Material, ahead: PopulationAhead) -> str:
    pen = material.pen
    if not ahead.migration_years:
        return pen.say("population.no_migration")
    years = year_range(min(ahead.migration_years), max(ahead.migration_years))
    return pen.say("population.migration", value=pen.number("population.migration"), years=years)


def _note(material: Material, ahead: PopulationAhead) -> str:
    """Return the note of the forecast, the weight in it kept as printed."""
    note = ahead.outlook.note
    shown = f"{round(100 * ahead.outlook.weight_of_nation)}%"
    material.pen.note("population.nation", shown)
    return note
