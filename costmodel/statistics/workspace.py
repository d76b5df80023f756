"""A folder in which a municipality keeps what its annex is made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import RootModel

from costmodel.declared import read_declared
from costmodel.errors import InputError, OutputError, Problem
from costmodel.refusals import cure_of, reason_of
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.file_names import fail_if_no_name_on_windows
from costmodel.statistics.gaps import STOCK, STOCK_PROBLEM, gaps_of
from costmodel.statistics.gmina_codes import code_problems_in_panel
from costmodel.statistics.levels import COLUMNS as LEVEL_COLUMNS
from costmodel.statistics.panel import Panel, areas_around, load_panel, panel_observations
from costmodel.statistics.place import (
    LEVELS_FILE,
    NEW_COMMAND,
    PLAN_FILE,
    STATISTICS_FILE,
    Place,
    load_place,
)
from costmodel.statistics.place_record import PLACE_FILE
from costmodel.statistics.staff import COLUMNS as STAFF_COLUMNS
from costmodel.statistics.staff import STAFF_FILE
from costmodel.statistics.templates import README_FILE, guide_text, place_text, plan_text
from costmodel.statistics.tidy import write_for_users
from costmodel.statistics.whole_sets import at_work, has_files, put_in_place, stage

More = Callable[[Path, str, str], object]
"""Writes further files into a new workspace, given its folder, the code and the name."""


class AnyTable(RootModel[dict[str, object]]):
    """A TOML file of any content: what is in the plan is checked when the annex is made."""


def new_workspace(
    folder: Path, teryt: str, *, today: date, more: Sequence[More] = ()
) -> tuple[Path, ...]:
    """Make a workspace for a gmina of the panel, its figures filled in.

    Parameters
    ----------
    folder : Path
        A folder that does not exist yet, or is empty.
    teryt : str
        Code of the gmina, 7 digits.
    today : date
        Becomes the date of the annex; the plan begins in the next year.
    more : sequence of callable
        Each writes what parts above this one put into a workspace.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    InputError
        If the folder holds something, the code is not of a gmina of the panel, or ``today`` is
        before the figures of the panel.
    OutputError
        If the folder cannot be written to. Nothing is left behind.
    """
    fail_if_no_name_on_windows(folder)
    panel = load_panel()
    problems = [*_folder_problems(folder), *code_problems_in_panel(teryt, panel)]
    problems += _clock_problems(today, panel)
    if problems:
        raise InputError(problems)
    name = str(panel.areas.set_index("teryt").loc[teryt, "name"])
    new_folders = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with at_work(folder), stage(folder) as made:
            _fail_if_filled_meanwhile(folder)
            _fill(made, teryt, name, panel=panel, today=today)
            for write in more:
                write(made, teryt, name)
            put_in_place(made, sorted(path.name for path in made.iterdir()), folder)
    except OSError as error:
        raise OutputError(
            f"{folder}: nie można utworzyć folderu ({reason_of(error)}). {cure_of(error)}"
        ) from error
    finally:
        for path in new_folders:
            with suppress(OSError):  # it holds the workspace
                path.rmdir()
    return tuple(sorted(folder.iterdir()))


def _clock_problems(today: date, panel: Panel) -> list[Problem]:
    """A computer whose clock stands gives years to its forms that have no figures."""
    latest = max(map(int, panel.unemployed.columns))
    if today.year > latest:
        return []
    expected = f"data po {latest} r.: z tego roku są już liczby GUS"
    mend = "Ustaw datę i godzinę komputera."
    return [Problem("zegar komputera", "", today.isoformat(), expected, mend)]


def _fail_if_filled_meanwhile(folder: Path) -> None:
    problems = _folder_problems(folder)
    if problems:
        raise InputError(problems)


def _folder_problems(folder: Path) -> list[Problem]:
    if folder.is_dir() and has_files(folder):
        return [
            Problem(
                str(folder),
                "",
                "folder, w którym coś jest",
                "nowy albo pusty folder",
                "Podaj inną nazwę: istniejące pliki nie zostaną nadpisane.",
            )
        ]
    if folder.exists() and not folder.is_dir():
        return [Problem(str(folder), "", "plik", "nowy albo pusty folder", "Podaj inną nazwę.")]
    return []


def _fill(folder: Path, teryt: str, name: str, *, panel: Panel, today: date) -> None:
    write_whole(folder / PLACE_FILE, place_text(teryt, name, today))
    write_for_users(panel_observations(panel, areas_around(teryt)), folder / STATISTICS_FILE)
    for file, columns in ((LEVELS_FILE, LEVEL_COLUMNS), (STAFF_FILE, STAFF_COLUMNS)):
        write_whole(folder / file, ";".join(columns) + "\r\n", encoding="utf-8-sig")
    write_whole(folder / PLAN_FILE, plan_text(first_year=today.year + 1))
    guide = guide_text(teryt, name)
    write_whole(folder / README_FILE, guide, encoding="utf-8-sig")


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong in a workspace (``errors``) and what is only missing (``gaps``)."""

    errors: tuple[Problem, ...]
    gaps: tuple[Problem, ...]

    @property
    def usable(self) -> bool:
        """Whether an annex can be made."""
        return not self.errors


def check_workspace(folder: Path) -> Report:
    """Return everything wrong or missing in a workspace, all at once."""
    if not folder.is_dir():
        mend = f"Utwórz folder roboczy: {NEW_COMMAND}"
        missing = Problem(str(folder), "", "nie ma takiego folderu", "folder roboczy", mend)
        return Report((missing,), ())
    errors = list(_plan_problems(folder / PLAN_FILE))
    try:
        place = load_place(folder)
    except InputError as error:
        return Report((*error.problems, *errors), ())
    return Report((*errors, *_unusable(place)), gaps_of(place))


def _plan_problems(path: Path) -> tuple[Problem, ...]:
    try:
        if path.exists():
            read_declared(path, AnyTable)
    except InputError as error:
        return error.problems
    return ()


def _unusable(place: Place) -> tuple[Problem, ...]:
    """Return what a problem named in place.toml lacks; others are known once the plan is read."""
    if len(place.series(STOCK)) or STOCK_PROBLEM not in place.problems:
        return ()
    return (
        Problem(
            STATISTICS_FILE,
            f"zmienna {STOCK}",
            "brak wartości",
            "liczba bezrobotnych gminy w kolejnych latach",
            "Dopisz dane GUS (BDL, P1944): bez nich nie ma prognozy.",
        ),
    )
