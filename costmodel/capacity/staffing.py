"""The staffing standard: how many posts of social workers the law requires."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.statutes.book import ParameterBook

Floats = NDArray[np.float64]
RESIDENTS, FAMILIES, MINIMUM = (
    "social_worker_max_residents",
    "social_worker_max_families",
    "social_worker_min_count",
)
STANDARD_PARAMETERS = (RESIDENTS, FAMILIES, MINIMUM)
"""Names of the parameters of the standard in data/statutes."""


@dataclass(frozen=True, slots=True)
class StaffingStandard:
    """What one post may serve at most, and the fewest posts of a centre.

    Parameters
    ----------
    residents_per_post : float
        Residents of the gmina. [persons per post]
    families_per_post : float
        Families and single persons covered by social work. [families per post]
    minimum : float
        Fewest posts, whichever leg is chosen. [posts]
    """

    residents_per_post: float
    families_per_post: float
    minimum: float

    def posts_by_residents(self, residents: float) -> float:
        """Return the posts on the leg of residents, before the minimum. [posts]

        Examples
        --------
        >>> StaffingStandard(2000, 50, 3).posts_by_residents(39_316)
        20.0
        """
        return _posts(residents, per_post=self.residents_per_post)

    def posts_by_families(self, families: float) -> float:
        """Return the posts on the leg of families, before the minimum. [posts]

        Examples
        --------
        >>> StaffingStandard(2000, 50, 3).posts_by_families(700)
        14.0
        """
        return _posts(families, per_post=self.families_per_post)

    def required(self, posts: float) -> float:
        """Return the posts of a leg, or the minimum where that is more. [posts]

        Examples
        --------
        >>> standard = StaffingStandard(2000, 50, 3)
        >>> standard.required(20.0), standard.required(1.0)
        (20.0, 3)
        """
        return max(posts, self.minimum)


def staffing_standard(book: ParameterBook, day: date) -> StaffingStandard:
    """Return the standard in force on ``day``.

    Raises
    ------
    NotInForceError
        Before 1 January 2015: the older wording is not modelled.

    References
    ----------
    Ustawa z 12 marca 2004 r. o pomocy społecznej, art. 110 ust. 11–12.

    Examples
    --------
    >>> from costmodel.statutes.book import load_book
    >>> staffing_standard(load_book(), date(2026, 3, 31)).minimum
    3.0
    """
    return StaffingStandard(*(book.at(name, day) for name in STANDARD_PARAMETERS))


def staff_gap(required: float, *, held: float) -> float:
    """Return the posts missing; a surplus is no negative gap. [posts]

    Examples
    --------
    >>> staff_gap(19, held=16.5), staff_gap(14, held=16.5)
    (2.5, 0.0)
    """
    _fail_if_negative(held, "posts held")
    return max(0.0, required - held)


def gap_cost(gap: float, *, yearly_cost: Floats) -> Floats:
    """Return what filling the gap costs in a year, shape (n_draws,). [zł/year]

    Parameters
    ----------
    gap : float
        Missing posts.
    yearly_cost : ndarray of shape (n_draws,)
        Cost of one post with the employer's contributions. [zł/year]
    """
    _fail_if_negative(gap, "missing posts")
    return gap * yearly_cost


def _posts(people: float, *, per_post: float) -> float:
    _fail_if_negative(people, "people")
    return float(math.ceil(people / per_post))


def _fail_if_negative(number: float, what: str) -> None:
    if not (math.isfinite(number) and number >= 0):
        raise ModelError(f"{what}: {number:g} must be a finite number from 0 up. Mend the input.")
