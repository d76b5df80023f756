"""The formulas of indicators, on arrays where missing, secret and senseless stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.tables import Status

Floats = NDArray[np.float64]
Texts = NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Figures with what stands behind each.

    Parameters
    ----------
    value : ndarray of shape (n_areas,)
        NaN wherever ``status`` is not ``observed``. [unit of the figure]
    status : ndarray of str of shape (n_areas,)
        A :class:`~costmodel.tables.Status` value.
    """

    value: Floats
    status: Texts


def observed(values: Sequence[float] | Floats) -> Cells:
    """Return cells that are all known."""
    array = np.asarray(values, dtype=np.float64)
    return Cells(array, np.full(array.shape, Status.OBSERVED.value, dtype=object))


def joint_status(parts: Sequence[Cells]) -> Texts:
    """Return the status of something computed from all parts, area by area.

    A secret part makes it secret, else a senseless part senseless, else a missing part missing.
    """
    statuses = np.stack([part.status for part in parts])
    joint = np.full(statuses.shape[1:], Status.OBSERVED.value, dtype=object)
    for status in (Status.MISSING, Status.NOT_APPLICABLE, Status.SECRET):  # the last one wins
        joint[(statuses == status.value).any(axis=0)] = status.value
    return joint


def summed(parts: Sequence[Cells]) -> Cells:
    """Return the sum of the parts, known only where all parts are.

    Examples
    --------
    >>> summed([observed([1.0, 2.0]), observed([10.0, 20.0])]).value
    array([11., 22.])
    """
    return _masked(np.sum([part.value for part in parts], axis=0), joint_status(parts))


def level(figure: Cells, *, multiplier: float = 1.0) -> Cells:
    """Return ``figure * multiplier``."""
    return _masked(figure.value * multiplier, figure.status)


def first_known(ways: Sequence[Cells]) -> Cells:
    """Return, area by area, the first of the ways that is known; else what the first one says.

    Examples
    --------
    >>> unknown = Cells(np.array([np.nan]), np.array(["missing"], dtype=object))
    >>> first_known([unknown, observed([7.0])]).value
    array([7.])
    """
    first, *others = ways
    value, status = first.value.copy(), first.status.copy()
    for way in others:
        better = (status != Status.OBSERVED.value) & (way.status == Status.OBSERVED.value)
        value[better], status[better] = way.value[better], way.status[better]
    return Cells(value, status)


def ratio(numerator: Cells, denominator: Cells, *, multiplier: float = 1.0) -> Cells:
    r"""Return ``numerator / denominator * multiplier``; not applicable where nothing is below.

    Notes
    -----
    .. math:: m \cdot a / b

    A share has m = 100 [%], a rate 1000 [‰]. A zero denominator gives ``not_applicable``,
    never a zero or an infinity.

    Examples
    --------
    >>> both = ratio(observed([3.0, 3.0]), observed([12.0, 0.0]), multiplier=100)
    >>> both.value, both.status.tolist()
    (array([25., nan]), ['observed', 'not_applicable'])
    """
    status = joint_status([numerator, denominator])
    status[(status == Status.OBSERVED.value) & (denominator.value == 0)] = (
        Status.NOT_APPLICABLE.value
    )
    known = status == Status.OBSERVED.value
    value = np.full(numerator.value.shape, np.nan)
    value[known] = multiplier * numerator.value[known] / denominator.value[known]
    return Cells(value, status)


def change(later: Cells, earlier: Cells, *, multiplier: float = 100.0) -> Cells:
    """Return ``(later - earlier) / earlier * multiplier``; from zero it is not applicable.

    Examples
    --------
    >>> change(observed([90.0]), observed([100.0])).value
    array([-10.])
    """
    difference = Cells(later.value - earlier.value, joint_status([later, earlier]))
    return ratio(difference, earlier, multiplier=multiplier)


def _masked(value: Floats, status: Texts) -> Cells:
    known = status == Status.OBSERVED.value
    return Cells(np.where(known, value, np.nan), status)
