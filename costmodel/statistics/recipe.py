"""The recipe of the national panel: which export gives which figures, and what was mended."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from costmodel.declared import Declared, read_declared
from costmodel.resources import data_path


class Repair(Declared):
    """One cell or row of an export that is left out, and why."""

    teryt: str
    label: str
    published: str
    reason: str


class Figures(Declared):
    """One export and the variables taken from it (label in the export → variable id)."""

    table: str
    title: str
    subject: str
    file: str
    form: Literal["ctab", "crel", "xtab", "xpiv"]
    unit: str
    note: str
    years: Annotated[tuple[int, int], Field(strict=False)]
    variables: dict[str, str]
    unit_lost: bool = False
    year_lost: bool = False
    repairs: Annotated[tuple[Repair, ...], Field(strict=False)] = ()

    def source(self, publisher: str) -> str:
        """Return the source text kept beside every figure."""
        return f"{publisher}, {self.title} ({self.subject}), eksport {self.file} ({self.note})"

    def covers(self, variable: str, year: int) -> bool:
        """Return whether the export holds the variable in that year."""
        return variable in self.variables.values() and self.years[0] <= year <= self.years[1]


class Recipe(Declared):
    """All exports of the panel."""

    publisher: str
    licence: str
    figures: Annotated[tuple[Figures, ...], Field(strict=False)]


def load_recipe(path: Path | None = None) -> Recipe:
    """Return the recipe that comes with the library, or the one in ``path``.

    Examples
    --------
    >>> load_recipe().licence
    'Źródło: GUS, Bank Danych Lokalnych'
    """
    return read_declared(path or data_path("reference", "sources.toml"), Recipe)
