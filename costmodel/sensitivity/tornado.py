"""How far a result swings when one value goes from low to high."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Swing:
    """The result with one value at its low, and at its high, end.

    ``at_low`` may be above ``at_high``: then the result falls as the value rises.
    """

    key: str
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the ends are apart, never negative."""
        return abs(self.at_high - self.at_low)


def widest(swings: Iterable[Swing], *, at_most: int) -> tuple[Swing, ...]:
    """Return the widest swings, the widest first; those that do not move are left out.

    Examples
    --------
    >>> found = widest([Swing("a", 0, 1), Swing("b", 3, -3), Swing("c", 2, 2)], at_most=2)
    >>> [swing.key for swing in found]
    ['b', 'a']
    """
    moving = [swing for swing in swings if swing.width > 0]
    return tuple(sorted(moving, key=lambda swing: (-swing.width, swing.key))[:at_most])
