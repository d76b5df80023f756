"""Survival by five-year age from the published expectations of life at three ages."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from costmodel.errors import ModelError
from costmodel.forecast.demography import N_AGES, STEP

Floats = NDArray[np.float64]
ADULT, MIDDLE, LAST = 15.0, 45.0, 130.0
"""Ages at which the hazard begins and is matched again, and at which nobody is left. [years]"""
PER_YEAR = 20
"""Points a year at which the curve is summed."""


def person_years(expectation: Floats) -> Floats:
    r"""Return the years lived in each five-year age by one newborn, and from 85 on.

    Parameters
    ----------
    expectation : ndarray of shape (3,)
        Further years of life at the ages 0, 15 and 45. [years]

    Returns
    -------
    ndarray of shape (19,)
        Ages 0-4 … 80-84, 85-89, and 90 and over. They sum to the first expectation. [years]

    Raises
    ------
    ModelError
        If no mortality that grows with age has these expectations.

    Notes
    -----
    From 15 on the hazard is that of Gompertz, :math:`\mu(x) = \alpha e^{\beta(x-15)}`, with α and
    β such that the expectations at 15 and 45 are the ones given. Deaths before 15, half a percent
    of births, are put at birth: :math:`l_{15} = e_0 / (15 + e_{15})`.

    References
    ----------
    .. [1] Preston, Heuveline, Guillot (2001), Demography, sec. 3.1 and 9.1.

    Examples
    --------
    >>> person_years(np.array([74.7, 60.1, 31.9])).sum().round(2)
    np.float64(74.7)
    """
    at_birth, at_adult, at_middle = (float(x) for x in expectation)
    ages = np.linspace(ADULT, LAST, int((LAST - ADULT) * PER_YEAR) + 1)

    def curve(logs: Floats) -> Floats:
        growth = float(np.exp(logs[1]))
        lived = ages - ADULT
        return np.asarray(np.exp(-np.exp(logs[0]) / growth * np.expm1(growth * lived)))

    def gap(logs: Floats) -> Floats:
        alive = curve(logs)
        later = alive[ages >= MIDDLE]
        return np.array(
            [
                np.trapezoid(alive, dx=1 / PER_YEAR) - at_adult,
                np.trapezoid(later, dx=1 / PER_YEAR) / later[0] - at_middle,
            ]
        )

    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        found = optimize.root(gap, np.log([3e-4, 0.09]))
    alive_at_adult = at_birth / (ADULT + at_adult)
    if not found.success or not 0 < alive_at_adult <= 1:
        raise ModelError(
            f"expectations of life {expectation.tolist()} at the ages 0, 15 and 45 fit no "
            "mortality that grows with age: correct them."
        )
    edges = [*range(0, STEP * N_AGES + 1, STEP), LAST]
    alive = alive_at_adult * curve(found.x)
    return np.array([_lived(low, high, ages, alive) for low, high in pairwise(edges)])


def _lived(low: float, high: float, ages: Floats, alive: Floats) -> float:
    if high <= ADULT:
        return float((high - low) * alive[0])
    inside = (ages >= low - 1e-9) & (ages <= high + 1e-9)
    return float(np.trapezoid(alive[inside], dx=1 / PER_YEAR))


def survival(years: Floats) -> tuple[Floats, float]:
    """Return the shares alive five years later: of those of each age, and of those yet to be born.

    Parameters
    ----------
    years : ndarray of shape (19,)
        What :func:`person_years` returns, or a published life table in its form. [years]

    Returns
    -------
    by_age : ndarray of shape (18,)
        Of age group i, alive in group i + 1 five years on; of 80-84 and of 85 and over, alive
        among those of 85 and over. [share]
    births : float
        Of those born during the five years, alive in the group 0-4 at their end. [share]

    Examples
    --------
    >>> nobody_dies = np.append(np.full(18, 5.0), 0.0)
    >>> by_age, births = survival(nobody_dies)
    >>> by_age[:17].tolist() == [1.0] * 17, by_age[17], births
    (True, np.float64(0.0), 1.0)
    """
    last, beyond = years[N_AGES - 1], years[N_AGES]
    by_age = np.append(years[1:N_AGES] / years[: N_AGES - 1], beyond / (last + beyond))
    return by_age, float(years[0] / STEP)
