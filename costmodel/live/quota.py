"""Never ask more often than a publisher allows: sliding windows, kept in a file between runs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from costmodel.errors import OutputError, Problem
from costmodel.live.failures import LATER, ComeBackLaterError
from costmodel.live.publishers import Windows
from costmodel.refusals import refusal_of
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.one_at_a_time import only_one

Clock = Callable[[], float]
Sleep = Callable[[float], None]
_TRIM_AT = 2
_PATIENCE = 10.0
"""How long to wait for another program that counts its request. [s]"""


def wait_needed(asked: list[float], windows: Windows, *, now: float) -> float:
    """Return how long to wait until one more request fits into every window. [s]

    Parameters
    ----------
    asked : list of float
        Moments of earlier requests. [s, any epoch]
    windows : tuple of (int, int)
        Length [s] and number of requests allowed within any stretch of that length.

    Notes
    -----
    In a window of length :math:`w` with limit :math:`n` the next request must come at least
    :math:`w` after the :math:`n`-th latest one. A moment in the future (a clock that was set
    back) counts as now.

    Examples
    --------
    >>> wait_needed([0.0, 0.5], ((1, 2), (10, 100)), now=0.6)
    0.4
    """
    known = sorted(min(moment, now) for moment in asked)
    waits = [known[-limit] + length - now for length, limit in windows if len(known) >= limit]
    return max([0.0, *waits])


@dataclass(frozen=True, slots=True)
class Quota:
    """The limits of one publisher, and the file that remembers what was asked.

    Parameters
    ----------
    path : Path
        One moment a line, in seconds; several programs may share it.
    longest_wait : float
        A longer wait is refused with the hour at which to come back. [s]
    """

    path: Path
    windows: Windows
    clock: Clock
    sleep: Sleep
    longest_wait: float = 30.0

    def spend(self) -> None:
        """Wait until one more request is allowed, and note it down.

        Raises
        ------
        ComeBackLaterError
            If that would take longer than ``longest_wait``.
        OutputError
            If the file cannot be written.
        """
        while (wait := self._spent_or_wait()) > 0:
            if wait > self.longest_wait:
                raise self._used_up(wait)
            self.sleep(wait)

    def _spent_or_wait(self) -> float:
        """Note one request and return 0, or return how long to wait before it. [s]"""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(self._refusal(error)) from error
        with only_one(self.path.parent, patience=_PATIENCE):
            wait = wait_needed(self._asked(), self.windows, now=self.clock())
            if wait <= 0:
                self._note(self.clock())
        return wait

    def _refusal(self, error: OSError) -> str:
        cure = "Wskaż inny folder w zmiennej COSTMODEL_CACHE."
        return f"{refusal_of(error, file=str(self.path))} {cure}"

    def _used_up(self, wait: float) -> ComeBackLaterError:
        moment = datetime.fromtimestamp(math.ceil(self.clock() + wait))
        limits = ", ".join(f"{limit} na {_length(length)}" for length, limit in self.windows)
        mend = f"Następne zapytanie wolno zadać {moment:%Y-%m-%d} o {moment:%H:%M}. {LATER}"
        mend += " Bezpłatny klucz wydawcy podnosi limit."
        problem = Problem(self.path.stem, "", "limit zapytań wyczerpany", f"limit {limits}", mend)
        return ComeBackLaterError([problem])

    def _asked(self) -> list[float]:
        """Return the moments that still count; lines that are no number are passed over."""
        if not self.path.is_file():
            return []
        lines = self.path.read_text(encoding="ascii", errors="replace").splitlines()
        found = [moment for line in lines if (moment := _moment(line)) is not None]
        oldest = self.clock() - max(length for length, _ in self.windows)
        counted = [moment for moment in found if moment > oldest]
        if len(lines) > _TRIM_AT * (len(counted) + 1):
            write_whole(self.path, "".join(f"{moment!r}\n" for moment in counted))
        return counted

    def _note(self, moment: float) -> None:
        try:
            with self.path.open("a", encoding="ascii") as file:
                file.write(f"{moment!r}\n")
        except OSError as error:
            raise OutputError(self._refusal(error)) from error


def _moment(line: str) -> float | None:
    try:
        moment = float(line)
    except ValueError:
        return None
    return moment if math.isfinite(moment) else None


def _length(seconds: int) -> str:
    for size, name in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size} {name}"
    return f"{seconds} s"
