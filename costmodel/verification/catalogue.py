"""Read what each check is called, what it means and what to do when it fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field, RootModel

from costmodel.declared import Declared, read_declared
from costmodel.language import remembered
from costmodel.resources import data_path


@dataclass(frozen=True, slots=True)
class Told:
    """The Polish words of one check."""

    name: str
    meaning: str
    mend: str


class _Check(Declared):
    name: str = Field(min_length=1)
    meaning: str = Field(min_length=1)
    mend: str = Field(min_length=1)


class _Catalogue(RootModel[dict[str, _Check]]):
    pass


@remembered
def told_checks() -> Mapping[str, Told]:
    """Return the words of all checks, by id.

    Examples
    --------
    >>> told_checks()["M10"].name
    'Płatnicy składają się na sumę'
    """
    form = read_declared(data_path("verification.toml"), _Catalogue)
    return {id_: Told(c.name, c.meaning, c.mend) for id_, c in form.root.items()}
