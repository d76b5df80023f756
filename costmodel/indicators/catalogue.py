"""The catalogue of indicators: what each is, read from a file a domain expert can mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator

from costmodel.declared import Declared, read_declared
from costmodel.errors import InputError, Problem
from costmodel.resources import data_path

Level = Literal["gmina", "powiat", "voivodeship", "country"]


class Indicator(Declared):
    """One indicator: its formula, unit, base, source, direction and trap (Polish texts).

    ``numerator`` and ``denominator`` name a variable of the observations or a group of them.
    ``comparable`` is false for counts, which rank places by size and not by how they fare.
    ``lag`` is the distance of the two years of a change. [years]
    """

    model_config = ConfigDict(str_min_length=1)

    id: str
    name: str
    formula: Literal["level", "ratio", "change"]
    numerator: str
    denominator: str | None = None
    denominator_area: Literal["same", "powiat"] = "same"
    lag: int | None = Field(default=None, ge=1)
    multiplier: float = Field(gt=0)
    unit: str
    base: str
    source: str
    levels: Annotated[tuple[Level, ...], Field(min_length=1, strict=False)]
    direction: Literal["up", "down", "context"]
    trap: str
    comparable: bool = True

    @field_validator("id")
    @classmethod
    def _fail_if_no_plain_name(cls, id_: str) -> str:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", id_):
            raise ValueError("małe litery, cyfry i podkreślenia, na początku litera")
        return id_


class _CatalogueForm(Declared):
    indicator: Annotated[list[Indicator], Field(min_length=1)]
    groups: dict[str, list[str]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators in their order, and the groups of variables they may name."""

    indicators: tuple[Indicator, ...]
    groups: Mapping[str, tuple[str, ...]]

    def variables(self, name: str) -> tuple[str, ...]:
        """Return the variables that ``name`` stands for: a group's members, or itself."""
        return self.groups.get(name, (name,))

    def __getitem__(self, identifier: str) -> Indicator:
        for indicator in self.indicators:
            if indicator.id == identifier:
                return indicator
        known = ", ".join(indicator.id for indicator in self.indicators)
        raise KeyError(f"indicator {identifier} is not in the catalogue; it holds: {known}")


def read_catalogue(path: Path) -> Catalogue:
    """Return the catalogue that stands in a TOML file.

    Raises
    ------
    InputError
        With every field of every indicator that is wrong, at once; then with every one that
        does not fit its formula, or whose id is taken.
    """
    form = read_declared(path, _CatalogueForm)
    times = Counter(indicator.id for indicator in form.indicator)
    problems = [
        problem
        for number, indicator in enumerate(form.indicator, start=1)
        for problem in _mismatches(path.name, f"klucz indicator nr {number}", indicator)
    ]
    problems += [
        Problem(path.name, "klucz id", id_, "id różne od innych", "Zmień id.")
        for id_, count in times.items()
        if count > 1
    ]
    if problems:
        raise InputError(problems)
    groups = {name: tuple(members) for name, members in form.groups.items()}
    return Catalogue(indicators=tuple(form.indicator), groups=groups)


@cache
def default_catalogue() -> Catalogue:
    """Return the catalogue shipped with the library.

    Examples
    --------
    >>> default_catalogue()["unemployed_per_1000"].unit
    'osoby na 1000 mieszkańców'
    """
    return read_catalogue(data_path("indicators.toml"))


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
