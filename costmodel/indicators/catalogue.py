"""The catalogue of indicators: what each is, read from a file a domain expert can mend."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from costmodel.errors import InputError, Problem
from costmodel.resources import data_path

Level = Literal["gmina", "powiat", "voivodeship", "country"]


class Indicator(BaseModel):
    """One indicator: its formula, unit, base, source, direction and trap (Polish texts).

    ``numerator`` and ``denominator`` name a variable of the observations or a group of them.
    ``comparable`` is false for counts, which rank places by size and not by how they fare.
    ``lag`` is the distance of the two years of a change. [years]
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
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
    levels: tuple[Level, ...] = Field(min_length=1)
    direction: Literal["up", "down", "context"]
    trap: str
    comparable: bool = True


class Catalogue(BaseModel):
    """All indicators in their order, and the groups of variables they may name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicators: tuple[Indicator, ...]
    groups: dict[str, tuple[str, ...]]

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
        With every field of every indicator that is wrong, at once.
    """
    content = _content(path)
    groups = {name: tuple(members) for name, members in content.get("groups", {}).items()}
    indicators: list[Indicator] = []
    problems: list[Problem] = []
    for number, row in enumerate(content.get("indicator", []), start=1):
        place = f"wskaźnik nr {number} ({row.get('id', 'bez id')})"
        try:
            indicator = Indicator.model_validate(row)
        except ValidationError as error:
            problems += [_problem(path.name, place, detail) for detail in error.errors()]
            continue
        problems += _mismatches(path.name, place, indicator)
        if indicator.id in [other.id for other in indicators]:
            problems.append(
                Problem(path.name, place, indicator.id, "id różne od innych", "Zmień id.")
            )
        indicators.append(indicator)
    if not indicators and not problems:
        problems.append(Problem(path.name, "", "pusty plik", "wskaźniki", "Dodaj [[indicator]]."))
    if problems:
        raise InputError(problems)
    return Catalogue(indicators=tuple(indicators), groups=groups)


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = Problem(
            path.name, "", str(error), "tekst TOML w UTF-8", "Popraw wskazane miejsce."
        )
        raise InputError([problem]) from error


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
            f"{place}, {key}",
            "brak" if value is None else str(value),
            f"{'podane' if wanted else 'puste'} pole przy formula = {indicator.formula}",
            "Dodaj pole." if wanted else "Usuń pole.",
        )
        for key, value, wanted in checks
        if (value is not None) != wanted
    ]


_EXPECTED = {
    "formula": "level, ratio albo change",
    "direction": "up, down albo context",
    "levels": "lista z: gmina, powiat, voivodeship, country",
    "multiplier": "liczba dodatnia",
    "id": "małe litery, cyfry i podkreślenia",
    "lag": "liczba lat, co najmniej 1",
}


def _problem(file: str, place: str, detail: ErrorDetails) -> Problem:
    key = str(detail["loc"][0])
    absent = detail["type"] == "missing"
    unknown = detail["type"] == "extra_forbidden"
    return Problem(
        file,
        f"{place}, {key}",
        "brak" if absent else str(detail["input"]),
        "znane pole" if unknown else _EXPECTED.get(key, "niepusty tekst"),
        "Dodaj pole." if absent else "Usuń pole." if unknown else "Popraw pole.",
    )
