"""The header of a CTAB export: dimensions, year and [unit] inside one cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from costmodel.errors import InputError, Problem
from costmodel.statistics.bdl_cells import RESAVE

_HEADING = r"(?P<label>.*)[{sep}](?P<year>\d{{4}})[{sep}]\[(?P<unit>[^\]]*)\]"
_LOOSE = re.compile(r"\d{4}|\[.*\]")
_SHORTENED = "Ktoś skrócił nagłówek: pobierz plik jeszcze raz albo podaj"
_ROW = "wiersz 1"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a value column says of itself; year 0 and unit "" mean *lost*."""

    label: str
    year: int
    unit: str


def headings(
    cells: Sequence[str], *, separator: str, file: str, year: int | None, unit: str | None
) -> list[Heading]:
    """Return what the value columns hold, ``year`` and ``unit`` put where the file lost them.

    Examples
    --------
    >>> headings(["ogółem;kobiety;2020;[osoba]"], separator=";", file="x", year=None, unit=None)
    [Heading(label='ogółem | kobiety', year=2020, unit='osoba')]
    """
    found = [_heading(cell.strip(), separator) for cell in cells]
    problems = _shape_problems(cells, file) or [
        *_lost_problems(found, file, year, unit),
        *_repeated_problems(found, file, year),
    ]
    if problems:
        raise InputError(problems)
    return [Heading(h.label, h.year or year or 0, h.unit or unit or "") for h in found]


def _heading(cell: str, separator: str) -> Heading:
    found = re.fullmatch(_HEADING.format(sep=separator), cell)
    if not found:
        return Heading(cell, 0, "")
    # BDL puts a space after a comma inside a name and none between dimensions
    parts = re.split(rf"{separator}(?! )", found["label"])
    return Heading(" | ".join(parts), int(found["year"]), found["unit"].strip())


def _shape_problems(cells: Sequence[str], file: str) -> list[Problem]:
    if not cells:
        return [Problem(file, _ROW, "brak kolumn z danymi", "co najmniej jedna kolumna", RESAVE)]
    if any(_LOOSE.fullmatch(cell.strip()) for cell in cells):
        expected = "rok i jednostka razem z nazwą cechy w jednej komórce w cudzysłowie"
        mend = f"Arkusz usunął cudzysłowy. {RESAVE}"
        return [Problem(file, _ROW, "; ".join(cells[:3]), expected, mend)]
    return []


def _lost_problems(
    found: list[Heading], file: str, year: int | None, unit: str | None
) -> list[Problem]:
    problems = []
    if any(not h.year for h in found) and year is None:
        mend = f"{_SHORTENED} rok (year=…)."
        problems.append(Problem(file, _ROW, found[0].label, "rok przy nazwie cechy", mend))
    if any(not h.unit for h in found) and unit is None:
        mend = f"{_SHORTENED} jednostkę (unit=…)."
        problems.append(Problem(file, _ROW, found[0].label, "jednostka przy nazwie cechy", mend))
    other = [h.year for h in found if h.year and year is not None and h.year != year]
    if other:
        mend = "Nagłówek zawiera rok: nie podawaj go drugi raz."
        problems.append(Problem(file, _ROW, str(other[0]), f"rok {year}, który podano", mend))
    return problems


def _repeated_problems(found: list[Heading], file: str, year: int | None) -> list[Problem]:
    mend = "Kolumna się powtarza: usuń jedną z nich albo pobierz plik jeszcze raz."
    counts = Counter((h.label, h.year or year) for h in found)
    return [
        Problem(file, _ROW, f"{label}, {when}", "każda cecha i rok raz", mend)
        for (label, when), count in counts.items()
        if count > 1
    ]
