"""Arrays with the draws on their last axis: read, checked by name, cut into blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def locked(values: ArrayLike) -> Floats:
    """Return the values as contiguous floats that cannot be written to; not copied if they are."""
    floats: Floats = np.ascontiguousarray(values, dtype=np.float64).view()
    floats.flags.writeable = False
    return floats


def locked_ints(values: ArrayLike) -> Ints:
    """Return the values as contiguous integers that cannot be written to."""
    whole: Ints = np.array(values, dtype=np.int64)
    whole.flags.writeable = False
    return whole


def one_per_draw(values: ArrayLike, n_axes: int) -> Floats:
    """Return values of one axis (states) as ``n_axes`` axes with states last but one.

    Examples
    --------
    >>> one_per_draw([1.0, 0.0], 3).shape
    (1, 2, 1)
    """
    floats = np.asarray(values, dtype=np.float64)
    if floats.ndim == 1:
        floats = floats.reshape((1,) * (n_axes - 2) + (-1, 1))
    return locked(floats)


def fail_if_shape(name: str, array: Floats, axes: Sequence[tuple[str, tuple[int, ...]]]) -> None:
    """Refuse an array unless each axis has one of the lengths allowed for it."""
    told = ", ".join(f"{axis} ({' or '.join(map(str, lengths))})" for axis, lengths in axes)
    fits = array.ndim == len(axes) and all(
        length in allowed for length, (_, allowed) in zip(array.shape, axes, strict=True)
    )
    if not fits:
        raise ModelError(f"{name} has the shape {array.shape}: its axes must be {told}.")


def fail_if_not_finite(name: str, array: Floats) -> None:
    """Refuse an array that holds a missing or infinite number, naming the first."""
    finite = np.isfinite(array)
    if not finite.all():
        first = tuple(int(i) for i in np.argwhere(~finite)[0])
        raise ModelError(
            f"{name}{list(first)} is {array[first]}: it must be a number. "
            f"{int((~finite).sum())} of {array.size} are not; missing values must be decided first."
        )


def fail_if_negative(name: str, array: Floats) -> None:
    """Refuse an array that holds a negative number, naming the first."""
    if (array < 0).any():
        first = tuple(int(i) for i in np.argwhere(array < 0)[0])
        raise ModelError(f"{name}{list(first)} is {array[first]:g}: it must be 0 or more.")


def common_draws(lengths: Mapping[str, int]) -> int:
    """Return the number of draws that arrays of one draw or of n share.

    Raises
    ------
    ModelError
        If two of them have different numbers of draws, neither of them 1.

    Examples
    --------
    >>> common_draws({"start": 1, "transitions": 500})
    500
    """
    several = {length for length in lengths.values() if length != 1}
    if len(several) > 1:
        raise ModelError(
            f"numbers of draws (last axis) are {dict(lengths)}: each must be 1 or the same number."
        )
    return several.pop() if several else 1


def of_draws(array: Floats, low: int, high: int) -> Floats:
    """Return the draws from ``low`` to ``high``, or the one draw that all share."""
    return array[..., low:high] if array.shape[-1] > 1 else array


def blocks(low: int, high: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of blocks of at most ``size`` draws.

    Examples
    --------
    >>> list(blocks(0, 5, 2))
    [(0, 2), (2, 4), (4, 5)]
    """
    for first in range(low, high, size):
        yield first, min(first + size, high)
