"""Let one command at a time write into a folder: the system lets go of the lock of a killed one."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from costmodel.errors import OutputError
from costmodel.refusals import refusal_of

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = ".costmodel.lock"
_TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_BETWEEN = 0.02
"""Pause between two tries. [s]"""


@contextmanager
def only_one(folder: Path, *, patience: float = 0.0) -> Iterator[None]:
    """Hold a folder against other commands until the block ends.

    Parameters
    ----------
    folder : Path
        A folder that is there. It holds a hidden file as long as the lock is held.
    patience : float
        How long to wait for another command. [s]

    Raises
    ------
    OutputError
        If another command holds the folder, or nothing may be written there.

    Notes
    -----
    The lock is that of the system, not the file itself: what a killed command leaves does not
    stop the next one. Where a network disk knows no locks, the work goes on without one.
    """
    path = folder / LOCK
    try:
        descriptor = _opened(path)
        end = time.monotonic() + patience
        while descriptor is None and time.monotonic() < end:
            time.sleep(_BETWEEN)
            descriptor = _opened(path)
    except OSError as error:
        raise OutputError(refusal_of(error, file=str(folder))) from error
    if descriptor is None:
        raise OutputError(
            f"Folder „{folder}”: zapisuje w nim teraz inne polecenie costmodel. "
            "Poczekaj, aż skończy, i uruchom to polecenie jeszcze raz."
        )
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file: there it goes after the lock
            path.unlink()
        os.close(descriptor)
        if sys.platform == "win32":
            with suppress(OSError):
                path.unlink()


def _opened(path: Path) -> int | None:
    """Return a descriptor that holds the lock, or ``None`` where another one does."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno in _TAKEN:
                os.close(descriptor)
                return None
        if _is_still_at(path, descriptor):
            return descriptor
        os.close(descriptor)  # the one before removed the file between our two steps


def _is_still_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
