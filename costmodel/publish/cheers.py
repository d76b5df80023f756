"""The CHEERS 2022 sheet: what a report of this kind must tell, and where the annex does."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.plural import count
from costmodel.declared import Declared, read_declared
from costmodel.language import remembered
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.publish.part_names import part_title
from costmodel.resources import data_path

ITEMS = 28
"""Items of the statement of 2022."""
Text = Annotated[str, Field(min_length=1)]


class Item(Declared):
    """One item: its name, what the annex answers, and the part that tells it in full."""

    number: int
    name: Text
    answer: Text
    part: str = ""


class _Sheet(Declared):
    source: Text
    item: Annotated[list[Item], Field(min_length=ITEMS, max_length=ITEMS)]


@remembered
def cheers_sheet() -> _Sheet:
    """Return the items with their answers, and the statement they are from.

    Examples
    --------
    >>> [item.number for item in cheers_sheet().item] == list(range(1, 29))
    True
    """
    return read_declared(data_path("cheers.toml"), _Sheet)


def cheers(material: Material) -> list[Block]:
    """Return the sheet, filled in from the study."""
    pen, sheet = material.pen, cheers_sheet()
    return [
        Heading(1, pen.say("cheers.heading")),
        Paragraph(pen.say("cheers.text")),
        Table(
            caption=pen.say("cheers.table"),
            header=tuple(pen.say(f"cheers.column_{name}") for name in ("item", "answer", "where")),
            rows=tuple(
                (
                    f"{item.number}. {item.name}",
                    item.answer.format_map(_fields(material)),
                    part_title(material, item.part) if item.part else pen.say("cheers.nowhere"),
                )
                for item in sheet.item
            ),
            align=("left", "left", "left"),
            source=sheet.source,
            widths=(3.0, 6.0, 3.0),
        ),
    ]


def _fields(material: Material) -> dict[str, str]:
    pen, inputs = material.pen, material.study.inputs
    return {
        "place": capital(inputs.place.name),
        "years": material.years,
        "horizon": material.horizon,
        "discount": pen.full("settings.discount"),
        "price_year": str(material.price_year),
        "draws": pen.note("settings.draws", count(inputs.settings.n_draws, "losowanie")),
        "interval": pen.full("settings.interval"),
        "author": inputs.place.author.strip() or pen.say("author"),
        "problems": ", ".join(problem.label for problem in material.problems),
    }
