"""What several instruments on the same people change together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]
Overlap = Literal["exclusive", "independent", "nested"]
FULL_TOLERANCE = 1e-9


def together(
    covered: Sequence[Floats],
    changes: Sequence[Floats],
    *,
    base: Floats,
    rule: Overlap,
    highest: float = 1.0,
) -> Floats:
    r"""Return the change of a chance at a whole level that several instruments bring.

    Parameters
    ----------
    covered : sequence of ndarray of shape (n_draws,)
        Share of the people whom each instrument reaches. [share]
    changes : sequence of ndarray of shape (n_draws,)
        What each changes in the chance of one whom it reaches. [probability]
    base : ndarray of shape (n_draws,)
        The chance without any of them. [probability]
    rule : {"exclusive", "independent", "nested"}
        Nobody is reached twice; whether one is reached has nothing to do with the others; or
        the smaller groups lie within the larger ones, where only the strongest change counts.
    highest : float
        What the chance can be at most; infinite for a rate of new cases. [probability or rate]

    Returns
    -------
    ndarray of shape (n_draws,)
        [probability]

    Raises
    ------
    ModelError
        If more than 100 % of the people are reached.

    Notes
    -----
    With coverage :math:`c_i` and change :math:`\delta_i`: exclusive
    :math:`\sum c_i\delta_i`; independent, with the room :math:`r` that is left (up to ``highest``
    for a rise, :math:`p` for a fall), :math:`r\,(1-\prod(1-c_i\delta_i/r))`; without a limit to
    the room that is :math:`\sum c_i\delta_i`.

    Examples
    --------
    >>> both, half, base = [np.array([0.5])] * 2, [np.array([0.4])] * 2, np.array([0.2])
    >>> [together(both, half, base=base, rule=r).round(2).item()
    ...  for r in ("exclusive", "independent", "nested")]
    [0.4, 0.35, 0.2]
    """
    _fail_if_over_full(covered, rule)
    return _RULES[rule](np.stack(list(covered)), np.stack(list(changes)), base, highest)


def _exclusive(covered: Floats, changes: Floats, base: Floats, highest: float) -> Floats:
    return np.asarray((covered * changes).sum(axis=0))


def _independent(covered: Floats, changes: Floats, base: Floats, highest: float) -> Floats:
    rises = np.maximum(changes, 0.0)
    if np.isinf(highest):
        up = _exclusive(covered, rises, base, highest)
    else:
        up = _of_room(covered, rises, np.maximum(highest - base, 0.0))
    return up - _of_room(covered, np.maximum(-changes, 0.0), base)


def _of_room(covered: Floats, parts: Floats, room: Floats) -> Floats:
    within = np.minimum(parts, room)  # before the division: a room next to nothing would overflow
    share = np.divide(within, room, out=np.zeros_like(parts), where=room > 0)
    return np.asarray(room * (1 - np.prod(1 - covered * share, axis=0)))


def _nested(covered: Floats, changes: Floats, base: Floats, highest: float) -> Floats:
    order = np.argsort(covered, axis=0)
    sizes = np.take_along_axis(covered, order, axis=0)
    sorted_changes = np.take_along_axis(changes, order, axis=0)
    strongest = np.zeros_like(base)
    total = np.zeros_like(base)
    for place in range(len(covered) - 1, -1, -1):
        change = sorted_changes[place]
        strongest = np.where(np.abs(change) > np.abs(strongest), change, strongest)
        below = sizes[place - 1] if place else np.zeros_like(base)
        total += (sizes[place] - below) * strongest
    return total


_RULES: dict[Overlap, Callable[[Floats, Floats, Floats, float], Floats]] = {
    "exclusive": _exclusive,
    "independent": _independent,
    "nested": _nested,
}


def _fail_if_over_full(covered: Sequence[Floats], rule: Overlap) -> None:
    parts = np.stack(list(covered))
    reached = parts.sum(axis=0) if rule == "exclusive" else parts.max(axis=0)
    if not ((parts >= 0).all() and (reached <= 1 + FULL_TOLERANCE).all()):
        raise ModelError(
            f"{reached.max():.0%} of a level are reached in a year (lowest coverage "
            f"{parts.min():.0%}): with the rule {rule!r} it may be from 0 to 100 %. Lower the "
            "coverage in plan.toml."
        )
