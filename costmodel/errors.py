"""The errors the library raises, each saying what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from costmodel.characters import visible

_MOST_TOLD = 1_000
_LONGEST_PART = 2_000


class CostModelError(Exception):
    """Root of all errors of the library: catch it to catch them all."""


class NotInForceError(CostModelError):
    """A dated value was asked for on a day on which it is not law."""

    def __init__(self, name: str, day: date, *, history: str) -> None:
        super().__init__(
            f"{name} is not in force on {day}. Its history is: {history}. "
            "Ask for another day, or add the missing value and its source to the file."
        )


class ProbabilityError(CostModelError):
    """Numbers given as probabilities are negative or do not sum to 1."""


class ModelError(CostModelError):
    """The parts of a model do not fit together."""


class OutputError(CostModelError):
    """A result cannot be written to the place asked for."""


class MissingExtraError(CostModelError):
    """A part of the library was asked for whose own packages are not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"brak pakietu {package}. Zainstaluj go poleceniem: pip install 'costmodel[{extra}]'"
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an input, told so that the reader can mend it.

    ``file`` and ``place`` say where (a line, a column, a key), ``value`` what stands
    there, ``expected`` what should, ``mend`` what to do. Texts are Polish: users read them.
    """

    file: str
    place: str
    value: str
    expected: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        told = f"{_cut(self.value)}”, a powinno być: {_cut(self.expected)}. {_cut(self.mend)}"
        return visible(f"{_cut(where)}: jest „{told}")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_PART else text[: _LONGEST_PART - 1] + "…"


class InputError(CostModelError):
    """An input cannot be used; ``problems`` lists everything wrong with it at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        told = [str(problem) for problem in self.problems[:_MOST_TOLD]]
        more = len(self.problems) - _MOST_TOLD
        super().__init__("\n".join([*told, f"… i jeszcze {more}"] if more > 0 else told))
