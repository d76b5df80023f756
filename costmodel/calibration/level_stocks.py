"""Weigh prior draws by how well they tell a place's people by level, year after year."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.calibration.settings import calibration_settings
from costmodel.calibration.stocks import Reweighting, weighed
from costmodel.errors import InputError, ModelError, Problem
from costmodel.units import PERCENT

Floats = NDArray[np.float64]
HALF = 0.5
"""Added to counts, so that none is 0."""


def walked_levels(start: Floats, matrices: Floats, totals: Floats, *, entry: Floats) -> Floats:
    r"""Return the people by level that each draw shows each year.

    Parameters
    ----------
    start : ndarray of shape (n_levels,)
        People at each level in the first year. [persons]
    matrices : ndarray of shape (n_draws, n_states, n_states)
        Chances of moving in a year, levels first; rows sum to 1. [probability per year]
    totals : ndarray of shape (n_years,)
        People at all levels in each later year; new people fill what is missing. [persons]
    entry : ndarray of shape (n_draws, n_levels)
        Levels at which new people arrive; rows sum to 1. [share]

    Returns
    -------
    ndarray of shape (n_draws, n_years, n_levels)
        The first year left out. [persons]

    Raises
    ------
    ModelError
        If the shapes do not fit.

    Notes
    -----
    .. math:: x_{t+1} = x_t P + \max(0, N_{t+1} - \textstyle\sum_\ell (x_t P)_\ell) \; e

    Nobody is independent in the first year: those who fall back later come among the new people.

    Examples
    --------
    >>> half_go_on = np.array([[[0.0, 0.5, 0.5], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]])
    >>> first = np.array([[1.0, 0.0]])
    >>> walked_levels(np.array([80.0, 20.0]), half_go_on, np.array([100.0]), entry=first).tolist()
    [[[40.0, 60.0]]]
    """
    n_draws, n_levels = entry.shape
    if start.shape != (n_levels,) or matrices.shape[0] != n_draws or totals.ndim != 1:
        raise ModelError(
            f"start has shape {start.shape}, matrices {matrices.shape}, totals {totals.shape}: "
            f"with an entry of {entry.shape} they must be ({n_levels},), ({n_draws}, …) and one "
            "number a year."
        )
    people = np.zeros(matrices.shape[:2])
    people[:, :n_levels] = start
    years = []
    for total in totals:
        people = np.einsum("di,dij->dj", people, matrices)
        new = np.clip(total - people[:, :n_levels].sum(axis=1), 0.0, None)
        people[:, :n_levels] += new[:, None] * entry
        years.append(people[:, :n_levels].copy())
    return np.stack(years, axis=1)


def reweighted_by_levels(
    walked: Floats, observed: pd.DataFrame, *, file: str, place: str
) -> Reweighting:
    r"""Return the weights of prior draws given people by level in several years.

    Parameters
    ----------
    walked : ndarray of shape (n_draws, n_years, n_levels)
        As :func:`walked_levels` returns it. [persons]
    observed : DataFrame of shape (n_years, n_levels)
        Index of years; people counted, the first year left out. [persons]
    file, place : str
        Names told in errors.

    Raises
    ------
    InputError
        If the weights collapse: hardly any draw of the prior comes near what was counted.

    Notes
    -----
    .. math::
        \log w_d = -\frac{1}{2} \sum_{t\ell}
        \frac{(\log (y_{t\ell} + 1/2) - \log (s_{dt\ell} + 1/2))^2}
        {\sigma^2 + 1 / (y_{t\ell} + 1/2)} + \text{const}

    The variance is that of how people are counted, and that of chance in small numbers.

    References
    ----------
    .. [1] Kong, Liu, Wong (1994), JASA 89, p. 278 (effective sample size).
    .. [2] Menzies et al. (2017), PharmacoEconomics 35, p. 613 (importance resampling).
    """
    settings = calibration_settings()
    counted = observed.to_numpy(dtype=np.float64) + HALF
    if walked.shape[1:] != counted.shape:
        raise ModelError(
            f"walked has shape {walked.shape}: it must be (n_draws, *{counted.shape}), as observed."
        )
    variance = settings.stock_spread**2 + 1 / counted
    gaps = np.log(counted) - np.log(walked + HALF)
    found = weighed(
        -0.5 * (gaps**2 / variance).sum(axis=(1, 2)),
        years=tuple(int(year) for year in observed.index),
        spread=settings.stock_spread,
    )
    least = max(settings.least_effective_draws, settings.least_effective_share * len(found.weights))
    if found.effective < least:
        raise InputError([_collapse(found, least, file, place)])
    return found


def _collapse(found: Reweighting, least: float, file: str, place: str) -> Problem:
    n_draws = len(found.weights)
    return Problem(
        file,
        f"{place}, lata {found.years[0] - 1}–{found.years[-1]}",
        f"efektywna liczba losowań {found.effective:.1f} z {n_draws}",
        f"co najmniej {least:.0f} ({PERCENT * least / n_draws:.1f}% losowań)",
        "Prawie żadne losowanie założeń nie daje takich liczb. Sprawdź liczby na poziomach i to, "
        "czy sposób liczenia się nie zmienił. Możesz też policzyć przejścia w rejestrze "
        "(transitions.csv), zmienić przedziały w values.toml, zwiększyć liczbę losowań albo "
        "zostawić w pliku tylko ostatni rok.",
    )
