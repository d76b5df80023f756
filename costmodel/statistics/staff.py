"""The municipality's own figures on its staff and the people they serve (staff.csv)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from costmodel.declared import Declared, read_declared
from costmodel.errors import Problem
from costmodel.resources import data_path
from costmodel.statistics.figures import number
from costmodel.statistics.own_table import empty_own_table, read_own_table
from costmodel.statistics.sheet import Sheet, broken_rules

STAFF_FILE = "staff.csv"
COLUMNS = ("kind", "value", "year", "source")
_MAY_BE_FRACTIONS = ("etat", "zł")
_YEARS = tuple(map(str, range(1990, 2101)))


class StaffKind(Declared):
    """A ``[[kind]]`` table: one thing that may stand in staff.csv."""

    id: str
    label: str
    unit: str


class _Kinds(Declared):
    kind: list[StaffKind]


def staff_kinds() -> dict[str, StaffKind]:
    """Return what may stand in staff.csv, by id.

    Examples
    --------
    >>> staff_kinds()["social_worker_posts"].unit
    'etat'
    """
    record = read_declared(data_path("capacity", "kinds.toml"), _Kinds)
    return {kind.id: kind for kind in record.kind}


def no_staff() -> pd.DataFrame:
    """Return the table without rows: nothing is known of the staff."""
    return empty_own_table(COLUMNS)


def read_staff(path: Path) -> pd.DataFrame:
    """Return the figures in staff.csv, or no rows where there is no such file.

    Returns
    -------
    DataFrame
        kind, value [unit of the kind], year, source.

    Raises
    ------
    InputError
        With every problem of the file.
    """
    check = partial(_row_problems, kinds=staff_kinds())
    return read_own_table(path, COLUMNS, row_problems=check, once="każda nazwa i rok raz")


def _row_problems(
    sheet: Sheet, line: int, row: Mapping[str, str], *, kinds: Mapping[str, StaffKind]
) -> list[Problem]:
    value, kind = number(row["value"], decimal=sheet.decimal), kinds.get(row["kind"])
    whole = kind is not None and kind.unit not in _MAY_BE_FRACTIONS
    mark = "przecinek" if sheet.decimal == "," else "kropka"
    rules = (
        (
            "kind",
            kind is not None,
            "jedna z nazw: " + ", ".join(kinds),
            "Popraw nazwę; znaczenie nazw podaje CZYTAJ.txt.",
        ),
        (
            "value",
            value is not None and value >= 0,
            f"liczba nieujemna (znak dziesiętny: {mark})",
            "Wpisz liczbę bez dopisków; gdy jej nie znasz, usuń cały wiersz.",
        ),
        (
            "value",
            not (whole and value is not None and value >= 0 and value % 1),
            "liczba całkowita",
            "Wpisz liczbę rodzin, dzieci albo zespołów bez ułamka.",
        ),
        (
            "year",
            row["year"] in _YEARS,
            f"rok od {_YEARS[0]} do {_YEARS[-1]}",
            "Wpisz rok czterema cyframi, np. 2024.",
        ),
        (
            "source",
            bool(row["source"]),
            "źródło liczby",
            "Wpisz, skąd jest liczba (np. MRPiPS-03 albo ocena zasobów za 2024 r.).",
        ),
    )
    return broken_rules(sheet, line, row, rules)
