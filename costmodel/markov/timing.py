"""When within a cycle a stay is counted, as weights over the points of a walk."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]
Timing = Literal["start", "end", "every", "half_cycle", "life_table", "simpson"]


class Weights(NamedTuple):
    """What the people at each point of a walk are multiplied by, each of shape (n_cycles + 1,).

    ``now`` goes with the amounts of the cycle that begins at the point, ``before`` with those
    of the cycle that ends there (none but a life table needs it). [discounted cycles]
    """

    now: Floats
    before: Floats


def cycle_weights(
    timing: Timing, n_cycles: int, *, discount: float = 0.0, cycle_years: float = 1.0
) -> Weights:
    r"""Return the discounted weight of each point of a walk.

    Parameters
    ----------
    timing : str
        ``start``: people are counted at the start of each cycle (left Riemann sum; heemod
        "beginning"). ``end``: at its end (right Riemann sum; heemod "end"). ``half_cycle``:
        half weights at both ends of the discounted series (trapezoid; hesim "trapz", DARTH
        half-cycle). ``life_table``: the mean of start and end, discounted once per cycle
        (heemod "life-table"). ``simpson``: Simpson's 1/3 rule as DARTH publishes it, also for
        an odd number of intervals. ``every``: weight 1 at each point, both ends included
        (DARTH "none").
    discount : float
        Discount rate. [share per year]
    cycle_years : float
        Length of a cycle. [years]

    Returns
    -------
    Weights
        [discounted cycles]

    Raises
    ------
    ModelError
        If the timing is unknown, or a number is out of range.

    Notes
    -----
    With :math:`v = (1 + r)^{-h}` for cycles of :math:`h` years, the trapezoid is
    :math:`\tfrac12 x_0 + v x_1 + \dots + v^{N-1} x_{N-1} + \tfrac12 v^N x_N`, the life table
    :math:`\sum_{t<N} v^t (x_t + x_{t+1}) / 2`. They differ when :math:`v < 1`.

    References
    ----------
    .. [1] Elbasha and Chhatwal (2016), "Theoretical foundations and practical applications of
       within-cycle correction methods", Medical Decision Making 36(1), 115-131.
    .. [2] Alarid-Escudero et al. (2023), Medical Decision Making 43(1), 3-20, on within-cycle
       correction.

    Examples
    --------
    >>> cycle_weights("half_cycle", 4).now
    array([0.5, 1. , 1. , 1. , 0.5])
    >>> cycle_weights("end", 2, discount=0.25).now
    array([0.  , 0.8 , 0.64])
    """
    _fail_if_out_of_range(timing, n_cycles, discount, cycle_years)
    v = (1.0 + discount) ** (-cycle_years * np.arange(n_cycles + 1))
    shape, before = np.ones(n_cycles + 1), np.zeros(n_cycles + 1)
    match timing:
        case "start":
            shape[-1] = 0.0
        case "end":
            shape[0] = 0.0
        case "half_cycle":
            shape[[0, -1]] = 0.5
        case "simpson":
            shape[:] = np.where(np.arange(n_cycles + 1) % 2 == 1, 2 / 3, 4 / 3)
            shape[[0, -1]] = 1 / 3
        case "life_table":
            shape[:] = 0.5
            shape[-1] = 0.0
            before[1:] = v[:-1] / 2
        case "every":
            pass
    return Weights(shape * v, before)


def _fail_if_out_of_range(
    timing: Timing, n_cycles: int, discount: float, cycle_years: float
) -> None:
    if timing not in get_args(Timing):
        raise ModelError(f"timing is {timing!r}: it must be one of {list(get_args(Timing))}.")
    if n_cycles < 1:
        raise ModelError(f"n_cycles is {n_cycles}: a walk needs at least one cycle.")
    if not -1.0 < discount < np.inf:
        raise ModelError(f"discount is {discount}: it must be a finite share above -1, as 0.05.")
    if not 0.0 < cycle_years < np.inf:
        raise ModelError(f"cycle_years is {cycle_years}: it must be finite and above 0.")
