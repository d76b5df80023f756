"""Which variables a workspace is to be completed with, and their ids at the publishers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from costmodel.declared import Declared, read_declared
from costmodel.errors import InputError, Problem
from costmodel.indicators.catalogue import Catalogue, default_catalogue

WANTED_FILE = "fetch.toml"
"""In a workspace: variables of one's own, with their ids at a publisher."""
LEVELS = ("gmina", "powiat", "voivodeship", "country")
Level = Literal["gmina", "powiat", "voivodeship", "country"]


class _Entry(Declared):
    id: str
    name: str
    publisher: Literal["bdl", "smup"]
    external_id: str
    unit: str = ""
    levels: Annotated[tuple[Level, ...], Field(min_length=1, strict=False)]

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """One variable to be fetched.

    Parameters
    ----------
    variable : str
        Its id in ``statistics.csv``.
    unit : str
        What it is written down in; empty where the publisher's own is taken. Where it is one
        of the publisher's units of measure, the publisher must give it in this one.
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
    """Return the variables of the catalogue that a publisher has, and those a workspace adds.

    Raises
    ------
    InputError
        If the workspace's fetch.toml is wrong, or one variable is to come from two places.

    Notes
    -----
    An indicator that the publisher gives ready-made is fetched as ``published_`` with its id,
    beside the variables from which the library computes it.

    Examples
    --------
    >>> [one.external_id for one in wanted_variables() if one.variable == "unemployed_registered"]
    ['10514']
    """
    found = [*_declared(default_catalogue()), *_ready_made(default_catalogue())]
    if folder is not None and (folder / WANTED_FILE).is_file():
        found += [
            Wanted(e.id, e.name, e.publisher, e.external_id, e.unit, e.levels)
            for e in read_declared(folder / WANTED_FILE, _Form).variable
        ]
    problems = [
        Problem(WANTED_FILE, "klucz id", id_, "zmienna raz", "Usuń powtórzony wpis albo zmień id.")
        for id_, count in Counter(one.variable for one in found).items()
        if count > 1
    ]
    if problems:
        raise InputError(problems)
    return tuple(found)


def _declared(catalogue: Catalogue) -> Iterator[Wanted]:
    """Yield the variables that have an id at a publisher, for the levels that have figures."""
    lowest = _lowest_levels(catalogue)
    for one in catalogue.declared.values():
        levels = LEVELS[lowest.get(one.id, 0) :]
        if one.bdl:
            yield Wanted(one.id, one.name, "bdl", one.bdl, one.unit, levels)
        elif one.smup:
            yield Wanted(one.id, one.name, "smup", one.smup, one.unit, levels)


def _ready_made(catalogue: Catalogue) -> Iterator[Wanted]:
    """Yield the indicators that BDL publishes itself under another id than their variables."""
    taken = {one.bdl for one in catalogue.declared.values()}
    for one in catalogue.indicators:
        for number in one.bdl[:1]:
            if number not in taken:
                taken.add(number)
                name = f"published_{one.id}"
                yield Wanted(name, one.name, "bdl", number, one.unit, one.levels)


def _lowest_levels(catalogue: Catalogue) -> dict[str, int]:
    """Return the lowest level at which an indicator uses each variable, as a place in LEVELS."""
    found: dict[str, int] = {}
    for one in catalogue.indicators:
        lowest = min(LEVELS.index(level) for level in one.levels)
        below = [way.name for way in catalogue.ways(one.denominator)] if one.denominator else []
        for name in (one.numerator, *below):
            for variable in catalogue.variables(name):
                found[variable] = min(lowest, found.get(variable, lowest))
    return found
