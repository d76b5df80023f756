"""Put finished files into a folder, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from costmodel.errors import InputError, OutputError, Problem
from costmodel.limits import read_limited
from costmodel.publish.part_files import PARTS
from costmodel.refusals import cure_of, reason_of
from costmodel.statistics.file_names import fail_if_no_name_on_windows
from costmodel.statistics.one_at_a_time import only_one
from costmodel.statistics.whole_sets import PREFIX, at_work, put_in_place, stage

CHARTS = "wykresy"
FOLDERS = (CHARTS, PARTS)
"""Folders whose files go when a new annex no longer has them."""
MANIFEST = "manifest.json"


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Give a temporary folder on the same disk as ``folder``, which nobody else writes to."""
    new_folders = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with at_work(folder), stage(folder) as made:
            yield made
    except OSError as error:
        raise OutputError(_refusal(folder, error)) from error
    finally:
        _remove_empty(new_folders)


def _remove_empty(folders: list[Path]) -> None:
    """Take back the folders that hold nothing, innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def move(made: Path, outputs: dict[str, Path], folder: Path) -> None:
    """Put the files in place; where one cannot be, give back what stood there before."""
    names = sorted(outputs, key=lambda name: (name == MANIFEST, name))
    gone = [path.relative_to(folder).as_posix() for path in _stale(folder, outputs)]
    put_in_place(made, names, folder, gone=gone)
    _remove_empty([folder / name for name in FOLDERS])


def _stale(folder: Path, outputs: dict[str, Path]) -> list[Path]:
    """Return charts and parts that the earlier manifest lists and this annex no longer has."""
    try:
        earlier = json.loads(read_limited(folder / MANIFEST).decode("utf-8"))
        names = [str(entry["plik"]) for entry in earlier["pliki_wynikowe"]]
    except (OSError, InputError, ValueError, LookupError, TypeError, RecursionError):
        return []
    ours = [folder / name for name in FOLDERS]
    gone = [folder / name for name in names if name not in outputs]
    return [path for path in gone if path.parent in ours and path.is_file()]


def _refusal(folder: Path, error: OSError) -> str:
    named = error.filename if isinstance(error.filename, str) else ""
    file = f" ({named})" if named and PREFIX not in named else ""
    return (
        f"Folder „{folder}” nie przyjmuje plików{file}: {reason_of(error)}. {cure_of(error)} "
        "Pliki aneksu nie mogą być otwarte w innym programie. Zamknij je albo podaj inny folder "
        "w --out. W folderze nic się nie zmieniło."
    )


def fail_if_not_a_folder(folder: Path) -> None:
    """Refuse a path that is a file, before any long work begins."""
    fail_if_no_name_on_windows(folder)
    if folder.exists() and not folder.is_dir():
        mend = "Podaj w --out folder, a nie plik."
        raise InputError([Problem(str(folder), "", "plik", "folder", mend)])


def fail_if_nothing_can_be_written(folder: Path) -> None:
    """Refuse, before any long work begins, what would be refused when it ends.

    Raises
    ------
    InputError
        If the path is a file, or Windows takes it for another one.
    OutputError
        If nothing may be written into the folder, or another command is writing there.
    """
    fail_if_not_a_folder(folder)
    if folder.is_dir():
        with only_one(folder):
            pass
