"""The recipe of the national panel: which export gives which figures, and what was mended."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from costmodel.resources import data_path


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Repair(_Frozen):
    """One cell or row of an export that is left out, and why."""

    teryt: str
    label: str
    published: str
    reason: str


class Figures(_Frozen):
    """One export and the variables taken from it (label in the export → variable id)."""

    table: str
    title: str
    subject: str
    file: str
    form: Literal["ctab", "crel", "xtab", "xpiv"]
    unit: str
    note: str
    years: tuple[int, int]
    variables: dict[str, str]
    unit_lost: bool = False
    year_lost: bool = False
    repairs: tuple[Repair, ...] = ()

    def source(self, publisher: str) -> str:
        """Return the source text kept beside every figure."""
        return f"{publisher}, {self.title} ({self.subject}), eksport {self.file} ({self.note})"

    def covers(self, variable: str, year: int) -> bool:
        """Return whether the export holds the variable in that year."""
        return variable in self.variables.values() and self.years[0] <= year <= self.years[1]


class Recipe(_Frozen):
    """All exports of the panel."""

    publisher: str
    licence: str
    figures: tuple[Figures, ...]


def load_recipe(path: Path | None = None) -> Recipe:
    """Return the recipe that comes with the library, or the one in ``path``.

    Examples
    --------
    >>> load_recipe().licence
    'Źródło: GUS, Bank Danych Lokalnych'
    """
    chosen = path or data_path("reference", "sources.toml")
    return Recipe.model_validate(tomllib.loads(chosen.read_text(encoding="utf-8")))
