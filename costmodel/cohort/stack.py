"""The states of several problems, one problem after another on one axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from costmodel.cohort.states import INDEPENDENCE, States
from costmodel.errors import ModelError

SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class Stack:
    """Problems with their states; a state is named „problem.state”.

    Parameters
    ----------
    problems : tuple of str
        Ids, each once.
    states : tuple of States
        Of each problem, in the same order.

    Examples
    --------
    >>> stack = Stack(("debt", "rent"), (States(("mild",)), States(("mild",))))
    >>> stack.index("rent.mild"), stack.levels_of("rent")
    (5, [5])
    """

    problems: tuple[str, ...]
    states: tuple[States, ...]
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        odd = [p for p in self.problems if SEPARATOR in p]
        if len(set(self.problems)) != len(self.problems) or odd or not self.problems:
            raise ModelError(
                f"problems are {list(self.problems)}: there must be at least one, each name once "
                f"and without {SEPARATOR!r}. Rename the files."
            )
        if len(self.problems) != len(self.states):
            raise ModelError("each problem must have its states: give as many of both.")
        places = {name: place for place, name in enumerate(self.names)}
        object.__setattr__(self, "_places", places)  # reckoned once: asked for very often

    @property
    def names(self) -> tuple[str, ...]:
        """All states in the order of every array's state axis."""
        return tuple(
            f"{problem}{SEPARATOR}{state}"
            for problem, states in zip(self.problems, self.states, strict=True)
            for state in states.names
        )

    @property
    def levels(self) -> tuple[str, ...]:
        """The severity levels of all problems, each as „problem.level”."""
        return tuple(
            f"{problem}{SEPARATOR}{level}"
            for problem, states in zip(self.problems, self.states, strict=True)
            for level in states.levels
        )

    def index(self, name: str) -> int:
        """Return the place of „problem.state” on the state axis."""
        if name not in self._places:
            raise ModelError(f"state {name!r} is unknown: it must be one of {list(self._places)}.")
        return self._places[name]

    def first_of(self, problem: str) -> int:
        """Return where the states of a problem begin."""
        if problem not in self.problems:
            known = list(self.problems)
            raise ModelError(f"problem {problem!r} is unknown: it must be one of {known}.")
        place = self.problems.index(problem)
        return sum(len(states.names) for states in self.states[:place])

    def states_of(self, problem: str) -> list[int]:
        """Return the places of all states of a problem."""
        first = self.first_of(problem)
        return list(range(first, first + len(self.states[self.problems.index(problem)].names)))

    def levels_of(self, problem: str) -> list[int]:
        """Return the places of the severity levels of a problem."""
        first = self.first_of(problem)
        return list(range(first, first + len(self.states[self.problems.index(problem)].levels)))

    def independent_of(self, problem: str) -> list[int]:
        """Return the places of the stages of independence of a problem."""
        start = self.levels_of(problem)[-1] + 1
        return list(range(start, start + len(INDEPENDENCE)))

    def problem_of(self, name: str) -> str:
        """Return the problem in „problem.state”."""
        return name.partition(SEPARATOR)[0]
