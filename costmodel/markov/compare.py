"""Compare strategies by what they cost more and bring more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from costmodel.errors import ModelError
from costmodel.markov.arrays import Floats

Standing = Literal["on frontier", "dominated", "extendedly dominated"]


@dataclass(frozen=True, slots=True, eq=False)
class Increment:
    """What a strategy costs and brings more than another, in each draw.

    ``cost`` and ``effect`` have the shape (n_draws,). [as the rewards]
    """

    cost: Floats
    effect: Floats

    @property
    def icer(self) -> float:
        """Mean extra cost per mean extra effect; missing if the mean effect does not differ.

        The ratio of means, not the mean of ratios: a draw with hardly any effect would rule it.
        """
        effect = float(self.effect.mean())
        return float(self.cost.mean()) / effect if effect != 0.0 else float("nan")

    def net_benefit(self, threshold: float) -> Floats:
        """Return what the extra effect is worth at a price per unit, less the extra cost."""
        return threshold * self.effect - self.cost


def increment(
    strategy: Mapping[str, Floats],
    than: Mapping[str, Floats],
    *,
    cost: str = "cost",
    effect: str = "effect",
) -> Increment:
    """Return the extra cost and effect of a strategy over another, from their totals.

    Examples
    --------
    >>> import numpy as np
    >>> plan = {"cost": np.array([300.0]), "effect": np.array([5.0])}
    >>> increment(plan, {"cost": np.array([100.0]), "effect": np.array([1.0])}).icer
    50.0
    """
    for totals in (strategy, than):
        for name in (cost, effect):
            if name not in totals:
                raise ModelError(f"{name!r} is not among the totals: they are {sorted(totals)}.")
    return Increment(strategy[cost] - than[cost], strategy[effect] - than[effect])


@dataclass(frozen=True, slots=True)
class Compared:
    """A strategy among others, cheapest first.

    ``icer`` is told for those on the frontier, against the one before on it. [cost per effect]
    """

    name: str
    cost: float
    effect: float
    standing: Standing
    icer: float | None


def frontier(totals: Mapping[str, tuple[float, float]]) -> tuple[Compared, ...]:
    """Order strategies by cost and tell which are worth choosing at some price of the effect.

    Parameters
    ----------
    totals : mapping of str to (cost, effect)
        Means over draws.

    Returns
    -------
    tuple of Compared
        ``dominated``: another costs no more and brings no less. ``extendedly dominated``: a mix of
        two others does. Those left have rising ICERs.

    References
    ----------
    .. [1] Drummond et al. (2015), Methods for the Economic Evaluation of Health Care Programmes,
       4th ed., ch. 4, on dominance and extended dominance.

    Examples
    --------
    >>> [c.standing for c in frontier({"none": (0.0, 0.0), "a": (3.0, 1.0), "b": (2.0, 2.0)})]
    ['on frontier', 'on frontier', 'dominated']
    """
    order = sorted(totals, key=lambda name: (totals[name][0], -totals[name][1]))
    standing: dict[str, Standing] = {}
    kept: list[str] = []
    for name in order:
        if kept and totals[name][1] <= totals[kept[-1]][1]:
            standing[name] = "dominated"
            continue
        while len(kept) > 1 and _ratio(totals, kept[-1], name) <= _ratio(totals, *kept[-2:]):
            standing[kept.pop()] = "extendedly dominated"
        kept.append(name)
        standing[name] = "on frontier"
    return tuple(
        Compared(name, *totals[name], standing[name], _icer(totals, kept, name)) for name in order
    )


def _ratio(totals: Mapping[str, tuple[float, float]], lower: str, upper: str) -> float:
    return (totals[upper][0] - totals[lower][0]) / (totals[upper][1] - totals[lower][1])


def _icer(
    totals: Mapping[str, tuple[float, float]], kept: Sequence[str], name: str
) -> float | None:
    place = kept.index(name) if name in kept else 0
    return _ratio(totals, kept[place - 1], name) if place > 0 else None
