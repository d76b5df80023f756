"""The catalogue of indicators: what each is, read from files a domain expert can mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from costmodel.declared import Declared, read_declared
from costmodel.errors import InputError, Problem
from costmodel.indicators.bases import COUNTED, base_problems
from costmodel.indicators.indicator import Indicator
from costmodel.indicators.variables import (
    Alternative,
    Variable,
    variable_problems,
)
from costmodel.language import remembered
from costmodel.resources import data_path

FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(/[a-z0-9_]+)?\.toml$")]


class _CatalogueForm(Declared):
    files: Annotated[tuple[FileName, ...], Field(strict=False)] = ()
    bases: dict[str, Literal["count", "amount"]] = Field(default_factory=dict)
    groups: dict[str, list[str]] = Field(default_factory=dict)
    alternatives: dict[str, list[Alternative]] = Field(default_factory=dict)
    variable: list[Variable] = Field(default_factory=list)
    indicator: list[Indicator] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators in their order, and what they may name.

    ``groups`` are sums of variables; ``alternatives`` ways to get a denominator, the first
    known one taken; ``declared`` the variables by id; ``bases`` what they count and of which kind.
    """

    indicators: tuple[Indicator, ...]
    groups: Mapping[str, tuple[str, ...]]
    alternatives: Mapping[str, tuple[Alternative, ...]] = field(default_factory=dict)
    declared: Mapping[str, Variable] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)

    def counts(self, name: str) -> bool:
        """Return whether ``name`` is a number of whole things, or may be: persons, not złoty."""
        known = [self.declared[v] for v in self.variables(name) if v in self.declared]
        return name not in self.alternatives and all(
            self.bases.get(variable.base) == COUNTED for variable in known
        )

    def variables(self, name: str) -> tuple[str, ...]:
        """Return the variables that ``name`` stands for: a group's members, or itself."""
        return self.groups.get(name, (name,))

    def ways(self, name: str) -> tuple[Alternative, ...]:
        """Return the ways to get ``name``, the best first: itself unless it has alternatives."""
        return self.alternatives.get(name, (Alternative(name=name),))

    def __getitem__(self, identifier: str) -> Indicator:
        for indicator in self.indicators:
            if indicator.id == identifier:
                return indicator
        known = ", ".join(indicator.id for indicator in self.indicators)
        raise KeyError(f"indicator {identifier} is not in the catalogue; it holds: {known}")


def read_catalogue(path: Path) -> Catalogue:
    """Return the catalogue that stands in a TOML file and in the files it names.

    Raises
    ------
    InputError
        With every field of every file that is wrong, at once; then with every indicator that
        does not fit its formula, names what is not declared, mixes bases, or whose id is taken.
    """
    parts = _parts(path)
    forms = [form for _, form in parts]
    variables = [variable for form in forms for variable in form.variable]
    groups = {name: tuple(m) for form in forms for name, m in form.groups.items()}
    ways = {name: tuple(a) for form in forms for name, a in form.alternatives.items()}
    bases: dict[str, str] = {base: kind for form in forms for base, kind in form.bases.items()}
    indicators = tuple(indicator for form in forms for indicator in form.indicator)
    catalogue = Catalogue(indicators, groups, ways, {v.id: v for v in variables}, bases)
    problems = [*variable_problems(path.name, variables, groups, bases)]
    for file, form in parts:
        for number, indicator in enumerate(form.indicator, start=1):
            place = f"klucz indicator nr {number}"
            found = [*_mismatches(file, place, indicator), *_unknown(file, indicator, catalogue)]
            problems += found or _mixed(file, indicator, catalogue, bases)
    problems += [*_repeated(path.name, [i.id for i in indicators], "indicator")]
    problems += [*_repeated(path.name, [v.id for v in variables] + [*groups, *ways], "variable")]
    if not indicators:
        problems.append(
            Problem(path.name, "klucz indicator", "brak", "wskaźniki", "Dopisz [[indicator]].")
        )
    if problems:
        raise InputError(problems)
    return catalogue


@remembered
def default_catalogue() -> Catalogue:
    """Return the catalogue shipped with the library.

    Examples
    --------
    >>> default_catalogue()["unemployed_per_1000"].unit
    'osoby na 1000 mieszkańców'
    >>> default_catalogue().declared["population_total"].bdl
    '72305'
    """
    return read_catalogue(data_path("indicators.toml"))


def _parts(path: Path) -> list[tuple[str, _CatalogueForm]]:
    """Return the root file and those it names, or all their mistakes at once."""
    root = read_declared(path, _CatalogueForm)
    parts: list[tuple[str, _CatalogueForm]] = [(path.name, root)]
    problems: list[Problem] = []
    for name in root.files:
        try:
            parts.append((name, read_declared(path.parent / name, _CatalogueForm)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return parts


def _mismatches(file: str, place: str, indicator: Indicator) -> list[Problem]:
    """Return what the formula needs and does not have, or has and does not need."""
    wants_denominator = indicator.formula == "ratio"
    wants_lag = indicator.formula == "change"
    checks = [
        ("denominator", indicator.denominator, wants_denominator),
        ("lag", indicator.lag, wants_lag),
    ]
    return [
        Problem(
            file,
            f"{place} ({indicator.id}), {key}",
            "brak" if value is None else str(value),
            f"{'podane' if wanted else 'puste'} pole przy formula = {indicator.formula}",
            "Dodaj pole." if wanted else "Usuń pole.",
        )
        for key, value, wanted in checks
        if (value is not None) != wanted
    ]


def _unknown(file: str, indicator: Indicator, catalogue: Catalogue) -> Iterator[Problem]:
    sides = [("numerator", [indicator.numerator])]
    if indicator.denominator:
        sides.append(("denominator", [way.name for way in catalogue.ways(indicator.denominator)]))
    for key, names in sides:
        for name in names:
            if name not in catalogue.declared and name not in catalogue.groups:
                place = f"klucz indicator ({indicator.id}), {key}"
                expected = "zmienna z listy variable albo nazwa z groups"
                yield Problem(file, place, name, expected, "Dopisz zmienną albo popraw nazwę.")


def _mixed(
    file: str, indicator: Indicator, catalogue: Catalogue, bases: Mapping[str, str]
) -> list[Problem]:
    def base(name: str) -> str:
        members = [v for way in catalogue.ways(name) for v in catalogue.variables(way.name)]
        counted = {catalogue.declared[v].base for v in members if v in catalogue.declared}
        return ", ".join(sorted(counted))

    below = base(indicator.denominator) if indicator.denominator else None
    return [*base_problems(file, indicator, base(indicator.numerator), below, bases=bases)]


def _repeated(file: str, ids: Sequence[str], key: str) -> Iterator[Problem]:
    for id_, times in Counter(ids).items():
        if times > 1:
            yield Problem(file, f"klucz {key}, id", id_, "id różne od innych", "Zmień id.")
