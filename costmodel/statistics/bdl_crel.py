"""Read a CREL export of GUS BDL: one figure a row, with its unit and its flag."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.statistics.bdl_cells import RESAVE, Cell, frame, reading
from costmodel.statistics.bdl_ctab import DECIMAL_OF, separator_of
from costmodel.statistics.csv_rows import csv_rows
from costmodel.statistics.decoding import decoded
from costmodel.statistics.teryt import code_problems

VALUE_NAMES = ("Wartosc", "Wartość")
ENGLISH_NAMES = {
    "Code": "Kod",
    "Name": "Nazwa",
    "Year": "Rok",
    "Value": "Wartosc",
    "Measure unit": "Jednostka miary",
    "Measure Unit": "Jednostka miary",
    "Unit of measure": "Jednostka miary",
    "Attribute": "Atrybut",
}
"""Column names of the older English export. No file of it was at hand: other names are refused."""
_FIXED = ("Kod", "Nazwa", "Rok", "Jednostka miary", "Atrybut")

Row = tuple[int, Sequence[str]]


def read_bdl_crel(path: Path) -> pd.DataFrame:
    """Return a CREL export as a tidy table.

    Parameters
    ----------
    path : Path
        The export. Columns between Nazwa and Rok are dimensions, and differ by subject.

    Returns
    -------
    DataFrame
        teryt, name, label (dimensions joined with `` | ``), year, value (NaN where there is
        none) [unit], unit (``-`` = none), status (:class:`costmodel.tables.Status`),
        attribute (flag of BDL as it stands).

    Raises
    ------
    InputError
        With everything that is wrong with the file.
    """
    text = decoded(path)
    separator = separator_of(text, file=path.name)
    rows = csv_rows(text, separator=separator, file=path.name)
    header = [cell.strip() for cell in rows[0][1]]
    while header and not header[-1]:
        header.pop()
    body = [(line, row) for line, row in rows[1:] if row]
    return long_table(header, body, file=path.name, decimal=DECIMAL_OF[separator])


def long_table(
    header: Sequence[str], body: Sequence[Row], *, file: str, decimal: str
) -> pd.DataFrame:
    """Return the tidy table of rows in the long form, each with its line number."""
    if header and header[0] in ENGLISH_NAMES:
        header = [ENGLISH_NAMES.get(name, name) for name in header]
    problems = _header_problems(header, file)
    if problems:
        raise InputError(problems)
    if not body:
        raise InputError(
            [Problem(file, "wiersz 2", "brak wierszy z danymi", "wiersze z kodami", RESAVE)]
        )
    short = [
        Problem(
            file, f"wiersz {line}", f"liczba pól: {len(row)}", f"liczba pól: {len(header)}", RESAVE
        )
        for line, row in body
        if not len(header) <= len(row) <= len(header) + 1
    ]
    if short:
        raise InputError(short)
    return _tidy(list(header), body, file, decimal)


def _header_problems(header: Sequence[str], file: str) -> list[Problem]:
    missing = [name for name in _FIXED if name not in header]
    if not any(name in header for name in VALUE_NAMES):
        missing.append(VALUE_NAMES[0])
    found = ", ".join(header)
    return [
        Problem(
            file,
            "wiersz 1",
            found,
            f"kolumna „{name}”",
            "Brakuje kolumny. Pobierz plik z BDL jeszcze raz w postaci „CSV – relacyjna”.",
        )
        for name in missing
    ]


def _tidy(header: list[str], body: Sequence[Row], file: str, decimal: str) -> pd.DataFrame:
    at = {name: place for place, name in enumerate(header)}
    value_at = next(at[name] for name in VALUE_NAMES if name in at)
    dimensions = [place for name, place in at.items() if name not in (*_FIXED, *VALUE_NAMES)]
    problems = code_problems([(row[at["Kod"]].strip(), line) for line, row in body], file=file)
    seen: dict[tuple[str, str, str], int] = {}
    rows: list[tuple[object, ...]] = []
    for line, raw in body:
        row = [cell.strip() for cell in raw]
        label = " | ".join(row[place] for place in dimensions)
        code, when, unit = row[at["Kod"]], row[at["Rok"]], row[at["Jednostka miary"]]
        problems += _row_problems(seen, (code, label, when), line, file)
        cell = Cell(
            row[value_at], row[at["Atrybut"]], label, unit, file, f"wiersz {line}, kolumna Wartosc"
        )
        got = reading(cell, decimal=decimal)
        if isinstance(got, Problem):
            problems.append(got)
        elif len(when) == 4 and when.isdigit():
            rows.append(
                (code, row[at["Nazwa"]], label, int(when), got[0], unit, got[1], cell.attribute)
            )
        seen.setdefault((code, label, when), line)
    if problems:
        raise InputError(problems)
    return frame(rows)


def _row_problems(
    seen: dict[tuple[str, str, str], int], key: tuple[str, str, str], line: int, file: str
) -> list[Problem]:
    found = []
    code, label, when = key
    if not (len(when) == 4 and when.isdigit() and when.isascii()):
        found.append(Problem(file, f"wiersz {line}, kolumna Rok", when, "rok z 4 cyfr", RESAVE))
    if key in seen:
        found.append(
            Problem(
                file,
                f"wiersze {seen[key]}, {line}",
                f"{code}, {label}, {when}",
                "każdy kod, cecha i rok raz",
                "Usuń jeden z dwóch wierszy.",
            )
        )
    return found
