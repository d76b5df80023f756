"""The states a person can be in: levels of a problem, independence, gone."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.errors import ModelError

INDEPENDENCE = ("independent_1", "independent_2", "independent")
"""The tunnel of independence: first year, second year, later years."""
LEFT = "left"
"""Moved away, died or dropped out of the register: never a success."""


@dataclass(frozen=True, slots=True)
class States:
    """The states of one problem, levels first.

    Examples
    --------
    >>> States(("mild", "severe")).names
    ('mild', 'severe', 'independent_1', 'independent_2', 'independent', 'left')
    """

    levels: tuple[str, ...]

    def __post_init__(self) -> None:
        reserved = set(self.levels) & {*INDEPENDENCE, LEFT}
        if not self.levels or len(set(self.levels)) != len(self.levels) or reserved:
            raise ModelError(
                f"levels are {list(self.levels)}: there must be at least one, each name once, none "
                f"of {[*INDEPENDENCE, LEFT]}. Rename them in the problem's file."
            )

    @property
    def names(self) -> tuple[str, ...]:
        """All states in the order of every array's state axis."""
        return (*self.levels, *INDEPENDENCE, LEFT)

    def index(self, name: str) -> int:
        """Return the place of a state on the state axis."""
        if name not in self.names:
            raise ModelError(f"state {name!r} is unknown: it must be one of {list(self.names)}.")
        return self.names.index(name)
