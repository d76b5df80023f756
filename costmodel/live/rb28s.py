"""Read the spending of a gmina by division, chapter and paragraph from an Rb-28S file.

The layout of these files was not checked: see ``data/live/rb28s.toml``. A file whose columns
have other names is refused with its header, never guessed at.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import InputError, Problem
from costmodel.resources import data_path
from costmodel.statistics.bdl_ctab import DECIMAL_OF
from costmodel.statistics.decoding import decoded_bytes
from costmodel.statistics.figures import number
from costmodel.statistics.observations import COLUMNS
from costmodel.tables import OBSERVATIONS, Status

ROLES = ("voivodeship", "powiat", "gmina", "kind", "division", "chapter", "paragraph")
AMOUNTS = ("plan", "spent")
_WIDTHS = dict(zip(ROLES, (2, 2, 2, 1, 3, 5, 3), strict=True))


class _Layout(Declared):
    dataset: int
    unit: str
    checked: bool
    columns: dict[str, list[str]]
    source: DeclaredSource


@cache
def _layout() -> _Layout:
    return read_declared(data_path("live", "rb28s.toml"), _Layout)


def read_rb28s(path: Path, *, teryt: str) -> pd.DataFrame:
    """Return the budget rows of one gmina.

    Parameters
    ----------
    path : Path
        A CSV file, or a ZIP with one CSV file in it.
    teryt : str
        Code of 7 digits; a town with powiat rights has its own rows.

    Returns
    -------
    DataFrame
        division, chapter, paragraph (texts of 3, 5 and 3 or 4 digits), plan, spent [zł].

    Raises
    ------
    InputError
        If columns are missing, an amount is no number, or the gmina has no row.
    """
    text = decoded_bytes(_bytes(path), file=path.name)
    separator = ";" if text.splitlines()[0].count(";") else ","
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    at = _columns(header, path.name)
    mine = []
    problems: list[Problem] = []
    for line, row in enumerate(rows, start=2):
        if row and len(row) != len(header):
            problems.append(_wrong_width(path.name, line, len(row), len(header)))
        if len(row) != len(header) or _code(row, at) != teryt:
            continue
        amounts = [number(row[at[name]].strip(), decimal=DECIMAL_OF[separator]) for name in AMOUNTS]
        problems += _wrong_amounts(path.name, line, row, at, amounts)
        mine.append((*(_digits(row, at, name) for name in ROLES[4:]), *amounts))
    if not mine:
        mend = "Sprawdź kod i rok; miasto na prawach powiatu jest w pliku powiatów."
        problems.append(Problem(path.name, "", "brak wierszy", f"wiersze gminy {teryt}", mend))
    if problems:
        raise InputError(problems)
    table = pd.DataFrame(mine, columns=[*ROLES[4:], *AMOUNTS])
    return table.astype(dict.fromkeys(ROLES[4:], "str") | dict.fromkeys(AMOUNTS, float))


def spending_by_chapter(
    budget: pd.DataFrame, *, teryt: str, year: int, source: str
) -> pd.DataFrame:
    """Return the spending of a whole year as observations, one for each chapter and division.

    Parameters
    ----------
    budget : DataFrame
        What :func:`read_rb28s` gives back, of the report for the fourth quarter.
    source : str
        Title of the file, and its checksum.

    Returns
    -------
    DataFrame
        :data:`costmodel.tables.OBSERVATIONS`, variables ``expenditure_chapter_85202`` and
        ``expenditure_division_852``. [zł]
    """
    sums = {
        f"expenditure_{level}_{code}": float(value)
        for level in ("division", "chapter")
        for code, value in budget.groupby(level)["spent"].sum().items()
    }
    rows = [
        (teryt, name, year, value, _layout().unit, Status.OBSERVED.value, source)
        for name, value in sums.items()
    ]
    texts = dict.fromkeys(("teryt", "variable", "unit", "status", "source"), "str")
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(texts | {"year": int, "value": float})
    checked: pd.DataFrame = OBSERVATIONS.validate(table)
    return checked


def _bytes(path: Path) -> bytes:
    try:
        if not zipfile.is_zipfile(path):
            return path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if len(names) == 1:
                return archive.read(names[0])
            found = ", ".join(archive.namelist()) or "puste archiwum"
    except (OSError, zipfile.BadZipFile) as error:
        mend = "Pobierz plik jeszcze raz."
        raise InputError([Problem(path.name, "", str(error), "cały plik", mend)]) from error
    mend = "Rozpakuj archiwum i podaj właściwy plik CSV."
    raise InputError([Problem(path.name, "", found, "jeden plik CSV w archiwum", mend)])


def _columns(header: Sequence[str], file: str) -> Mapping[str, int]:
    """Return where each role stands in the header."""
    plain = [_plain(name) for name in header]
    known = _layout().columns
    at = {
        role: plain.index(name)
        for role in (*ROLES, *AMOUNTS)
        for name in known[role]
        if plain.count(name) == 1
    }
    missing = [role for role in (*ROLES, *AMOUNTS) if role not in at]
    if missing:
        mend = "Układ tych plików nie był sprawdzony: dopisz nazwę kolumny w data/live/rb28s.toml."
        expected = "; ".join(" albo ".join(known[role]) for role in missing)
        stands = ", ".join(header)
        raise InputError([Problem(file, "wiersz 1", stands, f"kolumny: {expected}", mend)])
    return at


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.strip().lower().replace("ł", "l"))
    return re.sub(r"[^a-z0-9]+", "_", letters.encode("ascii", "ignore").decode()).strip("_")


def _digits(row: Sequence[str], at: Mapping[str, int], role: str) -> str:
    """Return a code with the leading zeros that a spreadsheet may have taken."""
    return row[at[role]].strip().zfill(_WIDTHS[role])


def _code(row: Sequence[str], at: Mapping[str, int]) -> str:
    return "".join(_digits(row, at, role) for role in ROLES[:4])


def _wrong_width(file: str, line: int, stands: int, expected: int) -> Problem:
    mend = "Wiersz jest urwany albo ma zbędny separator: pobierz plik jeszcze raz."
    return Problem(file, f"wiersz {line}", f"liczba pól: {stands}", f"liczba pól: {expected}", mend)


def _wrong_amounts(
    file: str, line: int, row: Sequence[str], at: Mapping[str, int], got: Sequence[float | None]
) -> list[Problem]:
    return [
        Problem(
            file, f"wiersz {line}, {name}", row[at[name]], "kwota w zł", "Popraw kwotę w pliku."
        )
        for name, value in zip(AMOUNTS, got, strict=True)
        if value is None
    ]
