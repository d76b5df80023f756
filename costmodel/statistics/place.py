"""A municipality with its figures: what the rest of the library starts from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.resources import data_path
from costmodel.statistics.file_names import misnamed
from costmodel.statistics.hidden import Hidden
from costmodel.statistics.letterhead import letterhead_of, read_letterhead
from costmodel.statistics.levels import read_levels
from costmodel.statistics.links import links_out
from costmodel.statistics.place_record import PLACE_FILE, PlaceRecord, read_record
from costmodel.statistics.staff import STAFF_FILE, read_staff
from costmodel.statistics.tidy import read_tidy
from costmodel.statistics.whole_sets import fail_if_interrupted
from costmodel.tables import Status
from costmodel.teryt import kind_of, powiat_of, voivodeship_of

STATISTICS_FILE = "statistics.csv"
LEVELS_FILE, PLAN_FILE = "levels.csv", "plan.toml"
_OF_OTHERS = ("values.toml", "transitions.csv", "transitions_peers.csv", "fetch.toml")
_FOLDERS = ("problems", "instruments")
_READ_HERE = (PLACE_FILE, STATISTICS_FILE, LEVELS_FILE, STAFF_FILE, PLAN_FILE)
BY_NAME = (*_READ_HERE, *_OF_OTHERS, *_FOLDERS)
"""What is looked for in a workspace by its name, here or by other parts."""
Read = TypeVar("Read")
NEW_COMMAND = "costmodel new FOLDER --teryt KOD"
CODE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Place:
    """A gmina, the day of its annex and its figures.

    Parameters
    ----------
    teryt, powiat, voivodeship : str
        Codes of 7 digits.
    kind : str
        1 urban, 2 rural, 3 urban-rural.
    annex_date : date
        Law and prices are those of this day.
    observations : DataFrame
        :data:`costmodel.tables.OBSERVATIONS`, of the gmina and of areas to compare with.
    levels : DataFrame
        level, persons, year, source; empty where the municipality has no counts of its own.
    staff : DataFrame
        kind, value, year, source; empty where nothing is known of the staff.
    plan_path : Path or None
        plan.toml, where there is one.
    files : tuple of Path
        The files read.
    problems : tuple of str
        Ids of the problems to study; empty where the library is to choose.
    letterhead : Path or None
        The office's own Word file that the annex begins from, known to be safe.
    shown_because : str
        Why small numbers of people are shown; empty where they are to be hidden.
    hidden : Hidden, optional
        What is hidden of the figures; ``None`` as long as they are as read, which no output may
        show (:func:`costmodel.studies.small_counts.with_small_counts_hidden`).
    """

    teryt: str
    name: str
    kind: str
    powiat: str
    voivodeship: str
    annex_date: date
    observations: pd.DataFrame
    levels: pd.DataFrame
    staff: pd.DataFrame
    plan_path: Path | None
    folder: Path
    files: tuple[Path, ...]
    author: str = ""
    problems: tuple[str, ...] = ()
    letterhead: Path | None = None
    shown_because: str = ""
    hidden: Hidden | None = None

    def series(self, variable: str, teryt: str | None = None) -> pd.Series[float]:
        """Return the observed values of a variable by year, sorted; empty where none is known.

        Parameters
        ----------
        variable : str
            Variable id, for example ``unemployed_registered``.
        teryt : str, optional
            Another area, for example the powiat.
        """
        table = self.observations
        chosen = table[
            (table["teryt"] == (teryt or self.teryt))
            & (table["variable"] == variable)
            & (table["status"] == Status.OBSERVED.value)
        ]
        return chosen.set_index("year")["value"].sort_index()


def load_place(place: str | Path) -> Place:
    """Return a shipped example or the place in a workspace folder.

    Parameters
    ----------
    place : str or Path
        TERYT code of a shipped example, or a folder with place.toml and statistics.csv.

    Raises
    ------
    InputError
        With everything that is wrong with the files, or how to make a workspace.

    Examples
    --------
    >>> szczecinek = load_place("3215011")
    >>> szczecinek.name, int(szczecinek.series("unemployed_registered")[2024])
    ('Szczecinek', 1195)
    """
    folder = workspace_folder(place)
    fail_if_interrupted(folder)
    unusable = [*links_out(folder), *misnamed(folder, BY_NAME), *_files_for_folders(folder)]
    if unusable:
        raise InputError(unusable)
    record = _attempt(lambda: read_record(folder / PLACE_FILE))
    observations = _attempt(lambda: read_tidy(folder / STATISTICS_FILE))
    levels = _attempt(lambda: read_levels(folder / LEVELS_FILE))
    staff = _attempt(lambda: read_staff(folder / STAFF_FILE))
    if (
        isinstance(record, tuple)
        or isinstance(observations, tuple)
        or isinstance(levels, tuple)
        or isinstance(staff, tuple)
    ):
        found = [item for item in (record, observations, levels, staff) if isinstance(item, tuple)]
        raise InputError([problem for problems in found for problem in problems])
    _fail_if_no_figures(observations, record)
    names = (*_READ_HERE, record.template)
    files = tuple(folder / name for name in names if (folder / name).is_file())
    plan = folder / PLAN_FILE
    return Place(
        teryt=record.teryt,
        name=record.name,
        kind=kind_of(record.teryt),
        powiat=powiat_of(record.teryt),
        voivodeship=voivodeship_of(record.teryt),
        annex_date=record.annex_date,
        observations=observations,
        levels=levels,
        staff=staff,
        plan_path=plan if plan.is_file() else None,
        folder=folder,
        files=files,
        author=record.author,
        problems=tuple(record.problems),
        letterhead=letterhead_of(folder, record.template),
        shown_because=record.small_numbers_reason.strip(),
    )


def with_letterhead(place: Place, path: Path) -> Place:
    """Return the place with another letterhead than place.toml names.

    Raises
    ------
    InputError
        If an annex may not begin from that file.
    """
    read_letterhead(path)
    kept = tuple(file for file in place.files if file != place.letterhead)
    return replace(place, letterhead=path, files=(*kept, path))


def _files_for_folders(folder: Path) -> list[Problem]:
    mend = "Przenieś ten plik do folderu o tej nazwie, z końcówką .toml."
    return [
        Problem(name, "", "plik", "folder z plikami .toml", mend)
        for name in _FOLDERS
        if (folder / name).is_file()
    ]


def _attempt(read: Callable[[], Read]) -> Read | tuple[Problem, ...]:
    """Return what ``read`` gives back, or its problems, so that all files are told at once."""
    try:
        return read()
    except InputError as error:
        return error.problems


def example_folders() -> dict[str, Path]:
    """Return the shipped examples by TERYT code.

    Examples
    --------
    >>> "3215011" in example_folders()
    True
    """
    root = data_path("municipalities")
    return {path.name[:7]: path for path in sorted(root.glob("[0-9]*-*")) if path.is_dir()}


def workspace_folder(place: str | Path) -> Path:
    """Return the folder of a shipped example by its code, or of a workspace.

    Raises
    ------
    InputError
        If there is none.
    """
    text, examples = str(place), example_folders()
    if isinstance(place, str) and text in examples:
        return examples[text]
    if Path(place).is_dir():
        return Path(place)
    if re.fullmatch(r"\d{1,6}", text):
        mend = "Wpisz wszystkie cyfry kodu, także zero na początku."
        if len(text) == CODE_DIGITS - 1:
            mend = f"Brakuje zera na początku: wpisz 0{text}."
        raise InputError([Problem(text, "", text, "kod TERYT z 7 cyfr", mend)])
    known = ", ".join(examples)
    raise InputError(
        [
            Problem(
                text,
                "",
                "nieznane miejsce",
                f"kod przykładu ({known}) albo istniejący folder roboczy",
                f"Utwórz folder roboczy dla swojej gminy: {NEW_COMMAND}",
            )
        ]
    )


def _fail_if_no_figures(observations: pd.DataFrame, record: PlaceRecord) -> None:
    if not (observations["teryt"] == record.teryt).any():
        raise InputError(
            [
                Problem(
                    STATISTICS_FILE,
                    "kolumna teryt",
                    "brak wierszy gminy",
                    f"dane o {record.teryt}",
                    f"Popraw kod w {PLACE_FILE} albo utwórz folder jeszcze raz: {NEW_COMMAND}",
                )
            ]
        )
