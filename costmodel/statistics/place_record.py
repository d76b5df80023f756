"""The record of a place: what place.toml says of the gmina and of its annex."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field

from costmodel.declared import Declared, read_declared
from costmodel.errors import InputError, Problem
from costmodel.statistics.hidden import HIDDEN, choice_problems
from costmodel.statistics.letterhead import letterhead_problems
from costmodel.statistics.teryt import code_problem
from costmodel.teryt import GMINA_KINDS, PART_KINDS, kind_of

PLACE_FILE = "place.toml"


class PlaceRecord(Declared):
    """The whole of place.toml."""

    teryt: str
    name: str
    annex_date: date
    author: str = ""
    problems: list[str] = Field(default_factory=list)
    template: str = ""
    small_numbers: str = HIDDEN
    small_numbers_reason: str = ""


def read_record(path: Path) -> PlaceRecord:
    """Return what a file says, or raise InputError with everything wrong in it."""
    record = read_declared(path, PlaceRecord)
    problems = [*_record_problems(record), *letterhead_problems(path.parent, record.template)]
    if problems:
        raise InputError(problems)
    return record


def _record_problems(record: PlaceRecord) -> list[Problem]:
    found = []
    wrong = code_problem(record.teryt, file=PLACE_FILE, place="klucz teryt")
    if wrong:
        found.append(wrong)
    elif part := part_problem(record.teryt, file=PLACE_FILE, place="klucz teryt"):
        found.append(part)
    if not record.name.strip():
        found.append(Problem(PLACE_FILE, "klucz name", "", "nazwa gminy", "Wpisz nazwę gminy."))
    choice = record.small_numbers, record.small_numbers_reason
    return [*found, *choice_problems(*choice, file=PLACE_FILE)]


def part_problem(teryt: str, *, file: str, place: str) -> Problem | None:
    """Return what is wrong with a code that is not of a whole gmina, or ``None``."""
    if kind_of(teryt) in GMINA_KINDS:
        return None
    expected = "kod całej gminy (ostatnia cyfra 1, 2 albo 3)"
    if kind_of(teryt) in PART_KINDS:
        mend = f"To część gminy miejsko-wiejskiej: użyj kodu całej gminy {teryt[:6]}3."
        return Problem(file, place, teryt, expected, mend)
    return Problem(file, place, teryt, expected, "Znajdź kod gminy w rejestrze TERYT.")
