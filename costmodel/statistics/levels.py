"""The municipality's own count of people by severity level (levels.csv)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

import pandas as pd
from pydantic import BaseModel

from costmodel.declared import read_declared
from costmodel.errors import Problem
from costmodel.resources import data_path
from costmodel.statistics.figures import number
from costmodel.statistics.file_names import files_of
from costmodel.statistics.own_table import empty_own_table, read_own_table
from costmodel.statistics.sheet import Sheet, broken_rules

COLUMNS = ("level", "persons", "year", "source")


class _Level(BaseModel):
    id: str


class _Levels(BaseModel):
    """What is read here of the file of a problem; the rest is left to its own reader."""

    id: str
    level: list[_Level]


def level_ids(own: Path | None = None) -> tuple[str, ...]:
    """Return the names that a level may have: „problem.level”, or „level” if only one has it.

    Parameters
    ----------
    own : Path, optional
        Folder of a workspace with problems of its own.

    Examples
    --------
    >>> "under_12_months" in level_ids(), "unemployment.under_12_months" in level_ids()
    (True, True)
    """
    files = dict(_of_library())
    files |= _read(own / "problems") if own else {}
    times = Counter(level for _, levels in files.values() for level in levels)
    return (
        *(level for level, count in times.items() if count == 1),
        *(f"{problem}.{level}" for problem, levels in files.values() for level in levels),
    )


@cache
def _of_library() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return the library's problems and their levels, by file: read once, for nobody edits them."""
    return MappingProxyType(_read(data_path("problems")))


def _read(folder: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = {}
    for path in files_of(folder, "*.toml"):
        file = read_declared(path, _Levels)
        found[path.name] = (file.id, tuple(row.id for row in file.level))
    return found


def no_levels() -> pd.DataFrame:
    """Return the table without rows: the national structure is then used."""
    return empty_own_table(COLUMNS)


def read_levels(path: Path) -> pd.DataFrame:
    """Return the counts in levels.csv, or no rows where there is no such file.

    Returns
    -------
    DataFrame
        level, persons [persons], year, source.

    Raises
    ------
    InputError
        With every problem of the file.
    """
    if not path.exists():  # then the place's own problems are not asked for their levels
        return no_levels()
    check = partial(_row_problems, known=level_ids(path.parent))
    return read_own_table(path, COLUMNS, row_problems=check, once="każdy poziom i rok raz")


def _row_problems(
    sheet: Sheet, line: int, row: Mapping[str, str], *, known: tuple[str, ...]
) -> list[Problem]:
    persons = number(row["persons"], decimal=sheet.decimal)
    shared = [name for name in known if name.partition(".")[2] == row["level"] != ""]
    rules = (
        (
            "level",
            row["level"] in known,
            "jeden z poziomów: " + ", ".join(shared or known),
            f"Podaj też problem, na przykład „{shared[0]}”: kilka problemów ma taki poziom."
            if shared
            else "Popraw nazwę poziomu.",
        ),
        (
            "persons",
            persons is not None and persons >= 0,
            "liczba osób, nieujemna",
            "Wpisz liczbę osób bez dopisków; gdy jej nie znasz, usuń cały wiersz.",
        ),
        (
            "year",
            row["year"].isascii() and row["year"].isdigit() and len(row["year"]) == 4,
            "rok z 4 cyfr",
            "Wpisz rok, np. 2024.",
        ),
        (
            "source",
            bool(row["source"]),
            "źródło liczby",
            "Wpisz, skąd jest liczba (np. PUP, stan na 31 grudnia 2024 r.).",
        ),
    )
    return broken_rules(sheet, line, row, rules)
