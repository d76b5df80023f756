"""Formulas of what several instruments on the same people change together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from costmodel.cohort.overlap import Overlap
from costmodel.publish.formula import (
    Formula,
    highest,
    if_above,
    if_below,
    lowest,
    number,
    product_of,
    total,
)

NEXT_TO_NOTHING = 1e-300
"""Keeps a division by nothing out of cells in which its result does not count."""


@dataclass(frozen=True, slots=True)
class Part:
    """One instrument: the share of a group that it reaches, and its change of their chance."""

    share: Formula
    change: Formula


def together(
    parts: Sequence[Part], *, base: Formula, rule: Overlap, most: Formula | None
) -> Formula:
    """Return the change at a whole group, by the rule of the plan.

    Parameters
    ----------
    base : Formula
        The chance without any instrument.
    most : Formula or None
        What the chance can be at most; ``None`` for a rate of new cases, which has no limit.

    Notes
    -----
    The same formulas as :func:`costmodel.cohort.overlap.together`. Nested instruments are put in
    order by comparing each with each, so that the order follows the shares in the cells. Where
    the strongest rise and the strongest fall are of equal size, the rise counts.

    Examples
    --------
    >>> half, change = number(0.5), number(0.4)
    >>> parts, base = [Part(half, change), Part(half, change)], number(0.2)
    >>> [round(together(parts, base=base, rule=rule, most=number(1)).value, 2)
    ...  for rule in ("exclusive", "independent", "nested")]
    [0.4, 0.35, 0.2]
    """
    return _RULES[rule](parts, base, most)


def _exclusive(parts: Sequence[Part], base: Formula, most: Formula | None) -> Formula:
    return total(part.share * part.change for part in parts)


def _independent(parts: Sequence[Part], base: Formula, most: Formula | None) -> Formula:
    rises = [Part(part.share, highest(0, part.change)) for part in parts]
    falls = [Part(part.share, highest(0, -part.change)) for part in parts]
    room = None if most is None else highest(0, most - base)
    up = _exclusive(rises, base, most) if room is None else _of_room(rises, room)
    return up - _of_room(falls, base)


def _of_room(parts: Sequence[Part], room: Formula) -> Formula:
    """Return what the parts take of the room: each works on what those before it left."""
    safe = highest(room, NEXT_TO_NOTHING)
    left = product_of(1 - part.share * lowest(part.change, room) / safe for part in parts)
    return room * (1 - left)


def _nested(parts: Sequence[Part], base: Formula, most: Formula | None) -> Formula:
    return total(_layer(parts, place) for place in range(len(parts)))


def _layer(parts: Sequence[Part], place: int) -> Formula:
    """Return what is changed for those whom a part reaches and no smaller part does."""
    own = parts[place].share
    smaller, around = [number(0)], [parts[place].change]
    for other, part in enumerate(parts):
        if other == place:
            continue
        # of two parts of one size, the first counts as the smaller
        within, without = (
            (if_above(part.share, own, number(0), part.share), if_above)
            if other < place
            else (if_below(part.share, own, part.share, number(0)), _if_not_below)
        )
        smaller.append(within)
        around.append(without(part.share, own, part.change, number(0)))
    rise, fall = highest(0, *around), lowest(0, *around)
    strongest = if_below(rise, -fall, fall, rise)
    return (own - highest(*smaller)) * strongest


def _if_not_below(first: Formula, second: Formula, then: Formula, other: Formula) -> Formula:
    return if_below(first, second, other, then)


_RULES: dict[Overlap, Callable[[Sequence[Part], Formula, Formula | None], Formula]] = {
    "exclusive": _exclusive,
    "independent": _independent,
    "nested": _nested,
}
