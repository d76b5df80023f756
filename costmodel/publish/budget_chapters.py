"""Chapters of the budget classification to which instruments of a plan usually belong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from costmodel.annex.document import Block, Table
from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.language import remembered
from costmodel.publish.material import Material
from costmodel.resources import data_path

FILE = "budget_chapters.toml"
DIVISION_DIGITS = 3
COLUMNS = ("action", "chapter", "check")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of five digits, its division in the first three; ``verified`` tells its check."""

    code: str
    name: str
    verified: str

    @property
    def division(self) -> str:
        """The division to which the chapter belongs."""
        return self.code[:DIVISION_DIGITS]


@dataclass(frozen=True, slots=True)
class Chapters:
    """Chapters by id of instrument, and the act that names them."""

    of: dict[str, Chapter]
    source: str


class _ChapterForm(Declared):
    code: Annotated[str, Field(pattern=r"^\d{5}$")]
    name: str = Field(min_length=1)
    verified: Literal["primary", "secondary", "no"]
    instruments: list[str] = Field(min_length=1)


class _ChaptersForm(Declared):
    source: DeclaredSource
    chapter: list[_ChapterForm] = Field(min_length=1)


def read_chapters(path: Path) -> Chapters:
    """Return the chapters of a TOML file.

    Raises
    ------
    InputError
        With every key that is wrong.
    """
    form = read_declared(path, _ChaptersForm)
    found = {
        name: Chapter(told.code, told.name, told.verified)
        for told in form.chapter
        for name in told.instruments
    }
    return Chapters(found, str(form.source.as_source()))


@remembered
def shipped_chapters() -> Chapters:
    """Return the chapters that come with the library.

    Examples
    --------
    >>> shipped_chapters().of["asystent_rodziny"].division
    '855'
    """
    return read_chapters(data_path(FILE))


def budget_chapters(material: Material) -> list[Block]:
    """Return the instruments of the plan with division and chapter, where these are known."""
    pen, known = material.pen, shipped_chapters()
    return [
        Table(
            caption=pen.say("classes.table"),
            header=tuple(pen.say(f"classes.column_{name}") for name in COLUMNS),
            rows=tuple(
                (item.instrument.label, *_classified(material, known.of.get(item.instrument.id)))
                for item in material.study.inputs.plan.items
            ),
            align=("left", "left", "left"),
            source=known.source,
            note=pen.say("classes.note"),
        ),
    ]


def _classified(material: Material, chapter: Chapter | None) -> tuple[str, str]:
    pen = material.pen
    if chapter is None:
        return pen.say("classes.unknown"), pen.say("classes.nothing")
    told = pen.say(
        "classes.chapter", division=chapter.division, code=chapter.code, name=chapter.name
    )
    return told, pen.say("classes.mapping", check=pen.say(f"sources.{chapter.verified}"))
