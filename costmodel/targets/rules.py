"""Set the target of one indicator by a rule: given, the peers' median, or trend plus effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Rule = Literal["given", "peers_median", "trend_plus_effect"]
Direction = Literal["up", "down", "context"]
RULES: dict[str, str] = {
    "given": "wartość podana",
    "peers_median": "mediana gmin porównawczych",
    "trend_plus_effect": "trend i skutek planu",
}
"""Rules and their Polish labels."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a target can rest on; NaN where it is not known. [unit of indicator]

    ``base`` is the value of the base year, ``given`` the value written in the strategy,
    ``peers_median`` that of the peers in their latest year, ``trend`` the forecast without the
    plan for the target year with its interval ``low`` … ``high``, ``effect`` what the plan adds
    to it (below 0 where it takes away).
    """

    base: float
    given: float
    peers_median: float
    trend: float
    low: float
    high: float
    effect: float


def target_of(rule: Rule, basis: Basis, *, direction: Direction) -> tuple[float, str]:
    """Return the target and a Polish remark, empty where there is none.

    Parameters
    ----------
    rule : str
        One of :data:`RULES`.
    basis : Basis
    direction : str
        ``up`` (more is better), ``down``, ``context`` (no judgement).

    Returns
    -------
    target : float
        NaN where the rule has nothing to rest on. [unit of indicator]
    remark : str

    Examples
    --------
    >>> nan = float("nan")
    >>> place = Basis(12.0, nan, 9.0, 11.0, 8.0, 14.0, -1.5)
    >>> target_of("peers_median", place, direction="down")
    (9.0, '')
    >>> target_of("trend_plus_effect", place, direction="down")
    (9.5, '')
    """
    if rule == "given":
        return basis.given, ""
    if rule == "trend_plus_effect":
        return basis.trend + basis.effect, ""
    if is_better(basis.base, basis.peers_median, direction=direction):
        return basis.base, (
            "Gmina jest już lepsza od mediany gmin porównawczych: celem jest utrzymanie wartości."
        )
    return basis.peers_median, ""


def is_better(value: float, other: float, *, direction: Direction) -> bool:
    """Return whether a value is better than another; never where there is no judgement.

    Examples
    --------
    >>> is_better(3.0, 5.0, direction="down"), is_better(3.0, 5.0, direction="context")
    (True, False)
    """
    if direction == "context" or not np.isfinite([value, other]).all():
        return False
    return value > other if direction == "up" else value < other


def path_to(base: float, target: float, *, base_year: int, target_year: int) -> dict[int, float]:
    """Return the target of every year on the straight line from the base.

    Examples
    --------
    >>> path_to(12.0, 9.0, base_year=2024, target_year=2027)
    {2025: 11.0, 2026: 10.0, 2027: 9.0}
    """
    years = target_year - base_year
    step = (target - base) / years
    return {base_year + i: base + i * step for i in range(1, years + 1)}
