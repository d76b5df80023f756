"""Read tables of OZPS or MRiPS-03 that someone pasted into a CSV file, row by row by its name.

Head: ``wyszczególnienie``, ``wiersz`` (may be absent or empty), then years. A year headed
``prognoza 2025`` or ``2025 (prognoza)`` is a forecast: it is no figure and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.intake.cells import Fault, figure, shown_safely
from costmodel.intake.filled import Given
from costmodel.intake.forms import Row, official_rows
from costmodel.statistics.csv_rows import csv_rows
from costmodel.statistics.decoding import decoded

PASTED_FILES = "tabela-*.csv"
_SEPARATORS = ("\t", ";", ",")
_LABEL_HEAD, _ROW_HEAD = "wyszczególnienie", "wiersz"
_YEAR = re.compile(r"(19|20)\d{2}")
_FORECAST = "prognoza"


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells under a head: where label, official number and the years stand."""

    file: str
    label: int
    row: int | None
    years: Mapping[int, int]
    lines: tuple[tuple[int, list[str]], ...]

    def problem(self, line: int, column: str, fault: Fault) -> Problem:
        place = f"wiersz {line}, kolumna {column}"
        return Problem(self.file, place, fault.value, fault.expected, fault.mend)


def plain_label(text: str) -> str:
    """Return the label of a row without what differs from print to print.

    Examples
    --------
    >>> plain_label(" Kobiety  0–17 lat: "), plain_label("KOBIETY 0-17 lat")
    ('kobiety 0-17 lat', 'kobiety 0-17 lat')
    """
    dashes = re.sub(r" ?[–—-] ?", "-", " ".join(text.casefold().split()))
    return re.sub(r"[\s.:;,]+", " ", dashes).strip()


def read_pasted(path: Path, *, last_year: int) -> list[Given]:
    """Return the figures of a pasted table.

    Parameters
    ----------
    path : Path
        CSV in UTF-8 or CP1250; cells parted by tabs, ``;`` or ``,``, numbers with a decimal comma.
    last_year : int
        The last complete year: a later one must be headed as a forecast.

    Raises
    ------
    InputError
        If the head is not as told; with every row that is not known or stands twice, every
        number of a row that does not belong to its name, and every cell that is no figure.
    """
    table = _table(path, last_year)
    rows = _rows_by_label()
    given: list[Given] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, cells in table.lines:
        got = _row_of(table, line, cells, rows=rows, seen=seen)
        if isinstance(got, Problem):
            problems.append(got)
        elif got is not None:
            found, wrong = _figures(table, line, cells, row=got[0], source=got[1])
            given += found
            problems += wrong
    if problems:
        raise InputError(problems)
    return given


def _rows_by_label() -> dict[str, list[tuple[Row, str]]]:
    """Return rows with their source by every label that they may have in print."""
    found: dict[str, list[tuple[Row, str]]] = {}
    for _, section, row in official_rows():
        for label in dict.fromkeys(map(plain_label, (row.label, *row.aliases))):
            found.setdefault(label, []).append((row, section.title))
    return found


def _table(path: Path, last_year: int) -> _Table:
    text = decoded(path)
    first = text.splitlines()[0]
    separator = max(_SEPARATORS, key=first.count)
    rows = csv_rows(text, separator=separator, file=path.name)
    lines = [(line, [cell.strip() for cell in cells]) for line, cells in rows]
    head = [cell.casefold() for cell in lines[0][1]]
    problems, years = _heads(path.name, head, last_year)
    if problems:
        raise InputError(problems)
    row = head.index(_ROW_HEAD) if _ROW_HEAD in head else None
    filled = tuple((line, cells) for line, cells in lines[1:] if any(cells))
    return _Table(path.name, head.index(_LABEL_HEAD), row, years, filled)


def _heads(file: str, head: Sequence[str], last_year: int) -> tuple[list[Problem], dict[int, int]]:
    """Return what is wrong with the head, and the columns of the years that are no forecast."""
    problems: list[Problem] = []
    years: dict[int, int] = {}
    if _LABEL_HEAD not in head:
        mend = "Pierwszy wiersz to nagłówek: wyszczególnienie; wiersz; lata."
        told = f"kolumna „{_LABEL_HEAD}”"
        problems.append(Problem(file, "wiersz 1", ", ".join(head), told, mend))
    for column, text in enumerate(head):
        if text in (_LABEL_HEAD, _ROW_HEAD, "") or _FORECAST in text:
            continue
        year = int(text) if _YEAR.fullmatch(text) else None
        if year is None or year in years.values():
            mend = "Wpisz w nagłówku rok, każdy raz; prognozę oznacz słowem „prognoza”."
            problems.append(Problem(file, "wiersz 1", text, "rok z 4 cyfr", mend))
        elif year > last_year:
            mend = f"Oznacz kolumnę jako „prognoza {year}”: prognoza nie jest liczbą z rejestru."
            problems.append(Problem(file, "wiersz 1", text, f"rok do {last_year}", mend))
        else:
            years[column] = year
    if not years and not problems:
        mend = "Dopisz kolumny z latami."
        problems.append(Problem(file, "wiersz 1", ", ".join(head), "co najmniej jeden rok", mend))
    return problems, years


def _row_of(
    table: _Table,
    line: int,
    cells: Sequence[str],
    *,
    rows: Mapping[str, list[tuple[Row, str]]],
    seen: dict[str, int],
) -> tuple[Row, str] | Problem | None:
    """Return the row that a line names; ``None`` for a heading, which has no figures."""
    label = cells[table.label] if table.label < len(cells) else ""
    if not any(cells[column] for column in table.years if column < len(cells)):
        return None
    stands = cells[table.row] if table.row is not None and table.row < len(cells) else ""
    named = rows.get(plain_label(label), [])
    fits = [one for one in named if not stands or not one[0].row or one[0].row == stands]
    if not named:
        told = "nazwa wiersza z formularza"
        mend = f"Popraw nazwę tak, jak stoi w skoroszycie, albo usuń wiersz {line}."
        return table.problem(line, _LABEL_HEAD, Fault(shown_safely(label), told, mend))
    if len(fits) != 1:
        told = f"numer wiersza „{label}”: {', '.join(row.row or 'bez numeru' for row, _ in named)}"
        mend = "Popraw numer albo nazwę: nie zgadzają się ze sobą."
        return table.problem(line, _ROW_HEAD, Fault(stands or "brak", told, mend))
    first = seen.setdefault(fits[0][0].key, line)
    if first != line:
        mend = "Zostaw jeden z tych wierszy."
        fault = Fault(label, f"każdy wiersz raz (jest już w wierszu {first})", mend)
        return table.problem(line, _LABEL_HEAD, fault)
    return fits[0]


def _figures(
    table: _Table, line: int, cells: Sequence[str], *, row: Row, source: str
) -> tuple[list[Given], list[Problem]]:
    given, problems = [], []
    for column, year in table.years.items():
        got = figure(cells[column] if column < len(cells) else "", row.unit)
        if isinstance(got, Fault):
            problems.append(table.problem(line, str(year), got))
        elif got is not None:
            given.append(Given(row, year, got[0], got[1], source))
    return given, problems
