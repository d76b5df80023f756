"""What the record of an annex says of one number, in Polish lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from costmodel.annex.nouns import NOMINATIVE, Noun
from costmodel.annex.numbers import decimal
from costmodel.annex.plural import form
from costmodel.annex.wording import Wording

DECIMALS = 4
Row = Mapping[str, Any]
"""A number of pochodzenie.json."""


def value_told(row: Row, words: Wording) -> str:
    """Return the value with its unit and its range, as exact as the record needs.

    Examples
    --------
    >>> from costmodel.annex.wording import load_wording
    >>> row = {"wartosc": 2.5, "jednostka": "osoba", "dolna": None, "gorna": None}
    >>> value_told(row, load_wording())
    '2,5 osoby'
    """
    if row["wartosc"] is None:
        return words.say("explain.none")
    told = _with_unit(row["wartosc"], row["jednostka"], words)
    if row["dolna"] is None or row["gorna"] is None:
        return told
    ends = {"low": _number(row["dolna"]), "high": _number(row["gorna"])}
    return f"{told} {words.say('explain.range', **ends)}"


def facts_told(row: Row, words: Wording) -> Iterator[str]:
    """Yield the kind, the formula, the places, the source and the note, those that there are.

    The source is told only of a number that is not made from others.
    """
    yield words.say("explain.kind", kind=words.say(f"explain.kinds.{row['rodzaj']}"))
    if row["wzor"]:
        yield words.say("explain.formula", text=row["wzor"])
    for place in row["gdzie"]:
        yield words.say("explain.where", text=place)
    if not row["z"]:
        yield words.say("explain.source", text=row["zrodlo"])
    if row["uwaga"]:
        yield words.say("explain.note", text=row["uwaga"])


def _with_unit(value: float, unit: str, words: Wording) -> str:
    """Return a value with its unit: declined where it is a noun that we know."""
    nouns = {form_: name for name, noun in words.nouns.items() for form_ in _known_forms(noun)}
    noun = unit if unit in words.nouns else nouns.get(unit)
    if noun is not None:
        return f"{_number(value)} {form(round(value, DECIMALS), noun)}"
    named = words.say(f"unit.{unit}") if words.knows(f"unit.{unit}") else unit
    return f"{_number(value)} {named}"


def _known_forms(noun: Noun) -> Iterable[str]:
    """Return the forms by which a unit is known: „osoby”; in English „person” and „people”."""
    forms = noun.forms[NOMINATIVE]
    return [forms["few"]] if "few" in forms else forms.values()


def _number(value: float) -> str:
    return decimal(round(value, DECIMALS), None)
