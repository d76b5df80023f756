"""What ``costmodel import`` does: take in the filled forms and the register of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.intake.filled import Filled, filled
from costmodel.intake.layout import WORKBOOK_FILE
from costmodel.intake.merging import Joined, joined, marked
from costmodel.intake.pasted import PASTED_FILES, read_pasted
from costmodel.intake.register import read_register
from costmodel.intake.transitions import PRINTABLE_FILE, counted_transitions, printable_text
from costmodel.intake.transitions_file import (
    TRANSITIONS_FILE,
    read_transitions,
    transitions_text,
)
from costmodel.intake.workbook_reader import read_workbook
from costmodel.statistics.atomic import write_together
from costmodel.statistics.place import (
    LEVELS_FILE,
    STATISTICS_FILE,
    Place,
    load_place,
    workspace_folder,
)
from costmodel.statistics.sheet import sheet_text
from costmodel.statistics.staff import STAFF_FILE
from costmodel.statistics.tidy import text_for_users
from costmodel.statistics.whole_sets import at_work

REGISTER_FILES = ("rejestr.csv", "rejestr.xlsx")
_KEYS = {
    STATISTICS_FILE: ("teryt", "variable", "year"),
    LEVELS_FILE: ("level", "year"),
    STAFF_FILE: ("kind", "year"),
}
_ENCODING = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a workspace: figures by file, and counted moves by the register's name."""

    figures: dict[str, Filled]
    moves: dict[str, pd.DataFrame]


def import_command(folder: Path, *, today: date) -> tuple[str, ...]:
    """Take in what an office put into its workspace; return what is to be told, line by line.

    Parameters
    ----------
    folder : Path
        A workspace with ``formularz.xlsx``, ``tabela-*.csv`` or ``rejestr.csv``/``.xlsx``.
    today : date
        Figures are of years before it, and no stay of the register begins after it.

    Raises
    ------
    InputError
        With everything wrong in any of the files; then nothing is written.
    OutputError
        If a table cannot be written; then all stay as they were.
    """
    with at_work(workspace_folder(folder)):
        return _taken_in(folder, today)


def _taken_in(folder: Path, today: date) -> tuple[str, ...]:
    place = load_place(folder)
    taken = _taken(folder, place, today)
    tables = {
        STATISTICS_FILE: place.observations,
        LEVELS_FILE: place.levels,
        STAFF_FILE: place.staff,
    }
    lines: list[str] = []
    for file, figures in taken.figures.items():
        given = (figures.statistics, figures.levels, figures.staff)
        for (name, own), new in zip(list(tables.items()), given, strict=True):
            result = joined(own, marked(new, file), key=_KEYS[name], file=file)
            tables[name] = result.table
            lines += _told(name, file, result)
    contents = {folder / name: _bytes(name, table) for name, table in tables.items()}
    if not taken.figures:
        contents = {}
    if taken.moves:
        before = read_transitions(folder / TRANSITIONS_FILE)
        moves, told = _moves_joined(before, taken.moves)
        contents[folder / TRANSITIONS_FILE] = transitions_text(moves).encode(_ENCODING)
        contents[folder / PRINTABLE_FILE] = printable_text(moves).encode(_ENCODING)
        lines += told
    write_together(contents)
    return tuple(lines)


def _taken(folder: Path, place: Place, today: date) -> Taken:
    """Return what stands in the files, or raise with what is wrong in all of them."""
    figures: dict[str, Filled] = {}
    moves: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for path in _files(folder):
        try:
            if path.name in REGISTER_FILES:
                stays = read_register(path, today=today)
                moves[path.name] = counted_transitions(stays, source=f"rejestr [{path.name}]")
            elif path.name == WORKBOOK_FILE:
                given = read_workbook(path, teryt=place.teryt)
                figures[path.name] = filled(given, teryt=place.teryt)
            else:
                given = read_pasted(path, last_year=today.year - 1)
                figures[path.name] = filled(given, teryt=place.teryt)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return Taken(figures, moves)


def _files(folder: Path) -> list[Path]:
    found = [folder / WORKBOOK_FILE, *sorted(folder.glob(PASTED_FILES))]
    found += [folder / name for name in REGISTER_FILES]
    there = [path for path in found if path.is_file()]
    if there:
        return there
    expected = ", ".join((WORKBOOK_FILE, PASTED_FILES, *REGISTER_FILES))
    mend = "Wypełniony skoroszyt, wklejoną tabelę albo rejestr zapisz w tym folderze."
    raise InputError([Problem(str(folder), "", "brak plików do wczytania", expected, mend)])


def _bytes(name: str, table: pd.DataFrame) -> bytes:
    if name == STATISTICS_FILE:
        return text_for_users(table).encode(_ENCODING)
    number = "persons" if name == LEVELS_FILE else "value"
    values = [f"{value:.12g}".replace(".", ",") for value in table[number]]
    cells = table.astype("str").assign(**{number: values})
    return sheet_text(cells, separator=";", newline="\r\n").encode(_ENCODING)


def _told(name: str, file: str, result: Joined) -> list[str]:
    lines = []
    for change in result.changes:
        if change.replaced:
            lines.append(f"ZMIANA  {name}, {change.key}: {change.stands} → {change.given} ({file})")
        else:
            lines.append(
                f"RÓŻNICA  {name}, {change.key}: w pliku {change.stands}, "
                f"w {file} {change.given}. Zostaje liczba z pliku."
            )
    return [*lines, f"{name}: nowe liczby z {file}: {result.added}."]


def _moves_joined(
    before: pd.DataFrame, given: dict[str, pd.DataFrame]
) -> tuple[pd.DataFrame, list[str]]:
    """Return counts with those of registers; a year that a person typed stays as it is."""
    table, lines = before, []
    for file, counts in given.items():
        counted = pd.MultiIndex.from_frame(counts[["problem", "year"]])
        from_file = table["source"].str.endswith(f"[{file}]")
        own = pd.MultiIndex.from_frame(table.loc[~from_file, ["problem", "year"]])
        stays = counted.isin(own)
        for problem, year in dict.fromkeys(counted[stays]):
            told = f"{TRANSITIONS_FILE}, {problem}, {year}: przejścia już są. Zostają te z pliku."
            lines.append(f"RÓŻNICA  {told}")
        parts: Sequence[pd.DataFrame] = (table[~from_file], counts[~stays])
        table = pd.concat([part for part in parts if len(part)] or [before], ignore_index=True)
        years = len(dict.fromkeys(counted[~stays]))
        lines.append(f"{TRANSITIONS_FILE}: lata i problemy policzone z {file}: {years}.")
    lines.append(
        f"Dokładne liczby przejść zostają w ośrodku: do druku jest {PRINTABLE_FILE}, "
        f"z liczbami zaokrąglonymi, a nie {TRANSITIONS_FILE}."
    )
    return table, lines
