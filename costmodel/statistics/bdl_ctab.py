"""Read a CTAB export of GUS BDL: areas down, one column per variable and year."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.statistics.bdl_cells import RESAVE, Cell, frame, reading
from costmodel.statistics.decoding import decoded
from costmodel.statistics.teryt import code_problems

DECIMAL_OF = {";": ",", ",": "."}
"""BDL pairs the separator with the decimal mark."""

_HEADING = r"(?P<label>.*)[{sep}](?P<year>\d{{4}})[{sep}]\[(?P<unit>[^\]]*)\]"
_LOOSE_YEAR = re.compile(r"\d{4}|\[.*\]")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a value column says of itself; year 0 and unit "" mean *lost*."""

    label: str
    year: int
    unit: str


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
    rows = list(csv.reader(text.splitlines(), delimiter=separator))
    header = _without_last_empty(rows[0])
    headings = [_heading(cell, separator) for cell in header[2:]]
    problems = _header_problems(header, headings, file, year, unit)
    if problems:
        raise InputError(problems)
    known = [Heading(h.label, h.year or year or 0, h.unit or unit or "") for h in headings]
    body = [(line, row) for line, row in enumerate(rows[1:], start=2) if row]
    problems = _row_problems(body, len(header), file)
    if problems:
        raise InputError(problems)
    return _tidy(body, known, file, DECIMAL_OF[separator])


def separator_of(text: str, *, file: str) -> str:
    """Return ``;`` or ``,`` by the first two columns of the header.

    Raises
    ------
    InputError
        If the header does not begin with Kod and Nazwa.
    """
    first = text.splitlines()[0]
    for separator in DECIMAL_OF:
        if re.match(rf'"?Kod"?{separator}"?Nazwa"?({separator}|$)', first):
            return separator
    expected = "nagłówek eksportu BDL: „Kod”, „Nazwa” i dalsze kolumny, rozdzielone ; albo ,"
    raise InputError([Problem(file, "wiersz 1", first[:60], expected, RESAVE)])


def _without_last_empty(row: list[str]) -> list[str]:
    return row[:-1] if row and not row[-1].strip() else row


def _heading(cell: str, separator: str) -> Heading:
    found = re.fullmatch(_HEADING.format(sep=separator), cell.strip())
    if not found:
        return Heading(cell.strip(), 0, "")
    # BDL puts a space after a comma inside a name and none between dimensions
    parts = re.split(rf"{separator}(?! )", found["label"])
    return Heading(" | ".join(parts), int(found["year"]), found["unit"].strip())


def _header_problems(
    header: list[str], headings: list[Heading], file: str, year: int | None, unit: str | None
) -> list[Problem]:
    row = "wiersz 1"
    if not headings:
        return [Problem(file, row, "brak kolumn z danymi", "co najmniej jedna kolumna", RESAVE)]
    if any(_LOOSE_YEAR.fullmatch(cell.strip()) for cell in header[2:]):
        return [
            Problem(
                file,
                row,
                "; ".join(header[2:5]),
                "rok i jednostka razem z nazwą cechy w jednej komórce w cudzysłowie",
                "Arkusz usunął cudzysłowy. " + RESAVE,
            )
        ]
    found = []
    if any(not h.year for h in headings) and year is None:
        found.append(
            Problem(
                file,
                row,
                headings[0].label,
                "rok przy nazwie cechy",
                "Ktoś skrócił nagłówek: pobierz plik jeszcze raz albo podaj rok (year=…).",
            )
        )
    if any(not h.unit for h in headings) and unit is None:
        found.append(
            Problem(
                file,
                row,
                headings[0].label,
                "jednostka przy nazwie cechy",
                "Ktoś skrócił nagłówek: pobierz plik jeszcze raz albo podaj jednostkę (unit=…).",
            )
        )
    if year is not None and any(h.year and h.year != year for h in headings):
        other = next(h.year for h in headings if h.year and h.year != year)
        found.append(
            Problem(
                file,
                row,
                str(other),
                f"rok {year}, który podano",
                "Nagłówek zawiera rok: nie podawaj go drugi raz.",
            )
        )
    twice = [k for k, n in Counter((h.label, h.year) for h in headings).items() if n > 1]
    for label, when in twice:
        found.append(
            Problem(
                file,
                row,
                f"{label}, {when or year}",
                "każda cecha i rok raz",
                "Kolumna się powtarza: usuń jedną z nich albo pobierz plik jeszcze raz.",
            )
        )
    return found


def _row_problems(body: list[tuple[int, list[str]]], width: int, file: str) -> list[Problem]:
    if not body:
        return [Problem(file, "wiersz 2", "brak wierszy z danymi", "wiersze z kodami", RESAVE)]
    found = code_problems([(row[0].strip(), line) for line, row in body], file=file)
    for line, row in body:
        if len(_without_last_empty(row)) not in (width, width - 1) and len(row) != width:
            found.append(
                Problem(
                    file,
                    f"wiersz {line}",
                    f"{len(row)} pól",
                    f"{width} pól, jak w nagłówku",
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
    body: list[tuple[int, list[str]]], headings: list[Heading], file: str, decimal: str
) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    problems = []
    for line, row in body:
        code, name, *cells = (cell.strip() for cell in row)
        for heading, text in zip(headings, cells, strict=False):
            place = f"wiersz {line}, kolumna {heading.label}, {heading.year}"
            got = reading(Cell(text, "", heading.label, heading.unit, file, place), decimal=decimal)
            if isinstance(got, Problem):
                problems.append(got)
                continue
            rows.append((code, name, heading.label, heading.year, got[0], heading.unit, got[1], ""))
    if problems:
        raise InputError(problems)
    return frame(rows)
