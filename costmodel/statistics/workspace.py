"""A folder in which a municipality keeps what its annex is made from."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from costmodel.errors import InputError, OutputError, Problem
from costmodel.resources import data_path
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.levels import COLUMNS as LEVEL_COLUMNS
from costmodel.statistics.panel import Panel, areas_around, load_panel, panel_observations
from costmodel.statistics.place import (
    LEVELS_FILE,
    PLACE_FILE,
    PLAN_FILE,
    STATISTICS_FILE,
    part_problem,
)
from costmodel.statistics.teryt import GMINA_KINDS
from costmodel.statistics.tidy import write_for_users

README_FILE = "CZYTAJ.txt"
_SHOWN = 5


def new_workspace(folder: Path, teryt: str, *, today: date) -> tuple[Path, ...]:
    """Make a workspace for a gmina of the panel, its figures filled in.

    Parameters
    ----------
    folder : Path
        A folder that does not exist yet, or is empty.
    teryt : str
        Code of the gmina, 7 digits.
    today : date
        Becomes the date of the annex; the plan begins in the next year.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    InputError
        If the folder holds something or the code is not of a gmina of the panel.
    OutputError
        If the folder cannot be written to. Nothing is left behind.
    """
    panel = load_panel()
    problems = [*_folder_problems(folder), *_teryt_problems(teryt, panel)]
    if problems:
        raise InputError(problems)
    unfinished = folder.with_name(f".{folder.name}.part")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished.mkdir()
        _fill(unfinished, teryt, panel, today)
        if folder.is_dir():
            folder.rmdir()
        os.replace(unfinished, folder)  # noqa: PTH105 - one name for both systems
    except OSError as error:
        raise OutputError(
            f"{folder}: nie można utworzyć folderu ({error.strerror}). "
            "Wybierz miejsce, w którym wolno pisać, np. folder Dokumenty."
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return tuple(sorted(folder.iterdir()))


def _folder_problems(folder: Path) -> list[Problem]:
    if folder.is_dir() and any(folder.iterdir()):
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


def _teryt_problems(teryt: str, panel: Panel) -> list[Problem]:
    gminas = panel.areas[panel.areas["kind"].isin(GMINA_KINDS)]
    if teryt in set(gminas["teryt"]):
        return []
    looks_like_code = bool(re.fullmatch(r"[\d.,]+", teryt))
    wrong = code_problem(teryt, file="--teryt", place="") if looks_like_code else None
    wrong = wrong or (part_problem(teryt, file="--teryt", place="") if looks_like_code else None)
    if wrong:
        return [wrong]
    labels = {f"{row.teryt}": f"{row.teryt} {row.name}" for row in gminas.itertuples(index=False)}
    close = _close(teryt, labels, looks_like_code)
    hint = (
        "Podobne: " + "; ".join(close) + "."
        if close
        else "Znajdź kod w rejestrze TERYT (stan 2020)."
    )
    return [Problem("--teryt", "", teryt, expected, hint)]


def _close(asked: str, labels: dict[str, str], looks_like_code: bool) -> list[str]:
    """Return labels of gminas whose code or name is like the one asked for."""
    if looks_like_code:
        same_powiat = [code for code in labels if code[:4] == asked[:4]]
        found = get_close_matches(asked, same_powiat or list(labels), n=_SHOWN, cutoff=0.5)
        return [labels[code] for code in found]
    by_name: dict[str, list[str]] = {}
    for label in labels.values():
        by_name.setdefault(label[8:].lower(), []).append(label)
    names = get_close_matches(asked.lower(), list(by_name), n=_SHOWN, cutoff=0.6)
    return [label for name in names for label in by_name[name]][:_SHOWN]


def _fill(folder: Path, teryt: str, panel: Panel, today: date) -> None:
    name = str(panel.areas.set_index("teryt").loc[teryt, "name"])
    write_whole(folder / PLACE_FILE, place_text(teryt, name, today))
    write_for_users(panel_observations(panel, areas_around(teryt)), folder / STATISTICS_FILE)
    header = ";".join(LEVEL_COLUMNS) + "\r\n"
    write_whole(folder / LEVELS_FILE, header, encoding="utf-8-sig")
    write_whole(folder / PLAN_FILE, plan_text(first_year=today.year + 1))
    guide = _template(README_FILE).replace("{name}", name).replace("{teryt}", teryt)
    write_whole(folder / README_FILE, guide.replace("\n", "\r\n"), encoding="utf-8-sig")


def place_text(teryt: str, name: str, annex_date: date, *, author: str = "") -> str:
    """Return the text of place.toml.

    Examples
    --------
    >>> print(place_text("3215011", "Szczecinek", date(2026, 3, 31)).splitlines()[1])
    teryt = "3215011"
    """
    return (
        "# Gmina, dla której powstaje aneks. Data decyduje o przepisach i cenach.\n"
        f'teryt = "{teryt}"\n'
        f'name = "{name}"\n'
        f"annex_date = {annex_date.isoformat()}\n"
        f'author = "{author}"\n'
    )


def plan_text(*, first_year: int) -> str:
    """Return the text of the plan every workspace begins with."""
    return _template(PLAN_FILE).replace("{first_year}", str(first_year))


def _template(name: str) -> str:
    return data_path("workspace", name).read_text(encoding="utf-8")
