"""Read the workbook forms of GUS BDL: XTAB (a table) with its wide header, XPIV (long rows)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.limits import read_limited
from costmodel.statistics.bdl_cells import RESAVE, Cell, frame, reading
from costmodel.statistics.bdl_crel import long_table
from costmodel.statistics.bdl_ctab import repeated_codes
from costmodel.statistics.spreadsheets import Raw, cells_of, opened
from costmodel.statistics.teryt import code_problems

Sheet = list[list[str]]


def read_bdl_xpiv(path: Path) -> pd.DataFrame:
    """Return an XPIV export (sheet DANE) as a tidy table; columns as in ``read_bdl_crel``."""
    rows = _sheet(path, "DANE")
    body = list(enumerate(rows[1:], start=2))
    return long_table(rows[0], body, file=path.name, decimal=".")


def read_bdl_xtab(path: Path) -> pd.DataFrame:
    """Return an XTAB export (sheet TABLICA) as a tidy table; columns as in ``read_bdl_ctab``.

    Notes
    -----
    The header has merged cells: one row or more of dimensions, a row of years, a row of
    units in brackets. ``-`` in a value cell means no data.
    """
    rows = _sheet(path, "TABLICA")
    depth = next((n for n, row in enumerate(rows) if n and row[0]), len(rows))
    columns = _columns(rows[:depth], path.name)
    body = list(enumerate(rows[depth:], start=depth + 1))
    codes = [(row[0], line) for line, row in body]
    problems = code_problems(codes, file=path.name) + repeated_codes(codes, file=path.name)
    tidy: list[tuple[object, ...]] = []
    for line, row in body:
        for (label, year, unit), text in zip(columns, row[2:], strict=True):
            place = f"arkusz TABLICA, wiersz {line}, kolumna {label}, {year}"
            got = reading(Cell(text, "", label, unit, path.name, place), decimal=".")
            if isinstance(got, Problem):
                problems.append(got)
            else:
                tidy.append((row[0], row[1], label, year, got[0], unit, got[1], ""))
    if problems:
        raise InputError(problems)
    return frame(tidy)


def _sheet(path: Path, name: str) -> Sheet:
    """Return the cells of one sheet as texts, numbers with a decimal point."""
    if not path.is_file():
        raise InputError(
            [Problem(path.name, "", "brak pliku", "skoroszyt XLSX", "Sprawdź nazwę i folder.")]
        )
    try:
        content = read_limited(path)
    except OSError as error:
        raise InputError(
            [Problem(path.name, "", error.strerror or "błąd odczytu", "plik XLSX z BDL", RESAVE)]
        ) from error
    book = opened(content, file=path.name)
    if name not in book.sheet_names:
        raise InputError(
            [Problem(path.name, "", ", ".join(book.sheet_names), f"arkusz {name}", RESAVE)]
        )
    rows = cells_of(book, name, file=path.name)
    texts = [[_text(cell) for cell in row] for row in rows]
    if len(texts) < 2:
        raise InputError([Problem(path.name, f"arkusz {name}", "pusty arkusz", "dane", RESAVE)])
    return texts


def _text(cell: Raw) -> str:
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".")
    return str(cell).strip()


def _columns(header: Sheet, file: str) -> list[tuple[str, int, str]]:
    """Return label, year and unit of each value column, merged cells spread to the right."""
    if len(header) < 3 or header[0][:2] not in (["Kod", "Nazwa"], ["Code", "Name"]):
        raise InputError(
            [
                Problem(
                    file,
                    "arkusz TABLICA, wiersz 1",
                    ", ".join(header[0][:3]),
                    "nagłówek: Kod, Nazwa, cecha; niżej rok i [jednostka]",
                    RESAVE,
                )
            ]
        )
    spread = [_spread(row[2:]) for row in header[:-2]]
    fits: Callable[[str, str], bool] = lambda year, unit: bool(  # noqa: E731
        re.fullmatch(r"\d{4}", year) and re.fullmatch(r"\[.*\]", unit)
    )
    pairs = list(zip(header[-2][2:], header[-1][2:], strict=True))
    wrong = [pair for pair in pairs if not fits(*pair)]
    if wrong:
        raise InputError(
            [
                Problem(
                    file,
                    "arkusz TABLICA, nagłówek",
                    " ".join(wrong[0]),
                    "rok i [jednostka] nad każdą kolumną",
                    "Ktoś zmienił nagłówek: pobierz plik z BDL jeszcze raz.",
                )
            ]
        )
    labels = [" | ".join(parts) for parts in zip(*spread, strict=True)]
    return [(label, int(y), u[1:-1]) for label, (y, u) in zip(labels, pairs, strict=True)]


def _spread(cells: list[str]) -> list[str]:
    last, full = "", []
    for cell in cells:
        last = cell or last
        full.append(last)
    return full
