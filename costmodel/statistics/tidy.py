"""Our own table of figures as a CSV file, one figure a row.

Columns: teryt, variable, year, value, unit, status (may be empty or absent), source. The
value column may hold a GUS sign: ``–`` did not occur (a true zero), ``.`` missing, ``x`` not
applicable, ``#`` secret; an empty cell is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.figures import COUNT_MEND, counts_things, number
from costmodel.statistics.observations import COLUMNS
from costmodel.statistics.sheet import Sheet, broken_rules, read_sheet, sheet_text
from costmodel.statistics.signs import TABLE_SIGNS
from costmodel.statistics.teryt import code_problems
from costmodel.tables import OBSERVATIONS, Status

STATUS_WORDS: Mapping[str, Status] = {
    "wartość": Status.OBSERVED,
    "brak danych": Status.MISSING,
    "tajemnica": Status.SECRET,
    "nie dotyczy": Status.NOT_APPLICABLE,
    **{status.value: status for status in Status},
}
"""Polish words for the user's files, and the library's own."""

_POLISH_WORD = {
    Status.OBSERVED.value: "wartość",
    Status.MISSING.value: "brak danych",
    Status.SECRET.value: "tajemnica",
    Status.NOT_APPLICABLE.value: "nie dotyczy",
}
_SIGN = {Status.SECRET.value: "#", Status.NOT_APPLICABLE.value: "x", Status.MISSING.value: "."}
_REQUIRED = tuple(name for name in COLUMNS if name != "status")
_VARIABLE = re.compile(r"[a-z][a-z0-9_]*")
_YEARS = tuple(map(str, range(1990, 2101)))


def read_tidy(path: Path) -> pd.DataFrame:
    """Return a table of figures checked against :data:`costmodel.tables.OBSERVATIONS`.

    Parameters
    ----------
    path : Path
        CSV in UTF-8 or CP1250, with ``;`` and decimal comma or ``,`` and decimal point.

    Raises
    ------
    InputError
        With every problem of the file: line, column, what stands there, how to mend it.
    """
    sheet = read_sheet(path, required=_REQUIRED, optional=("status",))
    problems = code_problems(
        [(row["teryt"], line) for line, row in sheet.rows], file=sheet.file, column="teryt"
    )
    records = []
    for line, row in sheet.rows:
        found = _field_problems(sheet, line, row)
        got = _value(sheet, line, row)
        if isinstance(got, Problem):
            found.append(got)
        problems += found
        if not found and not isinstance(got, Problem):
            key = (row["teryt"], row["variable"], int(row["year"]))
            records.append((line, (*key, got[0], row["unit"], got[1], row["source"])))
    problems += _repeated(sheet.file, records)
    if problems:
        raise InputError(problems)
    table = pd.DataFrame([record for _, record in records], columns=list(COLUMNS))
    texts = ("teryt", "variable", "unit", "status", "source")
    typed = table.astype({"year": int, "value": float} | dict.fromkeys(texts, "str"))
    checked: pd.DataFrame = OBSERVATIONS.validate(typed)
    return checked


def _field_problems(sheet: Sheet, line: int, row: Mapping[str, str]) -> list[Problem]:
    rules = (
        (
            "variable",
            bool(_VARIABLE.fullmatch(row["variable"])),
            "nazwa zmiennej, np. unemployed_registered",
            "Wpisz małe litery bez polskich znaków i _.",
        ),
        (
            "year",
            row["year"] in _YEARS,
            f"rok od {_YEARS[0]} do {_YEARS[-1]}",
            "Wpisz rok czterema cyframi.",
        ),
        (
            "unit",
            bool(row["unit"]),
            "jednostka, np. osoba, zł, %",
            "Wpisz jednostkę; przy wskaźniku bez jednostki wpisz -.",
        ),
        (
            "source",
            bool(row["source"]),
            "źródło liczby",
            "Wpisz źródło (urząd, tabela, stan na dzień): liczba bez źródła nie wchodzi do aneksu.",
        ),
        (
            "status",
            row["status"].lower() in (*STATUS_WORDS, ""),
            "wartość, brak danych, tajemnica, nie dotyczy albo puste pole",
            "Popraw status.",
        ),
    )
    return broken_rules(sheet, line, row, rules)


def _value(sheet: Sheet, line: int, row: Mapping[str, str]) -> tuple[float, str] | Problem:
    """Return value with status, where the sign, the status and the number agree."""
    place, text = sheet.place(line, "value"), row["value"]
    stated = STATUS_WORDS.get(row["status"].lower())
    if text in TABLE_SIGNS:
        implied, value = TABLE_SIGNS[text]
        if text == "" or (text == "." and stated is not Status.OBSERVED):
            implied = stated or implied
        if stated not in (None, implied) or (implied is Status.OBSERVED and value is None):
            return _contradiction(sheet.file, place, row)
        return (float("nan") if value is None else value), implied.value
    value = number(text, decimal=sheet.decimal)
    if value is None:
        mark = "przecinek" if sheet.decimal == "," else "kropka"
        return Problem(
            sheet.file,
            place,
            text,
            f"liczba (znak dziesiętny: {mark})",
            "Usuń tekst, jednostkę i dopiski; uwagi wpisz do kolumny source.",
        )
    if stated not in (None, Status.OBSERVED):
        return _contradiction(sheet.file, place, row)
    if value < 0 and counts_things(row["unit"], row["variable"]):
        return Problem(sheet.file, place, text, "liczba nieujemna", COUNT_MEND)
    return value, Status.OBSERVED.value


def _contradiction(file: str, place: str, row: Mapping[str, str]) -> Problem:
    return Problem(
        file,
        place,
        f"{row['value']} ze statusem {row['status']}",
        "liczba tylko przy statusie „wartość”; przy innych statusach puste pole",
        "Usuń liczbę (dane utajnione nie mogą wejść do aneksu) albo popraw status.",
    )


def _repeated(file: str, records: Sequence[tuple[int, tuple[object, ...]]]) -> list[Problem]:
    lines: dict[tuple[object, ...], list[int]] = {}
    for line, record in records:
        lines.setdefault(record[:3], []).append(line)
    return [
        Problem(
            file,
            "wiersze " + ", ".join(map(str, where)),
            ", ".join(map(str, key)),
            "każdy kod, zmienna i rok raz",
            "Zostaw jeden z tych wierszy.",
        )
        for key, where in lines.items()
        if len(where) > 1
    ]


def write_shipped(table: pd.DataFrame, path: Path) -> Path:
    """Write figures as the library ships them: ``,``, decimal point, UTF-8, LF."""
    cells = _texts(table, decimal=".")
    return write_whole(path, sheet_text(cells, separator=",", newline="\n"))


def write_for_users(table: pd.DataFrame, path: Path) -> Path:
    """Write figures for a spreadsheet: see :func:`text_for_users`; UTF-8 with BOM."""
    return write_whole(path, text_for_users(table), encoding="utf-8-sig")


def text_for_users(table: pd.DataFrame) -> str:
    """Return figures as CSV for a spreadsheet: ``;``, decimal comma, CRLF, Polish statuses."""
    cells = _texts(table, decimal=",").assign(status=table["status"].map(_POLISH_WORD).to_numpy())
    return sheet_text(cells, separator=";", newline="\r\n")


def _texts(table: pd.DataFrame, *, decimal: str) -> pd.DataFrame:
    checked = OBSERVATIONS.validate(table)
    values = [
        _SIGN[status] if status in _SIGN else f"{value:.12g}".replace(".", decimal)
        for value, status in zip(checked["value"], checked["status"], strict=True)
    ]
    return checked[list(COLUMNS)].astype("str").assign(value=values)
