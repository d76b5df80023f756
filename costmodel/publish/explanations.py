"""How numbers come about, as data: for each family of ids a formula in words, and its inputs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from costmodel.declared import Declared, read_declared
from costmodel.errors import InputError, ModelError, Problem
from costmodel.language import remembered
from costmodel.resources import data_path

FIELD = re.compile(r"\{(\w+)\}")
PLAIN = r"[A-Za-z]\w*"
"""What a name stands for unless the file says otherwise: one part of an id, no year."""
YEAR, UNTIL = "year", "until"


class _FamilyForm(Declared):
    pattern: str = Field(min_length=1)
    formula: str = Field(min_length=1)
    inputs: list[str] = Field(default_factory=list)
    where: str = ""


class _ExplanationsForm(Declared):
    names: dict[str, str] = Field(default_factory=dict)
    family: list[_FamilyForm] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one number comes about.

    Parameters
    ----------
    formula : str
        In Polish words.
    inputs : tuple of str
        Ids of the numbers it is made from; empty for a number that is given.
    where : str
        File and table in which a given number stands; empty for one that is computed.
    """

    formula: str
    inputs: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Family:
    """Ids of one pattern: ``coi.{perspective}.{year}``."""

    pattern: str
    formula: str
    inputs: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Explanations:
    """All families, and what each name in braces may stand for (regular expressions)."""

    families: tuple[Family, ...]
    names: Mapping[str, str]

    def families_of(self, id_: str) -> tuple[Family, ...]:
        """Return the families to which an id belongs: one, if the file is whole."""
        first = id_.partition(".")[0]
        return tuple(f for f in self._by_first(first) if self._read(f.pattern, id_) is not None)

    def _by_first(self, first: str) -> tuple[Family, ...]:
        """Return the families whose pattern may begin with a part: soon, for there are many."""
        begins = ((f, f.pattern.partition(".")[0]) for f in self.families)
        return tuple(f for f, part in begins if part == first or "{" in part)

    def explain(self, id_: str, known: Mapping[str, tuple[str, ...]]) -> Explanation:
        """Return how a number comes about.

        Parameters
        ----------
        id_ : str
            Of the number.
        known : mapping of str to tuple of str
            Ids among which its inputs are looked for, as :func:`by_first_part` gives them.

        Raises
        ------
        ModelError
            If no family, or more than one, has the id.
        """
        found = self.families_of(id_)
        if len(found) != 1:
            told = ", ".join(family.pattern for family in found) or "none"
            raise ModelError(
                f"{id_} belongs to {len(found)} families ({told}): it must belong to one. "
                "Mend data/explanations.toml."
            )
        (family,) = found
        bound = self._read(family.pattern, id_) or {}
        inputs = [i for pattern in family.inputs for i in self._matching(pattern, bound, known)]
        return Explanation(
            family.formula.format_map(bound),
            tuple(dict.fromkeys(i for i in inputs if i != id_)),
            family.where.format_map(bound),
        )

    def _matching(
        self, pattern: str, bound: Mapping[str, str], known: Mapping[str, tuple[str, ...]]
    ) -> list[str]:
        told = FIELD.sub(lambda m: bound.get(m[1], m[0]), pattern)
        last = bound.get(YEAR)
        near = known.get(told.partition(".")[0], ())
        whole = self._compiled(told).fullmatch
        found = ((id_, whole(id_)) for id_ in near)
        return [
            id_
            for id_, match in found
            if match and not (last and match.groupdict().get(UNTIL, last) > last)
        ]

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        return _compiled(pattern, tuple(self.names.items()))

    def _read(self, pattern: str, id_: str) -> dict[str, str] | None:
        match = self._compiled(pattern).fullmatch(id_)
        return None if match is None else match.groupdict()


def by_first_part(ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return ids by what stands before their first dot, so that inputs are soon found.

    Examples
    --------
    >>> by_first_part(["npv.public", "npv.gmina", "net.public.2027"])["npv"]
    ('npv.public', 'npv.gmina')
    """
    found: dict[str, list[str]] = {}
    for id_ in ids:
        found.setdefault(id_.partition(".")[0], []).append(id_)
    return {first: tuple(held) for first, held in found.items()}


def load_explanations(path: Path | None = None) -> Explanations:
    """Return the explanations that come with the library, or those of another file.

    Raises
    ------
    InputError
        If the file does not fit its form, a name is no regular expression, or a text of a
        family uses a name that its pattern does not have.

    Examples
    --------
    >>> known = by_first_part(["coi.public.2027", "coi.public.2028", "coi.gmina.2027"])
    >>> told = load_explanations().explain("total.cost_of_inaction.public", known)
    >>> told.inputs
    ('coi.public.2027', 'coi.public.2028')
    """
    file = path or data_path("explanations.toml")
    form = read_declared(file, _ExplanationsForm)
    faults = [*_wrong_names(file.name, form), *_wrong_families(file.name, form)]
    if faults:
        raise InputError(faults)
    families = (Family(f.pattern, f.formula, tuple(f.inputs), f.where) for f in form.family)
    return Explanations(tuple(families), form.names)


def _wrong_names(file: str, form: _ExplanationsForm) -> list[Problem]:
    faults = []
    for name, expression in form.names.items():
        try:
            re.compile(expression)
        except re.error:
            place = f"klucz names.{name}"
            mend = "Popraw nawiasy i znaki specjalne."
            faults.append(Problem(file, place, expression, "wyrażenie regularne", mend))
    return faults


def _wrong_families(file: str, form: _ExplanationsForm) -> list[Problem]:
    faults = []
    for number, family in enumerate(form.family, start=1):
        known = set(FIELD.findall(family.pattern))
        unknown = set(FIELD.findall(family.formula + family.where)) - known
        place = f"klucz family nr {number} ({family.pattern})"
        for name in sorted(unknown):
            mend = "Dopisz nazwę do pattern albo usuń ją z tekstu."
            faults.append(Problem(file, place, f"{{{name}}}", "nazwa z pattern", mend))
    return faults


@remembered
def _compiled(pattern: str, names: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    known, seen = dict(names), set[str]()

    def group(match: re.Match[str]) -> str:
        name = match[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>{known.get(name, PLAIN)})"

    return re.compile(FIELD.sub(group, pattern.replace(".", r"\.")))
