"""The file of counted moves, transitions.csv: its form, its reader and its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.statistics.levels import level_ids
from costmodel.statistics.sheet import Sheet, broken_rules, read_sheet, sheet_text

TRANSITIONS_FILE = "transitions.csv"
COLUMNS = ("problem", "from", "to", "count", "year", "source")
INDEPENDENT, LEFT = "independent_1", "left"
ONWARD = {
    INDEPENDENT: "independent_2",
    "independent_2": "independent",
    "independent": "independent",
}
"""Years of independence, states of the model, and where a person is who keeps it a year more.

A register of cases does not tell them; an office that follows people up may write them in.
"""
_KEY = COLUMNS[:3]
_COUNT = re.compile(r"[0-9]{1,9}")
_YEARS = tuple(map(str, range(1990, 2101)))


def counts_table(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    """Return counts in their types, from rows in the order of :data:`COLUMNS`."""
    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    texts = dict.fromkeys((*_KEY, "source"), "str")
    return table.astype({**texts, "count": int, "year": int})


def read_transitions(path: Path) -> pd.DataFrame:
    """Return the counts of moves in a file, or no rows where there is none.

    Parameters
    ----------
    path : Path
        CSV with the columns of :data:`COLUMNS`.

    Returns
    -------
    DataFrame
        problem, from, to, count [persons], year, source.

    Raises
    ------
    InputError
        With each level that is not known, count that is no whole number of 0 or more, year that
        is none, missing source, and move that stands twice.
    """
    if not path.exists():
        return counts_table([])
    sheet = read_sheet(path, required=COLUMNS)
    problems = [*moves_problems(sheet, path.parent), *repeated(sheet, (*_KEY, "year"))]
    if problems:
        raise InputError(problems)
    return counts_table(
        [
            (*(row[k] for k in _KEY), int(row["count"]), int(row["year"]), row["source"])
            for _, row in sheet.rows
        ]
    )


def moves_problems(sheet: Sheet, folder: Path) -> list[Problem]:
    """Return what is wrong with each row of counted moves in a workspace, taken alone."""
    known = frozenset(level_ids(folder))
    return [p for line, row in sheet.rows for p in _row_problems(sheet, line, row, known)]


def repeated(sheet: Sheet, columns: Sequence[str]) -> list[Problem]:
    """Return a problem for each move that stands twice in the columns that name it."""
    twice = Counter(tuple(row[name] for name in columns) for _, row in sheet.rows)
    mend = "Usuń powtórzony wiersz albo dodaj liczby do siebie."
    return [
        Problem(sheet.file, "", ", ".join(key), "każde przejście w roku raz", mend)
        for key, count in twice.items()
        if count > 1
    ]


def _row_problems(
    sheet: Sheet, line: int, row: Mapping[str, str], known: frozenset[str]
) -> list[Problem]:
    problem = row["problem"]
    levels = sorted(name.partition(".")[2] for name in known if name.startswith(f"{problem}."))
    told = ", ".join(levels) or "nie ma takiego problemu; nazwy: costmodel list"
    onward = ONWARD.get(row["from"], INDEPENDENT)
    rules = (
        (
            "from",
            row["from"] in (*levels, *(ONWARD if levels else ())),
            f"poziom problemu: {told}; albo rok samodzielności: {', '.join(ONWARD)}",
            "Popraw nazwę poziomu.",
        ),
        (
            "to",
            row["to"] in (*levels, onward, LEFT),
            f"poziom problemu ({told}), {onward} albo left",
            "Popraw nazwę poziomu albo stanu.",
        ),
        (
            "count",
            bool(_COUNT.fullmatch(row["count"])),
            "liczba osób, cała i nieujemna",
            "Wpisz liczbę osób bez dopisków.",
        ),
        (
            "year",
            row["year"] in _YEARS,
            f"rok od {_YEARS[0]} do {_YEARS[-1]}",
            "Wpisz rok czterema cyframi.",
        ),
        ("source", bool(row["source"]), "źródło liczby", "Wpisz, z jakiego rejestru jest liczba."),
    )
    return broken_rules(sheet, line, row, rules)


def transitions_text(table: pd.DataFrame) -> str:
    """Return counts as CSV for a spreadsheet: ``;`` and CRLF."""
    return sheet_text(table[list(COLUMNS)].astype("str"), separator=";", newline="\r\n")
