"""Carry a population by age and sex on in five-year steps: survive, give birth, move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.forecast.demography import N_AGES, STEP

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """What happens in a five-year step.

    Parameters
    ----------
    survival : ndarray of shape (2, 18)
        Men, women: share of an age group alive five years on; see
        :func:`costmodel.forecast.survival.survival`. [share]
    birth_survival : ndarray of shape (2,)
        Share of those born in the step alive at its end. [share]
    fertility : ndarray of shape (18,)
        Births a year per woman. [births per woman and year]
    boys : float
        Boys among births. [share]
    migration : ndarray of shape (2, 18)
        Net gain by moving in the step, relative to those who survive into the group. [share]
    """

    survival: Floats
    birth_survival: Floats
    fertility: Floats
    boys: float
    migration: Floats


def projected(start: Floats, rates: Rates, *, n_steps: int) -> Floats:
    r"""Return the population at the start and after each five-year step.

    Parameters
    ----------
    start : ndarray of shape (2, 18)
        Men, women by age. [persons]
    rates : Rates
    n_steps : int
        Five-year steps, 0 or more.

    Returns
    -------
    ndarray of shape (n_steps + 1, 2, 18)
        [persons]

    Raises
    ------
    ModelError
        If a shape is wrong, a number is negative or not finite, or a share of survivors above 1.

    Notes
    -----
    .. math::
        N_{a+1}(t+5) &= N_a(t)\, S_a (1 + m_{a+1}) \\
        B &= 5 \sum_a f_a \frac{W_a(t) + W_a(t+5)}{2} \\
        N_0(t+5) &= B\, \beta_s S_s (1 + m_0)

    with W the women. Those of 85 and over are the survivors of 80-84 and of themselves. Women of
    the ages of birth at the end of the step are survivors of those at its start, so nothing has
    to be solved.

    References
    ----------
    .. [1] Preston, Heuveline, Guillot (2001), Demography, sec. 6.3 (box 6.2).

    Examples
    --------
    >>> still = Rates(np.ones((2, 18)), np.ones(2), np.zeros(18), 0.5, np.zeros((2, 18)))
    >>> projected(np.full((2, 18), 10.0), still, n_steps=2).sum(axis=(1, 2)).tolist()
    [360.0, 360.0, 360.0]
    """
    _fail_if_unfit(start, rates)
    found = [start.astype(np.float64)]
    for _ in range(n_steps):
        found.append(_one_step(found[-1], rates))
    return np.stack(found)


def yearly(steps: Floats) -> Floats:
    """Return a population for every year, in a straight line between the five-year steps.

    Parameters
    ----------
    steps : ndarray of shape (n_steps + 1, …)

    Returns
    -------
    ndarray of shape (5 · n_steps + 1, …)

    Examples
    --------
    >>> yearly(np.array([0.0, 10.0])).tolist()
    [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    """
    share = (np.arange(STEP) / STEP).reshape(1, STEP, *[1] * (steps.ndim - 1))
    between = steps[:-1, None] * (1 - share) + steps[1:, None] * share
    return np.concatenate([between.reshape(-1, *steps.shape[1:]), steps[-1:]])


def _one_step(now: Floats, rates: Rates) -> Floats:
    alive = now * rates.survival
    after = np.empty_like(now)
    after[:, 1:] = alive[:, :-1]
    after[:, -1] += alive[:, -1]
    after[:, 1:] *= 1 + rates.migration[:, 1:]
    after[:, 0] = 0.0
    women = (now[1] + after[1]) / 2
    births = STEP * float(rates.fertility @ women)
    sexes = np.array([rates.boys, 1 - rates.boys])
    after[:, 0] = births * sexes * rates.birth_survival * (1 + rates.migration[:, 0])
    return after


def _fail_if_unfit(start: Floats, rates: Rates) -> None:
    shapes = {
        "start": (start, (2, N_AGES)),
        "survival": (rates.survival, (2, N_AGES)),
        "birth_survival": (rates.birth_survival, (2,)),
        "fertility": (rates.fertility, (N_AGES,)),
        "migration": (1 + rates.migration, (2, N_AGES)),
    }
    for name, (array, shape) in shapes.items():
        if array.shape != shape:
            raise ModelError(f"{name} has shape {array.shape}: it must be {shape}.")
        if not np.isfinite(array).all() or (array < 0).any():
            least = "-1" if name == "migration" else "0"
            raise ModelError(f"{name} must be finite and not below {least}: correct the input.")
    if max(rates.survival.max(), rates.birth_survival.max()) > 1 or not 0 <= rates.boys <= 1:
        raise ModelError(
            "shares of survivors and of boys must lie between 0 and 1: correct the rates."
        )
    if rates.fertility[0] > 0:
        raise ModelError("fertility of those aged 0-4 must be 0: correct the rates.")
