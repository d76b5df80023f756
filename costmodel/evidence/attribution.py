"""From a gross success rate to the effect that an instrument may claim, step by visible step."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from costmodel.errors import ModelError, ProbabilityError

Floats = NDArray[np.float64]


NEGLIGIBLE = 1e-3
"""Means within this part of the spread of the draws are no effect at all."""


def net_of_deadweight(gross: ArrayLike, without: ArrayLike) -> Floats:
    """Return the gross success rate less the rate of those who would have succeeded anyway.

    Parameters
    ----------
    gross : array_like
        Share of participants who succeeded. [share]
    without : array_like
        Share of like people without the programme who succeed, by the **same measure** over the
        **same window**: a rate after three months must not meet one after two years. [share]

    Returns
    -------
    ndarray of the broadcast shape
        Net effect, between -1 and 1; negative where the programme does worse than nothing.
        [risk difference]

    Raises
    ------
    ProbabilityError
        If a share is outside 0 to 1.

    Examples
    --------
    >>> net_of_deadweight([0.27, 0.2], 0.25).round(2)
    array([ 0.02, -0.05])
    """
    return _share(gross, "gross") - _share(without, "without")


def from_gross_to_attributable(
    net: ArrayLike, *, attribution: ArrayLike, haircut: ArrayLike
) -> Floats:
    """Return the part of a net effect that the instrument may claim, cut back for optimism.

    Parameters
    ----------
    net : array_like
        Net effect, after deadweight. [risk difference]
    attribution : array_like
        Share of it due to the instrument and not to others. [share]
    haircut : array_like
        Share taken away for optimism, by grade of evidence. [share]

    Returns
    -------
    ndarray of the broadcast shape
        ``net * attribution * (1 - haircut)`` where ``net`` helps on average over its draws. An
        effect that harms, or does nothing, on average is kept whole: weak evidence must not make
        harm look smaller, nor turn „no effect” into harm. [risk difference]

    Raises
    ------
    ProbabilityError
        If ``attribution`` or ``haircut`` is outside 0 to 1.
    ModelError
        If ``net`` is not finite.

    Examples
    --------
    >>> from_gross_to_attributable([0.3, -0.1], attribution=0.8, haircut=0.25).round(3)
    array([ 0.18, -0.06])
    >>> from_gross_to_attributable([0.1, -0.1], attribution=0.8, haircut=0.25).round(3)
    array([ 0.1, -0.1])
    """
    effect = _finite(net, "net")
    kept = _share(attribution, "attribution") * (1.0 - _share(haircut, "haircut"))
    helps = float(effect.mean()) > NEGLIGIBLE * float(effect.std())
    return np.asarray(effect * kept if helps else effect * np.ones_like(kept))


def drop_off(effect: ArrayLike, *, yearly: ArrayLike, n_years: int) -> Floats:
    """Return an effect in each of the years after it began, fading by a yearly share.

    Parameters
    ----------
    effect : array_like of shape (...)
        Effect in the first year, of either sign. [risk difference]
    yearly : array_like, broadcasting with ``effect``
        Share of the effect lost from one year to the next. [share per year]
    n_years : int
        Number of years, at least 1.

    Returns
    -------
    ndarray of shape (..., n_years)
        ``effect * (1 - yearly) ** t`` for ``t = 0 … n_years - 1``. [risk difference]

    Raises
    ------
    ProbabilityError
        If ``yearly`` is outside 0 to 1.
    ModelError
        If ``n_years`` is below 1, or ``effect`` is not finite.

    Examples
    --------
    >>> drop_off(0.2, yearly=0.5, n_years=3)
    array([0.2 , 0.1 , 0.05])
    """
    if n_years < 1:
        raise ModelError(f"n_years is {n_years}: at least one year is needed.")
    first, kept = np.broadcast_arrays(_finite(effect, "effect"), 1.0 - _share(yearly, "yearly"))
    return np.asarray(first[..., np.newaxis] * kept[..., np.newaxis] ** np.arange(n_years))


def _share(values: ArrayLike, name: str) -> Floats:
    shares = np.asarray(values, dtype=np.float64)
    bad = ~((shares >= 0) & (shares <= 1))
    if bad.any():
        raise ProbabilityError(
            f"{name} is {float(shares[bad].flat[0]):g}: it must lie between 0 and 1. "
            "Give shares, not percentages."
        )
    return shares


def _finite(values: ArrayLike, name: str) -> Floats:
    numbers = np.asarray(values, dtype=np.float64)
    if not np.isfinite(numbers).all():
        raise ModelError(f"{name} holds a value that is no finite number: give it for every draw.")
    return numbers
