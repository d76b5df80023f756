"""Rows of official forms as data: what each counts, and which of our tables its figure fills."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import ModelError
from costmodel.resources import data_path

FORM_FILES = ("ozps", "mrips03")
TARGET = re.compile(r"(statistics|staff|levels):[a-z][a-z0-9_.]*")
LONGEST_SHEET_NAME = 31
UNITS_OF_BASE = {
    "osoby": ("osoba", "dziecko"),
    "rodziny": ("rodzina",),
    "gospodarstwa": ("gospodarstwo",),
    "świadczenia": ("szt.",),
    "decyzje": ("szt.",),
    "kontrakty": ("szt.",),
    "procedury": ("szt.",),
    "miejsca": ("szt.",),
    "projekty": ("szt.",),
    "podmioty": ("szt.",),
    "zadania": ("szt.",),
    "zespoły": ("zespół",),
    "etaty": ("etat",),
    "zł": ("zł",),
}
"""What is counted, with the units that may stand beside it: bases are never mixed."""


class Row(Declared):
    """One row of a form: ``row`` is its official number where it was read, else empty.

    ``targets`` say where a figure goes: ``statistics:variable``, ``staff:kind`` or
    ``levels:problem.level``; the first is the key of the row in the workbook. ``unlike`` is the
    stock variable of a problem that means something else, ``note`` how it differs.
    """

    row: str = ""
    label: str
    unit: str
    base: str
    targets: list[str]
    aliases: list[str] = Field(default_factory=list)
    unlike: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """Name of the row, one in the whole workbook."""
        return self.targets[0]

    @model_validator(mode="after")
    def _fail_if_inconsistent(self) -> Row:
        if self.unit not in UNITS_OF_BASE.get(self.base, ()):
            raise ValueError(f"jednostka zgodna z podstawą „{self.base}”")
        wrong = [target for target in self.targets if not TARGET.fullmatch(target)]
        if wrong or not self.targets:
            raise ValueError("targets w postaci statistics:nazwa, staff:nazwa, levels:nazwa")
        if self.unlike and not self.note:
            raise ValueError("note: czym wiersz różni się od zmiennej z unlike")
        return self


class Section(Declared):
    """A part of a form on one sheet; ``approximate`` is a layout that was not compared."""

    id: str
    sheet: str
    title: str
    layout: Literal["read", "approximate", "own"]
    note: str = ""
    rows: list[Row]


class Form(Declared):
    """A form with its sections; ``source`` stands beside each figure that comes from it."""

    id: str
    title: str
    source: DeclaredSource
    section: list[Section]


@cache
def official_forms() -> tuple[Form, ...]:
    """Return the forms that come with the library; they are read once.

    Raises
    ------
    ModelError
        If two rows fill the same figure, or the name of a sheet is repeated or too long.

    Examples
    --------
    >>> [form.id for form in official_forms()]
    ['ozps', 'mrips03']
    """
    forms = tuple(read_declared(data_path("forms", f"{name}.toml"), Form) for name in FORM_FILES)
    fail_if_ambiguous([section for form in forms for section in form.section])
    return forms


def fail_if_ambiguous(sections: list[Section]) -> None:
    """Raise if a figure has two rows, or a sheet no name of its own."""
    times = Counter(t for section in sections for row in section.rows for t in row.targets)
    times.update(Counter(section.sheet.lower() for section in sections))
    twice = [name for name, count in times.items() if count > 1]
    if twice:
        raise ModelError(f"{twice}: a figure and a sheet may stand in the forms only once.")
    long = [s.sheet for s in sections if len(s.sheet) > LONGEST_SHEET_NAME]
    if long:
        raise ModelError(f"{long}: a sheet's name has at most {LONGEST_SHEET_NAME} letters.")


def official_rows() -> Iterator[tuple[Form, Section, Row]]:
    """Yield every row of every official form with the form and the section it is in."""
    for form in official_forms():
        for section in form.section:
            for row in section.rows:
                yield form, section, row
