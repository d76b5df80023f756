"""The chances that instruments change, as they are for people who do not take part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.links import Links
from costmodel.cohort.stack import Stack
from costmodel.cohort.states import INDEPENDENCE
from costmodel.problems.instrument import INFLOW, Effect
from costmodel.problems.problem import SocialProblem

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BaseChance:
    """One chance, and in which direction a change of it helps.

    ``source``, ``target`` and ``field`` are those of :class:`costmodel.scenario.Change`; ``sign``
    is 1 where more of it helps and -1 where less does.
    """

    source: str
    target: str
    field: Literal["moves", "emergence", "inflow"]
    base: Floats
    sign: float


@dataclass(frozen=True, slots=True)
class BaseChances:
    """Looks up the chance that an effect means.

    Parameters
    ----------
    moves, emergence : Links
        One year without instruments.
    """

    problems: Mapping[str, SocialProblem]
    stack: Stack
    moves: Links
    emergence: Links

    def knows(self, effect: Effect, level: str) -> bool:
        """Return whether the problem, and the link between problems, are in the model."""
        if effect.problem not in self.problems:
            return False
        if effect.on != "emergence":
            return True
        pair = self._pair(f"{effect.problem}.{level}", str(effect.to))
        return pair is not None and _place(self.emergence, pair) is not None

    def of(self, effect: Effect, level: str) -> BaseChance:
        """Return the chance of people at a level that an effect changes."""
        problem = self.problems[effect.problem]
        source = f"{effect.problem}.{level}"
        if effect.on == INFLOW:
            everyone = np.ones(self.moves.rates.shape[1])
            return BaseChance(source, effect.problem, "inflow", everyone, -1.0)
        if effect.on == "emergence":
            base = self._rate(self.emergence, source, str(effect.to))
            return BaseChance(source, str(effect.to), "emergence", base, -1.0)
        if effect.on == "exit":
            target, sign = f"{problem.id}.{INDEPENDENCE[0]}", 1.0
        elif effect.on == "relapse":
            target, sign = f"{problem.id}.{problem.relapse_level}", -1.0
        else:
            order = problem.levels
            target = f"{problem.id}.{effect.to}"
            sign = 1.0 if order.index(str(effect.to)) < order.index(level) else -1.0
        return BaseChance(source, target, "moves", self._rate(self.moves, source, target), sign)

    def _rate(self, links: Links, source: str, target: str) -> Floats:
        pair = self._pair(source, target)
        place = None if pair is None else _place(links, pair)
        return np.zeros(links.rates.shape[1]) if place is None else links.rates[place]

    def _pair(self, source: str, target: str) -> tuple[int, int] | None:
        if source not in self.stack.names or target not in self.stack.names:
            return None
        return self.stack.index(source), self.stack.index(target)


def _place(links: Links, pair: tuple[int, int]) -> int | None:
    """Return where the link between two states stands, ``None`` where there is none."""
    for place, ends in enumerate(zip(links.sources, links.targets, strict=True)):
        if ends == pair:
            return place
    return None
