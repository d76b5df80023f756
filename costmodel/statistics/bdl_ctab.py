"""Read a CTAB export of GUS BDL: areas down, one column per variable and year."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.statistics.bdl_cells import RESAVE, Cell, frame, reading
from costmodel.statistics.bdl_header import Heading, headings
from costmodel.statistics.csv_rows import csv_rows
from costmodel.statistics.decoding import decoded
from costmodel.statistics.teryt import code_problems

DECIMAL_OF = {";": ",", ",": "."}
"""BDL pairs the separator with the decimal mark."""


def read_bdl_ctab(path: Path, *, year: int | None = None, unit: str | None = None) -> pd.DataFrame:
    """Return a CTAB export as a tidy table.

    Parameters
    ----------
    path : Path
        The export, with ``;`` and decimal comma or ``,`` and decimal point.
    year, unit : int, str, optional
        Only for a file whose header someone shortened, so that these are not in it.

    Returns
    -------
    DataFrame
        teryt, name, label (dimensions joined with `` | ``), year, value (NaN where there is
        none) [unit], unit, status (:class:`costmodel.tables.Status`), attribute (empty: a
        CTAB export carries none, so a zero that hides a flag cannot be told from a true one).

    Raises
    ------
    InputError
        With everything that is wrong with the file.
    """
    return ctab_table(decoded(path), file=path.name, year=year, unit=unit)


def ctab_table(
    text: str, *, file: str, year: int | None = None, unit: str | None = None
) -> pd.DataFrame:
    """Return the tidy table in the text of a CTAB export; see :func:`read_bdl_ctab`."""
    separator = separator_of(text, file=file)
    rows = csv_rows(text, separator=separator, file=file)
    header = _without_last_empty(rows[0][1])
    known = headings(header[2:], separator=separator, file=file, year=year, unit=unit)
    body = [(line, row) for line, row in rows[1:] if row]
    problems = _row_problems(body, len(rows[0][1]), file)
    if problems:
        raise InputError(problems)
    return _tidy(body, known, file, DECIMAL_OF[separator])


def separator_of(text: str, *, file: str) -> str:
    """Return ``;`` or ``,`` by the first two columns of the header.

    Raises
    ------
    InputError
        If the header does not begin with Kod and Nazwa, or Code and Name in an English export.
    """
    first = text.splitlines()[0]
    for separator in DECIMAL_OF:
        names = rf'("?Kod"?{separator}"?Nazwa"?|"?Code"?{separator}"?Name"?)({separator}|$)'
        if re.match(names, first):
            return separator
    expected = "nagłówek eksportu BDL: „Kod”, „Nazwa” i dalsze kolumny, rozdzielone ; albo ,"
    raise InputError([Problem(file, "wiersz 1", first[:60], expected, RESAVE)])


def _without_last_empty(row: list[str]) -> list[str]:
    return row[:-1] if row and not row[-1].strip() else row


def _row_problems(body: list[tuple[int, list[str]]], width: int, file: str) -> list[Problem]:
    if not body:
        return [Problem(file, "wiersz 2", "brak wierszy z danymi", "wiersze z kodami", RESAVE)]
    found = code_problems([(row[0].strip(), line) for line, row in body], file=file)
    for line, row in body:
        if len(row) != width:
            found.append(
                Problem(
                    file,
                    f"wiersz {line}",
                    f"liczba pól: {len(row)}",
                    f"liczba pól: {width}, jak w nagłówku",
                    RESAVE,
                )
            )
    return found + repeated_codes([(row[0].strip(), line) for line, row in body], file=file)


def repeated_codes(codes: list[tuple[str, int]], *, file: str) -> list[Problem]:
    """Return a problem for every code that stands on more than one line."""
    lines: dict[str, list[int]] = {}
    for code, line in codes:
        lines.setdefault(code, []).append(line)
    return [
        Problem(
            file,
            "wiersze " + ", ".join(map(str, where)),
            code,
            "każdy kod raz",
            "Usuń wiersz dopisany ręcznie: inaczej suma policzy ten obszar dwa razy.",
        )
        for code, where in lines.items()
        if len(where) > 1
    ]


def _tidy(
    body: list[tuple[int, list[str]]], known: list[Heading], file: str, decimal: str
) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    problems = []
    for line, row in body:
        code, name, *cells = (cell.strip() for cell in row)
        for heading, text in zip(known, cells, strict=False):
            place = f"wiersz {line}, kolumna {heading.label}, {heading.year}"
            got = reading(Cell(text, "", heading.label, heading.unit, file, place), decimal=decimal)
            if isinstance(got, Problem):
                problems.append(got)
                continue
            rows.append((code, name, heading.label, heading.year, got[0], heading.unit, got[1], ""))
    if problems:
        raise InputError(problems)
    return frame(rows)
