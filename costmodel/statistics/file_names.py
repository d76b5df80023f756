"""Names of files that systems take for another one, keep for themselves, or put anywhere."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from costmodel.errors import InputError, Problem

ON_WINDOWS = os.name == "nt"
OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db", ".ds_store"})
"""What Windows and macOS put into any folder by themselves, in small letters."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


def files_of(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder that fit a pattern, in order of names.

    Hidden ones are passed over: macOS puts a „._plan.toml” of its own beside each file, and
    editors keep a lock or a backup there. A folder that is not there has no files.
    """
    return [path for path in sorted(folder.glob(pattern)) if not path.name.startswith(".")]


def misnamed(folder: Path, names: Sequence[str]) -> list[Problem]:
    """Return files that differ from an expected name by the case of letters only.

    Windows takes them for the expected ones; elsewhere they would be passed over in silence.
    """
    wanted = {name.casefold(): name for name in names if not (folder / name).exists()}
    return [
        Problem(path.name, "", path.name, wanted[path.name.casefold()], "Zmień nazwę pliku.")
        for path in sorted(folder.iterdir())
        if path.name.casefold() in wanted
    ]


def fail_if_no_name_on_windows(folder: Path) -> None:
    """Refuse, on Windows, a folder that would be written as another one or to a device.

    Raises
    ------
    InputError
        If a part of the path is kept for a device (CON, NUL), or ends with a dot or a space.
    """
    bad = [part for part in folder.parts if is_no_name(part)]
    if ON_WINDOWS and bad:
        mend = "Podaj inną nazwę folderu."
        expected = "nazwa, którą Windows przyjmuje i zachowuje w całości"
        raise InputError([Problem(str(folder), "", name, expected, mend) for name in bad])


def is_no_name(part: str) -> bool:
    """Return whether Windows keeps a name for a device, or silently shortens it.

    Examples
    --------
    >>> [is_no_name(part) for part in ("NUL", "con.txt", "aneks.", "aneks", "..")]
    [True, True, True, False, False]
    """
    if part in {".", ".."}:
        return False
    return part.split(".")[0].strip().casefold() in _DEVICES or part != part.rstrip(". ")
