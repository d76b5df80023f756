"""Put a set of files into a folder: all of them or none, even where the program is killed.

New files are made in a hidden folder beside their place. Before the first one is moved, a journal
stands there and a note for people in the folder itself; what stood before is moved aside, never
overwritten. An error gives everything back at once; after a kill the next command does.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from costmodel.errors import InputError, OutputError, Problem
from costmodel.statistics.file_names import OF_THE_SYSTEM
from costmodel.statistics.one_at_a_time import LOCK, only_one

NOTE = "ZAPIS-PRZERWANY.txt"
PREFIX = ".costmodel-"
JOURNAL = "journal.json"
_EARLIER = "earlier"
_TOLD = (
    "Zapis plików w tym folderze trwa albo został przerwany.\r\n"
    "Część z nich może być nowa, a część wcześniejsza: nie używaj ich i nie zmieniaj.\r\n"
    "Jeśli żadne polecenie costmodel już nie działa, uruchom to samo polecenie jeszcze raz:\r\n"
    "przywróci poprzednie pliki i zapisze nowe.\r\n"
)
_UNDO = (OSError, KeyboardInterrupt)


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Hold a folder alone, after giving back what a killed command left half done there.

    Raises
    ------
    OutputError
        If another command writes there, or the remains of a killed one cannot be put right.
    """
    with only_one(folder):
        restore(folder)
        yield


@contextmanager
def stage(folder: Path) -> Iterator[Path]:
    """Give a new hidden folder for files that are to stand in ``folder``; gone in the end."""
    made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        yield made
    finally:
        if not (made / JOURNAL).exists():  # else what stood before is still in there
            shutil.rmtree(made, ignore_errors=True)


def put_in_place(
    made: Path, names: Sequence[str], folder: Path, *, gone: Sequence[str] = ()
) -> None:
    """Move files from a :func:`stage` of ``folder`` to their places.

    Parameters
    ----------
    names : sequence of str
        Paths within both folders, with ``/``; moved in this order.
    gone : sequence of str
        Files of the folder that are to be there no longer.

    Raises
    ------
    OSError
        If one cannot be moved: then all stand as before. It names the file of the user.
    """
    for name in names:
        _to_disk(made / name)
    _write_journal(made, names, folder)
    try:
        (folder / NOTE).write_bytes(_TOLD.encode("utf-8-sig"))
        for name in (*gone, *names):
            if (folder / name).is_file():
                _move(folder / name, made / _EARLIER / name, named=folder / name)
        for name in names:
            _move(made / name, folder / name, named=folder / name)
        (made / JOURNAL).unlink()  # from here on the new files count
    except _UNDO:
        with suppress(OSError, OutputError):  # else the note stays, and the next command does it
            restore(folder)
        raise
    (folder / NOTE).unlink()


def restore(folder: Path) -> None:
    """Give back what stood in a folder before a command that was killed, and clear its remains.

    Raises
    ------
    OutputError
        If that cannot be done; nothing is lost then.
    """
    for made in sorted(folder.glob(f"{PREFIX}*")):
        if made.is_symlink() or not made.is_dir():
            continue
        try:
            if (made / JOURNAL).is_file():
                _roll_back(made, folder)
            shutil.rmtree(made)
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            raise OutputError(
                f"{made}: nie można przywrócić plików po przerwanym zapisie ({error}). "
                f"Wcześniejsze są w podfolderze {_EARLIER}: przenieś je ręcznie i usuń ten folder."
            ) from error
    with suppress(OSError):
        (folder / NOTE).unlink(missing_ok=True)


def has_files(folder: Path) -> bool:
    """Return whether a folder holds anything beside the remains of an interrupted command."""
    if (folder / NOTE).exists():
        return False  # its files are those of the command; :func:`restore` will tell
    names = [path.name for path in folder.iterdir() if path.name.casefold() not in OF_THE_SYSTEM]
    return any(name != LOCK and not name.startswith(PREFIX) for name in names)


def fail_if_interrupted(folder: Path) -> None:
    """Refuse to read a folder whose files may be of two writings.

    Raises
    ------
    InputError
        If a command that writes there is at work or was killed.
    """
    if (folder / NOTE).exists():
        mend = "Uruchom jeszcze raz polecenie, które tu zapisywało: przywróci poprzednie pliki."
        problem = Problem(str(folder), NOTE, "zapis trwa albo przerwany", "zapis skończony", mend)
        raise InputError([problem])


def _write_journal(made: Path, names: Sequence[str], folder: Path) -> None:
    absent = [name for name in names if not (folder / name).exists()]
    inside = {parent for name in absent for parent in Path(name).parents if parent != Path()}
    folders = sorted(str(p.as_posix()) for p in inside if not (folder / p).exists())
    unfinished = made / f"{JOURNAL}.part"
    unfinished.write_text(json.dumps({"absent": absent, "folders": folders}), encoding="utf-8")
    _to_disk(unfinished)
    unfinished.replace(made / JOURNAL)


def _roll_back(made: Path, folder: Path) -> None:
    """Undo what a journal announced; may be killed and begun again at any point."""
    journal = json.loads((made / JOURNAL).read_text(encoding="utf-8"))
    earlier = made / _EARLIER
    names = [p.relative_to(earlier).as_posix() for p in earlier.rglob("*") if p.is_file()]
    absent, folders = list(map(str, journal["absent"])), list(map(str, journal["folders"]))
    _fail_if_outside(folder, [*names, *absent, *folders])
    for name in absent:
        if not (made / name).exists():  # it was moved out of the stage
            (folder / name).unlink(missing_ok=True)
    for name in names:
        _move(earlier / name, folder / name, named=folder / name)
    for name in reversed(folders):
        with suppress(OSError):  # a file of the user's own keeps it
            (folder / name).rmdir()
    (made / JOURNAL).unlink()


def _fail_if_outside(folder: Path, names: Iterable[str]) -> None:
    """A journal that somebody else wrote must not reach beyond its folder."""
    for name in names:
        inside = (folder / name).parent.resolve().is_relative_to(folder.resolve())
        if not inside or ".." in Path(name).parts:
            raise ValueError(f"{name!r} prowadzi poza folder")


def _move(source: Path, target: Path, *, named: Path) -> None:
    """Rename a file; an error tells the file that the user knows."""
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    except OSError as error:
        error.filename, error.filename2 = str(named), None
        raise


def _to_disk(path: Path) -> None:
    """Make sure that a file is on the disk before others are moved away for it."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
