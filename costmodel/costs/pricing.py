"""Read a price as a product of named factors."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Lookup = Callable[[str], Floats]
_SIGNS = re.compile(r" ([+-]) ")


def product(factors: Sequence[str], lookup: Lookup, *, n_draws: int) -> Floats:
    """Return the product of ``factors`` in every draw.

    Parameters
    ----------
    factors : sequence of str
        Each a name, or names joined by `` + `` or `` - ``. None at all make 1.
    lookup : callable
        From a name to an ndarray of shape (n_draws,) or ().

    Returns
    -------
    ndarray of shape (n_draws,)
        In the unit that the factors make.

    Examples
    --------
    >>> book = {"wage": np.array(10.0), "allowance": np.array(4.0), "months": np.array(12.0)}
    >>> product(["wage - allowance", "months"], book.__getitem__, n_draws=2)
    array([72., 72.])
    """
    result = np.ones(n_draws)
    for factor in factors:
        result = result * _sum(factor, lookup)
    return result


def names_in(factors: Sequence[str]) -> tuple[str, ...]:
    """Return every name that ``factors`` use, in order.

    Examples
    --------
    >>> names_in(["wage - allowance", "months"])
    ('wage', 'allowance', 'months')
    """
    return tuple(name for factor in factors for name in _SIGNS.split(factor)[::2])


def _sum(factor: str, lookup: Lookup) -> Floats:
    first, *rest = _SIGNS.split(factor)
    total = np.asarray(lookup(first), dtype=np.float64)
    for sign, name in zip(rest[::2], rest[1::2], strict=True):
        total = total + lookup(name) if sign == "+" else total - lookup(name)
    return total
