"""Run something in a forked process whose n-th change of a folder kills it or is refused.

The interpreter announces every file it opens, moves or removes (PEP 578), so nothing needs to be
patched and nothing is missed that goes through Python.
"""

from __future__ import annotations

import errno
import os
import pickle
import select
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from costmodel.errors import CostModelError

KILLED, REFUSED, BROKEN = 86, 2, 1
SECONDS = 120
ALL = "COSTMODEL_ALL_FAULTS"
"""Environment variable: try every moment, not some spread over the run."""
FEW = 4
_CHANGES = {
    "os.rename": 2,
    "os.link": 2,
    "os.symlink": 2,
    "os.remove": 1,
    "os.rmdir": 1,
    "os.mkdir": 1,
    "os.truncate": 1,
}
"""Announced changes, and how many of their arguments are paths."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at the ``at``-th change: an error of the system, or the end where none is.

    ``lasting`` errors meet every change from there on, as a disk does that has gone.
    """

    at: int
    error: int | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its code, what it told, and the changes it made."""

    code: int
    told: str
    changes: tuple[str, ...]


def kills(n: int) -> Iterator[Fault]:
    """Yield a death at each of some moments of ``n``."""
    yield from (Fault(at) for at in spread(n))


def errors(n: int) -> Iterator[Fault]:
    """Yield errors of each kind, each at some of the moments: passing ones and lasting ones."""
    kinds = (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO)
    for i, at in enumerate(spread(n)):
        if os.environ.get(ALL):
            yield from (Fault(at, kind, lasting=last) for kind in kinds for last in (False, True))
        else:
            yield Fault(at, kinds[i % len(kinds)], lasting=bool(i % 2))


def spread(n: int) -> list[int]:
    """Return moments from first to last; all of them where the environment asks for it.

    Examples
    --------
    >>> spread(4)
    [0, 1, 2, 3]
    """
    if n <= FEW or os.environ.get(ALL):
        return list(range(n))
    return sorted({round(i * (n - 1) / (FEW - 1)) for i in range(FEW)})


def forked(act: Callable[[], object], within: Path, fault: Fault | None = None) -> Ended:
    """Run ``act`` in a process of its own that meets ``fault`` among its changes ``within``."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of this process sleep
        pid = os.fork()
    if pid == 0:
        _child(act, within, fault, writing)
    os.close(writing)
    try:
        raw = _all_of(reading, pid)
    finally:
        os.close(reading)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    told, changes = pickle.loads(raw) if raw else ("", ())
    return Ended(code, told, changes)


def _all_of(reading: int, pid: int) -> bytes:
    """Return what the child writes; a child that hangs is ended and fails the test."""
    parts: list[bytes] = []
    while True:
        ready, _, _ = select.select([reading], [], [], SECONDS)
        if not ready:
            os.kill(pid, signal.SIGKILL)
            raise AssertionError(f"it hangs for {SECONDS} s")
        part = os.read(reading, 1 << 16)
        if not part:
            return b"".join(parts)
        parts.append(part)


def _child(act: Callable[[], object], within: Path, fault: Fault | None, writing: int) -> None:
    changes: list[str] = []
    armed, code, told = True, BROKEN, ""

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if not armed:
            return
        paths = _changed(event, given)
        if not any(path.is_relative_to(within) for path in paths):
            return
        changes.append(f"{event} {' '.join(str(path.relative_to(within)) for path in paths)}")
        meets(len(changes) - 1, paths)

    def meets(number: int, paths: list[Path]) -> None:
        if fault is None or number < fault.at or (number > fault.at and not fault.lasting):
            return
        if fault.error is None:
            os._exit(KILLED)
        raise OSError(fault.error, os.strerror(fault.error), *map(str, paths[:1]))

    try:
        sys.addaudithook(hook)
        act()
        code = 0
    except CostModelError as error:
        code, told = REFUSED, str(error)
    except (Exception, KeyboardInterrupt, SystemExit):  # noqa: BLE001 - told by the parent
        told = traceback.format_exc()
    finally:
        armed = False
        os.write(writing, pickle.dumps((told, tuple(changes))))
        os._exit(code)


def _changed(event: str, given: tuple[Any, ...]) -> list[Path]:
    if event == "open":
        writes = given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if given[2] else 0
        return _paths(given[:1]) if writes else []
    return _paths(given[: _CHANGES.get(event, 0)])


def _paths(given: tuple[Any, ...]) -> list[Path]:
    return [Path.cwd() / os.fsdecode(one) for one in given if not isinstance(one, int)]
