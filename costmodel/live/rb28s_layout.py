"""Which columns of an Rb-28S file are read, under any of the names that they may have.

The layout of these files was not checked: see ``data/live/rb28s.toml``. A file whose columns
have other names is refused with its header, never guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import InputError, Problem
from costmodel.resources import data_path

CODES = ("voivodeship", "powiat", "gmina", "kind")
"""The parts of a TERYT code, in their order."""
CHAPTER, SPENT = "chapter", "spent"
WIDTHS = {"voivodeship": 2, "powiat": 2, "gmina": 2, "kind": 1, CHAPTER: 5}
"""Digits of each code: a spreadsheet may have taken the zeros in front."""


class Layout(Declared):
    """Which columns are read, and what is kept of them."""

    dataset: int
    unit: str
    checked: bool
    divisions: list[str]
    complete_since: int
    columns: dict[str, list[str]]
    source: DeclaredSource


@cache
def layout() -> Layout:
    """Return the layout shipped with the library.

    Examples
    --------
    >>> "852" in layout().divisions
    True
    """
    return read_declared(data_path("live", "rb28s.toml"), Layout)


def columns_at(header: Sequence[str], file: str) -> Mapping[str, int]:
    """Return where each column stands in a header.

    Raises
    ------
    InputError
        If a column is missing, or stands there twice.

    Examples
    --------
    >>> columns_at(["WK", "PK", "GK", "GT", "Rozdział", "R4"], "plik")["chapter"]
    4
    """
    plain = [_plain(name) for name in header]
    known = layout().columns
    roles = (*CODES, CHAPTER, SPENT)
    at = {
        role: plain.index(name) for role in roles for name in known[role] if plain.count(name) == 1
    }
    missing = [role for role in roles if role not in at]
    if missing:
        mend = "Układ tych plików nie był sprawdzony: dopisz nazwę kolumny w data/live/rb28s.toml."
        expected = "; ".join(" albo ".join(known[role]) for role in missing)
        stands = ", ".join(header)
        raise InputError([Problem(file, "nagłówek", stands, f"kolumny: {expected}", mend)])
    return at


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.strip().lower().replace("ł", "l"))
    return re.sub(r"[^a-z0-9]+", "_", letters.encode("ascii", "ignore").decode()).strip("_")
