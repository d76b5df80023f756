"""Which variables a workspace is to be completed with, and their ids at the publishers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import InputError, Problem
from costmodel.resources import data_path

WANTED_FILE = "fetch.toml"
"""In a workspace: variables of one's own, in the same form as the shipped list."""
Level = Literal["gmina", "powiat", "voivodeship", "country"]


class _Entry(Declared):
    id: str
    name: str
    publisher: Literal["bdl", "smup"]
    external_id: str
    unit: str = ""
    levels: Annotated[tuple[Level, ...], Field(min_length=1, strict=False)]
    note: str = ""

    @field_validator("id")
    @classmethod
    def _fail_if_no_plain_name(cls, id_: str) -> str:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", id_):
            raise ValueError("małe litery bez polskich znaków, cyfry i _, na początku litera")
        return id_

    @field_validator("external_id")
    @classmethod
    def _fail_if_no_number(cls, id_: str) -> str:
        if not (id_.isascii() and id_.isdigit()):
            raise ValueError("numer zmiennej u wydawcy, same cyfry w cudzysłowie")
        return id_


class _Form(Declared):
    variable: list[_Entry] = Field(default_factory=list)
    source: DeclaredSource | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One variable to be fetched.

    Parameters
    ----------
    variable : str
        Its id in ``statistics.csv``.
    unit : str
        What the publisher must give it in; empty where the publisher's own is taken.
    levels : tuple of str
        Levels at which it exists.
    """

    variable: str
    name: str
    publisher: str
    external_id: str
    unit: str
    levels: tuple[str, ...]


def wanted_variables(folder: Path | None = None) -> tuple[Wanted, ...]:
    """Return the variables of the shipped list, and those a workspace adds in fetch.toml.

    Raises
    ------
    InputError
        If the workspace's file is wrong, or one variable is to come from two places.

    Examples
    --------
    >>> [one.external_id for one in wanted_variables() if one.variable == "unemployed_registered"]
    ['10514']
    """
    entries = list(read_declared(data_path("live", "variables.toml"), _Form).variable)
    if folder is not None and (folder / WANTED_FILE).is_file():
        entries += read_declared(folder / WANTED_FILE, _Form).variable
    problems = [
        Problem(WANTED_FILE, "klucz id", id_, "zmienna raz", "Usuń powtórzony wpis albo zmień id.")
        for id_, count in Counter(entry.id for entry in entries).items()
        if count > 1
    ]
    if problems:
        raise InputError(problems)
    return tuple(
        Wanted(e.id, e.name, e.publisher, e.external_id, e.unit, e.levels) for e in entries
    )
