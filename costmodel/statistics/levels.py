"""The municipality's own count of people by severity level (levels.csv)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from pydantic import BaseModel

from costmodel.declared import read_declared
from costmodel.errors import InputError, Problem
from costmodel.resources import data_path
from costmodel.statistics.figures import number
from costmodel.statistics.sheet import Sheet, broken_rules, read_sheet

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
    folders = [data_path("problems"), *([own / "problems"] if own else [])]
    paths = {path.name: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    files = [read_declared(path, _Levels) for path in paths.values()]
    times = Counter(row.id for file in files for row in file.level)
    return (
        *(level for level, count in times.items() if count == 1),
        *(f"{file.id}.{row.id}" for file in files for row in file.level),
    )


def no_levels() -> pd.DataFrame:
    """Return the table without rows: the national structure is then used."""
    return pd.DataFrame(
        {
            "level": pd.Series(dtype="str"),
            "persons": pd.Series(dtype=float),
            "year": pd.Series(dtype=int),
            "source": pd.Series(dtype="str"),
        }
    )


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
    if not path.exists():
        return no_levels()
    sheet = read_sheet(path, required=COLUMNS)
    known = level_ids(path.parent)
    problems = [p for line, row in sheet.rows for p in _row_problems(sheet, line, row, known)]
    twice = Counter((row["level"], row["year"]) for _, row in sheet.rows)
    problems += [
        Problem(sheet.file, "", ", ".join(key), "każdy poziom i rok raz", "Usuń powtórzony wiersz.")
        for key, count in twice.items()
        if count > 1
    ]
    if problems:
        raise InputError(problems)
    rows = [
        (
            row["level"],
            number(row["persons"], decimal=sheet.decimal),
            int(row["year"]),
            row["source"],
        )
        for _, row in sheet.rows
    ]
    if not rows:
        return no_levels()
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"level": "str", "persons": float, "year": int, "source": "str"})


def _row_problems(
    sheet: Sheet, line: int, row: Mapping[str, str], known: tuple[str, ...]
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
