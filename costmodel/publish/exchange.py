"""Put finished files into a folder, all or nothing."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from costmodel.errors import InputError, OutputError, Problem
from costmodel.publish.part_files import PARTS

CHARTS = "wykresy"
FOLDERS = (CHARTS, PARTS)
"""Folders whose files go when a new annex no longer has them."""
MANIFEST = "manifest.json"


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Give a temporary folder on the same disk as ``folder``, gone in the end."""
    new_folders = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".aneks-", dir=folder))
    except OSError as error:
        _remove_empty(new_folders)
        raise OutputError(_refusal(folder, error)) from error
    try:
        yield made
    except OSError as error:
        raise OutputError(_refusal(folder, error)) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
        _remove_empty(new_folders)


def _remove_empty(folders: list[Path]) -> None:
    """Take back the folders that hold nothing, innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def move(made: Path, outputs: dict[str, Path], folder: Path) -> None:
    """Put the files in place; where one cannot be, give back what stood there before."""
    stale = _stale(folder, outputs)
    earlier = made / "earlier"
    new_folders = [folder / name for name in FOLDERS if not (folder / name).exists()]
    for name in FOLDERS:
        (earlier / name).mkdir(parents=True)
        (folder / name).mkdir(exist_ok=True)
    moved: list[str] = []
    try:
        for name in sorted(outputs, key=lambda n: n == MANIFEST):
            if (folder / name).is_file():
                (folder / name).replace(earlier / name)
            moved.append(name)
            (made / name).replace(folder / name)
    except OSError:
        for name in moved:
            if (earlier / name).exists():
                (earlier / name).replace(folder / name)
            elif (folder / name).is_file():
                (folder / name).unlink()
        _remove_empty(new_folders)
        raise
    for path in stale:
        path.unlink(missing_ok=True)
    _remove_empty([folder / name for name in FOLDERS])


def _stale(folder: Path, outputs: dict[str, Path]) -> list[Path]:
    """Return charts and parts that the earlier manifest lists and this annex no longer has."""
    try:
        earlier = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = [str(entry["plik"]) for entry in earlier["pliki_wynikowe"]]
    except (OSError, ValueError, LookupError, TypeError):
        return []
    ours = [folder / name for name in FOLDERS]
    gone = [folder / name for name in names if name not in outputs]
    return [path for path in gone if path.parent in ours]


def _refusal(folder: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    return (
        f"Folder „{folder}” nie przyjmuje plików ({reason}): powinien być folderem i dać się "
        "zapisywać, a pliki aneksu nie mogą być otwarte w innym programie. Zamknij je albo podaj "
        "inny folder w --out."
    )


def fail_if_not_a_folder(folder: Path) -> None:
    """Refuse a path that is a file, before any long work begins."""
    if folder.exists() and not folder.is_dir():
        mend = "Podaj w --out folder, a nie plik."
        raise InputError([Problem(str(folder), "", "plik", "folder", mend)])
