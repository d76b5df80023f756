"""What one check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Verdict = Literal["passed", "failed", "not_applicable"]
ROUNDING = 1e-9
"""What adding up many numbers may leave, against the largest of them. [share]"""


@dataclass(frozen=True, slots=True)
class Checked:
    """One check of the catalogue and its verdict.

    Parameters
    ----------
    id : str
        As in ``data/verification.toml``.
    verdict : {"passed", "failed", "not_applicable"}
        Not applicable: the study has nothing of the kind.
    where : str
        Of a failed check, the first place where it fails, in the words of the model; else empty.
    worst : float
        How far the worst draw is off, against what it is compared with; 0 where it is exact.
    """

    id: str
    verdict: Verdict
    where: str = ""
    worst: float = 0.0


def not_applicable(id_: str) -> Checked:
    """Return that the study has nothing that the check could look at."""
    return Checked(id_, "not_applicable")


def held(id_: str, holds: bool, *, where: str = "") -> Checked:
    """Return whether something holds, and where not."""
    return Checked(id_, "passed") if holds else Checked(id_, "failed", where)


def equal(
    id_: str, pairs: dict[str, tuple[Floats, Floats]], *, within: float = ROUNDING
) -> Checked:
    """Return whether numbers that must be equal are, in all draws and years.

    Parameters
    ----------
    pairs : dict of str to (ndarray, ndarray)
        What is compared, under the name of its place.
    within : float
        How far they may be apart, against the largest of both; 0: bit by bit. [share]

    Examples
    --------
    >>> equal("M09", {"gmina": (np.array([1.0, 2.0]), np.array([1.0, 2.5]))})
    Checked(id='M09', verdict='failed', where='gmina', worst=0.2)
    """
    worst, where = 0.0, ""
    for name, (one, other) in pairs.items():
        if not (np.isfinite(one).all() and np.isfinite(other).all()):
            return Checked(id_, "failed", name, np.inf)
        apart = float(np.max(np.abs(one - other), initial=0.0))
        size = max(float(np.max(np.abs(a), initial=0.0)) for a in (one, other))
        share = apart / size if size > 0 else 0.0
        if share > worst:
            worst, where = share, name
    failed = worst > within
    return Checked(id_, "failed" if failed else "passed", where if failed else "", worst)


def never_above(id_: str, pairs: dict[str, tuple[Floats, Floats]]) -> Checked:
    """Return whether the first of each pair is nowhere above the second, beyond rounding.

    Examples
    --------
    >>> never_above("C02", {"osoby": (np.array([0.0]), np.array([-1.0]))}).verdict
    'failed'
    """
    worst, where = 0.0, ""
    for name, (low, high) in pairs.items():
        if not (np.isfinite(low).all() and np.isfinite(high).all()):
            return Checked(id_, "failed", name, np.inf)
        above = float(np.max(low - high, initial=0.0))
        size = max(float(np.max(np.abs(a), initial=0.0)) for a in (low, high))
        if above > 0 and above / size > worst:
            worst, where = above / size, name
    failed = worst > ROUNDING
    return Checked(id_, "failed" if failed else "passed", where if failed else "", worst)
