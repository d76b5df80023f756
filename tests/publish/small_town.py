"""A town with small counts in many tables, in several versions that must not be told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.publish.conftest import place_with

TERYT, NEIGHBOUR, POWIAT = "3215011", "3215022", "3215000"
SOURCE = "rejestr zmyślony"
PROBLEMS = ("unemployment", "homelessness", "post_prison")
PLAN = """
[cis]
first_year = 2027
coverage = { "unemployment.over_24_months" = 0.05 }
[mieszkanie_treningowe]
first_year = 2027
units = 2
coverage = { "homelessness.recent" = 0.1 }
[wsparcie_po_zwolnieniu]
first_year = 2027
coverage = { "post_prison.first_year" = 0.1 }
"""
HOMELESS_YEARS = range(2019, 2026)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is not to be seen, and may be otherwise without anybody seeing a difference.

    Parameters
    ----------
    homeless : tuple of int
        Persons in :data:`HOMELESS_YEARS`; those of 1 and 2 are secret.
    prison : tuple of int
        Persons in 2024 and 2025, all secret.
    violent, poor : int
        Of 40 assisted families; of all but one or two the reason is poverty.
    no_benefit : int
        Of 1195 unemployed; the rest is small.
    neighbours : tuple of int
        Foster families here and in the other gmina; the powiat has 30.
    levels : tuple of int
        Homeless at each level in 2025.
    moves : tuple of int
        People who left the first level of unemployment in each way.
    """

    homeless: tuple[int, ...] = (11, 9, 2, 1, 4, 0, 2)
    prison: tuple[int, int] = (1, 2)
    violent: int = 2
    poor: int = 38
    no_benefit: int = 1194
    neighbours: tuple[int, int] = (2, 28)
    levels: tuple[int, int, int] = (1, 5, 3)
    moves: tuple[int, int, int] = (60, 2, 1)


ONE_TOWN = Secrets()
OTHER_TOWN = Secrets(
    homeless=(11, 9, 1, 2, 4, 0, 1),
    prison=(2, 1),
    violent=1,
    poor=39,
    no_benefit=1193,
    neighbours=(1, 29),
    levels=(2, 4, 3),
    moves=(59, 3, 0),
)
"""The same town to anybody who sees only what may be shown: the powiat has 30 in both."""


def small_town(folder: Path, secrets: Secrets, *, place_lines: str = "") -> Path:
    """Write the workspace of the town into a new folder, and return it."""
    place_with(folder, problems=PROBLEMS, plan=PLAN)
    with (folder / "place.toml").open("a", encoding="utf-8") as file:
        file.write(place_lines)
    _append(folder / "statistics.csv", _figures(secrets))
    names = ("recent", "long_term", "rough_sleeping")
    levels = zip(names, secrets.levels, strict=True)
    _append(
        folder / "levels.csv",
        (f"homelessness.{name},{persons},2025,{SOURCE}" for name, persons in levels),
    )
    targets = ("months_12_24", "independent_1", "left")
    moves = zip(targets, secrets.moves, strict=True)
    rows = [f"unemployment,under_12_months,{to},{n},2024,{SOURCE}" for to, n in moves]
    head = "problem,from,to,count,year,source"
    (folder / "transitions.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return folder


def _figures(secrets: Secrets) -> Iterable[str]:
    counts = [("homeless_persons", y, n, "osoba") for y, n in _by_year(secrets)]
    counts += [("post_prison_persons", 2024 + i, n, "osoba") for i, n in enumerate(secrets.prison)]
    counts += [
        ("assisted_families", 2024, 40, "rodzina"),
        ("families_reason_violence", 2024, secrets.violent, "rodzina"),
        ("families_reason_poverty", 2024, secrets.poor, "rodzina"),
        ("unemployed_without_benefit", 2024, secrets.no_benefit, "osoba"),
    ]
    yield from (f"{TERYT},{name},{y},{n},{unit},observed,{SOURCE}" for name, y, n, unit in counts)
    here, there = secrets.neighbours
    for code, families in ((TERYT, here), (NEIGHBOUR, there), (POWIAT, here + there)):
        yield f"{code},foster_families,2024,{families},rodzina,observed,{SOURCE}"


def _by_year(secrets: Secrets) -> Iterable[tuple[int, int]]:
    return zip(HOMELESS_YEARS, secrets.homeless, strict=True)


def _append(path: Path, rows: Iterable[str]) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.rstrip("\n") + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
