"""What became of each mutant: where it stood, what was changed, whether a test noticed."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mutmut.configuration import reset_config
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

NOTICED = {"killed", "timeout", "check was interrupted by user"}
"""Fates by mutmut's words. A mutant that never ends is stopped by the clock, and one with which a
module of tests cannot even be read interrupts pytest: whoever runs the tests notices both."""
_NAME = re.compile(r"costmodel\.(?P<module>[\w.]+?)\.x(?:_|ǁ(?P<owner>\w+)ǁ)(?P<f>\w+)__mutmut_\d+")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one function, for example ``costs.ledger.Ledger.total``."""

    name: str
    fate: str

    @property
    def function(self) -> str:
        """The function below ``costmodel``, as one would import it."""
        found = _NAME.fullmatch(self.name)
        if found is None:
            raise ValueError(f"{self.name} is no name that mutmut gives")
        return ".".join(filter(None, (found["module"], found["owner"], found["f"])))

    @property
    def part(self) -> str:
        """The part of the library."""
        return self.name.split(".")[1]

    @property
    def noticed(self) -> bool:
        """Whether a test failed, or did not end."""
        return self.fate in NOTICED


@dataclass(frozen=True, slots=True)
class Change:
    """The lines of a function that a mutant takes away and those that it puts in their place."""

    function: str
    was: str
    now: str


def mutants_in(folder: Path) -> list[Mutant]:
    """Return each mutant of the copy in ``folder`` that was tested, in order of names."""
    codes: dict[str, int | None] = {}
    for meta in sorted((folder / "mutants").rglob("*.py.meta")):
        codes |= json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    return [
        Mutant(name, status_by_exit_code[code])
        for name, code in sorted(codes.items())
        if code is not None
    ]


def change_of(mutant: Mutant, folder: Path) -> Change:
    """Return what a mutant of the copy in ``folder`` changes."""
    with _told_to_mutate(folder):
        lines = get_diff_for_mutant(mutant.name).splitlines()
    was = [line[1:] for line in lines if line.startswith("-") and not line.startswith("---")]
    now = [line[1:] for line in lines if line.startswith("+") and not line.startswith("+++")]
    return Change(mutant.function, _joined(was), _joined(now))


def _joined(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


@contextlib.contextmanager
def _told_to_mutate(folder: Path) -> Iterator[None]:
    """Stand in the copy, whose settings mutmut reads."""
    with contextlib.chdir(folder):
        reset_config()
        try:
            yield
        finally:
            reset_config()
