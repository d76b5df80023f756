"""A noun with the forms it takes after a number, read from the file of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from costmodel.errors import Problem

CATEGORIES = ("one", "few", "many", "other")
NOMINATIVE = "nominative"
CASES = ("genitive", "dative", "accusative", "instrumental", "locative")
GENDERS = ("m1", "m2", "m3", "f", "n")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun: its gender, and its forms as ``forms[case][category]``."""

    name: str
    gender: str
    forms: Mapping[str, Mapping[str, str]]


def read_nouns(table: object, *, file: str) -> tuple[dict[str, Noun], list[Problem]]:
    """Return the nouns of ``[noun.*]`` by name, and everything wrong with them.

    Parameters
    ----------
    table : object
        What stands under ``noun`` in the file.
    file : str
        Name of the file, for messages.

    Examples
    --------
    >>> nouns, problems = read_nouns({"rok": {"gender": "m3", "one": "rok"}}, file="pl.toml")
    >>> [problem.place for problem in problems]
    ['noun.rok.few', 'noun.rok.many', 'noun.rok.other']
    """
    if not isinstance(table, Mapping):
        return {}, [_problem(file, "noun", table, "tabele [noun.nazwa]")]
    nouns: dict[str, Noun] = {}
    problems: list[Problem] = []
    for name, entry in table.items():
        found = _mistakes(file, f"noun.{name}", entry)
        problems += found
        if not found:
            nouns[name] = _noun(name, entry)
    return nouns, problems


def _noun(name: str, entry: Mapping[str, object]) -> Noun:
    tables = {NOMINATIVE: entry} | {case: entry[case] for case in CASES if case in entry}
    forms = {
        case: MappingProxyType({category: str(rows[category]) for category in CATEGORIES})
        for case, rows in tables.items()
        if isinstance(rows, Mapping)
    }
    return Noun(name, str(entry["gender"]), MappingProxyType(forms))


def _mistakes(file: str, place: str, entry: object) -> list[Problem]:
    if not isinstance(entry, Mapping):
        return [_problem(file, place, entry, "tabela z gender, one, few, many i other")]
    problems = _missing_forms(file, place, entry)
    if entry.get("gender") not in GENDERS:
        wanted = f"jeden z rodzajów: {', '.join(GENDERS)}"
        problems.append(_problem(file, f"{place}.gender", entry.get("gender"), wanted))
    for key in entry:
        if key in CASES:
            rows = entry[key]
            where = f"{place}.{key}"
            if isinstance(rows, Mapping):
                problems += _missing_forms(file, where, rows)
                problems += [
                    _problem(file, f"{where}.{extra}", rows[extra], "nic: nie ma takiej formy")
                    for extra in rows
                    if extra not in CATEGORIES
                ]
            else:
                problems.append(_problem(file, where, rows, "tabela form tego przypadka"))
        elif key not in (*CATEGORIES, "gender"):
            wanted = "nic: nie ma takiej formy ani przypadka"
            problems.append(_problem(file, f"{place}.{key}", entry[key], wanted))
    return problems


def _missing_forms(file: str, place: str, rows: Mapping[str, object]) -> list[Problem]:
    return [
        _problem(file, f"{place}.{category}", rows.get(category), "forma rzeczownika")
        for category in CATEGORIES
        if not (isinstance(rows.get(category), str) and str(rows[category]).strip())
    ]


def _problem(file: str, place: str, value: object, expected: str) -> Problem:
    shown = "brak" if value is None else str(value)
    return Problem(file, place, shown, expected, "Popraw tę odmianę w pliku.")
