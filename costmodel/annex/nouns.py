"""A noun with the forms it takes after a number, read from the file of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from babel import Locale

from costmodel.errors import Problem
from costmodel.language import SOURCE, locale_of

_ORDER = ("zero", "one", "two", "few", "many", "other")
NOMINATIVE = "nominative"
CASES = ("genitive", "dative", "accusative", "instrumental", "locative")
GENDERS = ("m1", "m2", "m3", "f", "n")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun: its gender, and its forms as ``forms[case][category]``."""

    name: str
    gender: str
    forms: Mapping[str, Mapping[str, str]]


def read_nouns(
    table: object, *, file: str, lang: str = SOURCE
) -> tuple[dict[str, Noun], list[Problem]]:
    """Return the nouns of ``[noun.*]`` by name, and everything wrong with them.

    Parameters
    ----------
    table : object
        What stands under ``noun`` in the file.
    file : str
        Name of the file, for messages.
    lang : str
        Language of the file: it says which forms a noun has. Only Polish nouns have a gender.

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
    check = _Check(file, categories(lang), has_gender=lang == SOURCE)
    for name, entry in table.items():
        found = check.mistakes(f"noun.{name}", entry)
        problems += found
        if not found:
            nouns[name] = _noun(name, entry, check.categories)
    return nouns, problems


def categories(lang: str) -> tuple[str, ...]:
    """Return the forms that a noun has after numbers in a language.

    Examples
    --------
    >>> categories("pl"), categories("en")
    (('one', 'few', 'many', 'other'), ('one', 'other'))
    """
    tags = Locale.parse(locale_of(lang)).plural_form.tags | {"other"}
    return tuple(name for name in _ORDER if name in tags)


def _noun(name: str, entry: Mapping[str, object], kinds: tuple[str, ...]) -> Noun:
    tables = {NOMINATIVE: entry} | {case: entry[case] for case in CASES if case in entry}
    forms = {
        case: MappingProxyType({category: str(rows[category]) for category in kinds})
        for case, rows in tables.items()
        if isinstance(rows, Mapping)
    }
    return Noun(name, str(entry.get("gender", "")), MappingProxyType(forms))


@dataclass(frozen=True, slots=True)
class _Check:
    """What the nouns of a file must have, and the file for messages."""

    file: str
    categories: tuple[str, ...]
    has_gender: bool

    def mistakes(self, place: str, entry: object) -> list[Problem]:
        if not isinstance(entry, Mapping):
            wanted = f"tabela z {', '.join((*['gender'] * self.has_gender, *self.categories))}"
            return [_problem(self.file, place, entry, wanted)]
        problems = self._missing_forms(place, entry)
        if self.has_gender and entry.get("gender") not in GENDERS:
            wanted = f"jeden z rodzajów: {', '.join(GENDERS)}"
            problems.append(_problem(self.file, f"{place}.gender", entry.get("gender"), wanted))
        for key, rows in entry.items():
            if key in CASES:
                problems += self._mistakes_of_case(f"{place}.{key}", rows)
            elif key not in (*self.categories, *["gender"] * self.has_gender):
                wanted = "nic: nie ma takiej formy ani przypadka"
                problems.append(_problem(self.file, f"{place}.{key}", rows, wanted))
        return problems

    def _mistakes_of_case(self, place: str, rows: object) -> list[Problem]:
        if not isinstance(rows, Mapping):
            return [_problem(self.file, place, rows, "tabela form tego przypadka")]
        extra = [name for name in rows if name not in self.categories]
        return self._missing_forms(place, rows) + [
            _problem(self.file, f"{place}.{name}", rows[name], "nic: nie ma takiej formy")
            for name in extra
        ]

    def _missing_forms(self, place: str, rows: Mapping[str, object]) -> list[Problem]:
        return [
            _problem(self.file, f"{place}.{category}", rows.get(category), "forma rzeczownika")
            for category in self.categories
            if not (isinstance(rows.get(category), str) and str(rows[category]).strip())
        ]


def _problem(file: str, place: str, value: object, expected: str) -> Problem:
    shown = "brak" if value is None else str(value)
    return Problem(file, place, shown, expected, "Popraw tę odmianę w pliku.")
