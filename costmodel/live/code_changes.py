"""Codes of gminas that changed: under which other codes the same gmina has data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.resources import data_path

_Change = Annotated[tuple[str, str, int], Field(strict=False)]


class _Ended(Declared):
    teryt: str
    last_year: int
    note: str


class _Began(Declared):
    teryt: str
    first_year: int
    note: str


class _Form(Declared):
    changed: list[_Change]
    ended: list[_Ended] = Field(default_factory=list)
    began: list[_Began] = Field(default_factory=list)
    source: DeclaredSource


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One change: data stand under ``old`` before the year ``since``, under ``new`` from it."""

    old: str
    new: str
    since: int


@cache
def code_changes(path: Path | None = None) -> tuple[CodeChange, ...]:
    """Return the known changes.

    Examples
    --------
    >>> [change for change in code_changes() if change.old == "0221091"]
    [CodeChange(old='0221091', new='0265011', since=2013)]
    """
    form = read_declared(path or data_path("live", "code_changes.toml"), _Form)
    return tuple(CodeChange(*change) for change in form.changed)


@cache
def borders_notes(path: Path | None = None) -> dict[str, str]:
    """Return, by code, what is to be known of gminas that ended or began.

    Examples
    --------
    >>> "1807102" in borders_notes()
    True
    """
    form = read_declared(path or data_path("live", "code_changes.toml"), _Form)
    ended = {entry.teryt: entry.note for entry in form.ended}
    return ended | {entry.teryt: entry.note for entry in form.began}


def other_codes(teryt: str) -> tuple[str, ...]:
    """Return all other codes of a gmina, in the order of their years.

    Examples
    --------
    >>> other_codes("0603153"), other_codes("3215011")
    (('0606082', '0603152'), ())
    """
    return tuple(code for code in _chain(teryt) if code != teryt)


def _chain(teryt: str) -> tuple[str, ...]:
    """Return all codes of a gmina from its first to its last."""
    next_of = {change.old: change.new for change in code_changes()}
    before = {change.new: change.old for change in code_changes()}
    codes = [teryt]
    while codes[0] in before:
        codes.insert(0, before[codes[0]])
    while codes[-1] in next_of:
        codes.append(next_of[codes[-1]])
    return tuple(codes)
