"""A small CSV table with named columns, as a person keeps it in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.statistics.bdl_ctab import DECIMAL_OF
from costmodel.statistics.csv_rows import csv_rows
from costmodel.statistics.decoding import decoded

Row = tuple[int, dict[str, str]]
Rule = tuple[str, bool, str, str]
"""Column, whether the rule is kept there, what is expected, how to mend it."""
_FORMULA_STARTS = ("=", "+", "@", "\t", "\r")
_MINUS_OR_NUMBER = re.compile(r"-[0-9 ]*([.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with their line numbers, every cell a stripped text, and the decimal mark."""

    file: str
    decimal: str
    rows: tuple[Row, ...]

    def place(self, line: int, column: str) -> str:
        """Return where a cell stands, in Polish."""
        return f"wiersz {line}, kolumna {column}"


def broken_rules(
    sheet: Sheet, line: int, row: Mapping[str, str], rules: Sequence[Rule]
) -> list[Problem]:
    """Return a problem for each rule that a row does not keep."""
    return [
        Problem(sheet.file, sheet.place(line, column), row[column], expected, mend)
        for column, kept, expected, mend in rules
        if not kept
    ]


def read_sheet(path: Path, *, required: Sequence[str], optional: Sequence[str] = ()) -> Sheet:
    """Return the rows of a CSV table; blank rows are passed over.

    Parameters
    ----------
    required, optional : sequence of str
        Columns that must, and that may, stand in the header, in any order.

    Raises
    ------
    InputError
        If a column is missing, repeated or unknown, or a row has another number of fields.
    """
    file = path.name
    separator, lines = _lines(decoded(path), file)
    header = [name.lower() for name in lines[0][1]]
    while header and not header[-1]:
        header.pop()
    problems = _header_problems(header, file, required, optional)
    if problems:
        raise InputError(problems)
    filled = [(line, row) for line, row in lines[1:] if any(row)]
    mend = "Sprawdź średniki i przecinki w tym wierszu; tekst ze średnikiem ujmij w cudzysłów."
    wrong = [
        Problem(
            file,
            f"wiersz {line}",
            f"liczba pól: {len(row)}",
            f"liczba pól: {len(header)}, jak w nagłówku",
            mend,
        )
        for line, row in filled
        if len(row) < len(header) or any(row[len(header) :])
    ]
    if wrong:
        raise InputError(wrong)
    blank = dict.fromkeys(optional, "")
    rows = tuple((line, blank | dict(zip(header, row, strict=False))) for line, row in filled)
    return Sheet(file, DECIMAL_OF[separator], rows)


def _lines(text: str, file: str) -> tuple[str, list[tuple[int, list[str]]]]:
    """Return the separator, and the cells of every line with its number."""
    first = text.splitlines()[0]
    separator = ";" if first.count(";") >= first.count(",") else ","
    rows = csv_rows(text, separator=separator, file=file)
    return separator, [(line, [cell.strip() for cell in row]) for line, row in rows]


def _header_problems(
    header: list[str], file: str, required: Sequence[str], optional: Sequence[str]
) -> list[Problem]:
    found, stands = [], ", ".join(header)
    for name in required:
        if name not in header:
            found.append(
                Problem(
                    file,
                    "wiersz 1",
                    stands,
                    f"kolumna „{name}”",
                    "Dopisz brakującą kolumnę do nagłówka i do każdego wiersza.",
                )
            )
    for name in dict.fromkeys(header):
        if name not in (*required, *optional):
            found.append(
                Problem(
                    file,
                    "wiersz 1",
                    name,
                    "kolumny: " + ", ".join((*required, *optional)),
                    "Usuń tę kolumnę albo popraw jej nazwę.",
                )
            )
        elif header.count(name) > 1:
            found.append(
                Problem(file, "wiersz 1", name, "każda kolumna raz", "Usuń powtórzoną kolumnę.")
            )
    return found


def sheet_text(cells: pd.DataFrame, *, separator: str, newline: str) -> str:
    """Return a table of texts as CSV; a text that a spreadsheet would run gets an apostrophe."""
    safe = cells.map(lambda cell: f"'{cell}" if _could_run(str(cell)) else cell)
    return str(safe.to_csv(index=False, sep=separator, lineterminator=newline))


def _could_run(text: str) -> bool:
    """Return whether a spreadsheet would take a text for a formula; a negative number is none."""
    return text.startswith(_FORMULA_STARTS) or (
        text.startswith("-") and not _MINUS_OR_NUMBER.fullmatch(text)
    )
