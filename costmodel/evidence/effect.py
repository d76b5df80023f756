"""Apply an effect to a probability, each kind of effect in its own arithmetic."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from costmodel.errors import ModelError, ProbabilityError

Floats = NDArray[np.float64]


def apply_risk_ratio(p: ArrayLike, rr: ArrayLike) -> Floats:
    """Return ``p`` times a risk ratio, at most 1.

    Parameters
    ----------
    p : array_like
        Probability without the effect; broadcasts with ``rr``. [probability]
    rr : array_like
        Risk ratio, not negative. [ratio]

    Returns
    -------
    ndarray of the broadcast shape
        Probability with the effect. [probability]

    Raises
    ------
    ProbabilityError
        If ``p`` is outside 0 to 1.
    ModelError
        If ``rr`` is negative or not finite.

    Examples
    --------
    >>> apply_risk_ratio([0.2, 0.9], 1.5)
    array([0.3, 1. ])
    """
    before, ratio = _probability(p, "p"), _ratio(rr, "rr")
    return np.minimum(before * ratio, 1.0)


def apply_odds_ratio(p: ArrayLike, or_: ArrayLike) -> Floats:
    """Return the probability whose odds are those of ``p`` times an odds ratio.

    Parameters
    ----------
    p : array_like
        Probability without the effect; broadcasts with ``or_``. [probability]
    or_ : array_like
        Odds ratio, not negative. [ratio]

    Returns
    -------
    ndarray of the broadcast shape
        Probability with the effect; a certainty stays certain. [probability]

    Raises
    ------
    ProbabilityError
        If ``p`` is outside 0 to 1.
    ModelError
        If ``or_`` is negative or not finite.

    Notes
    -----
    .. math:: p' = p r / (1 - p + p r)

    Examples
    --------
    >>> apply_odds_ratio([0.2, 0.5], 2.0).round(4)
    array([0.3333, 0.6667])
    """
    before, ratio = np.broadcast_arrays(_probability(p, "p"), _ratio(or_, "or_"))
    for_, against = before * ratio, 1.0 - before
    total = for_ + against
    certain = total == 0.0  # p = 1 and or_ = 0: the odds are infinite, nothing moves them
    return np.where(certain, 1.0, for_ / np.where(certain, 1.0, total))


def apply_rate_ratio(p: ArrayLike, hr: ArrayLike) -> Floats:
    """Return the one-year probability after its constant rate is multiplied by a rate ratio.

    Parameters
    ----------
    p : array_like
        Probability within one year without the effect; broadcasts with ``hr``. [probability]
    hr : array_like
        Rate (hazard) ratio, not negative. [ratio]

    Returns
    -------
    ndarray of the broadcast shape
        Probability within one year with the effect. [probability]

    Raises
    ------
    ProbabilityError
        If ``p`` is outside 0 to 1.
    ModelError
        If ``hr`` is negative or not finite.

    Notes
    -----
    .. math:: p' = 1 - (1 - p)^{r}

    Examples
    --------
    >>> apply_rate_ratio(0.5, [0.0, 1.0, 2.0])
    array([0.  , 0.5 , 0.75])
    """
    before, ratio = _probability(p, "p"), _ratio(hr, "hr")
    never = ratio == 0.0  # no rate is left, not even of an infinite one
    rate = rate_of_probability(before) * np.where(never, 1.0, ratio)
    return np.where(never, 0.0, probability_of_rate(rate))


def apply_risk_difference(p: ArrayLike, rd: ArrayLike) -> Floats:
    """Return ``p`` plus a risk difference, kept within 0 to 1.

    Parameters
    ----------
    p : array_like
        Probability without the effect; broadcasts with ``rd``. [probability]
    rd : array_like
        Risk difference, negative where the effect lowers the chance. [probability]

    Returns
    -------
    ndarray of the broadcast shape
        Probability with the effect. [probability]

    Raises
    ------
    ProbabilityError
        If ``p`` is outside 0 to 1, or ``rd`` outside -1 to 1.

    Examples
    --------
    >>> apply_risk_difference([0.2, 0.95], 0.1).round(2)
    array([0.3, 1. ])
    """
    before, difference = _probability(p, "p"), np.asarray(rd, dtype=np.float64)
    _fail_if_outside(difference, "rd", lowest=-1.0)
    return np.clip(before + difference, 0.0, 1.0)


def rate_of_probability(p: ArrayLike) -> Floats:
    """Return the constant yearly rate that gives ``p`` within one year.

    Parameters
    ----------
    p : array_like
        Probability within one year. [probability]

    Returns
    -------
    ndarray of the same shape
        ``-ln(1 - p)``; infinite where ``p`` is 1. [1/year]

    Raises
    ------
    ProbabilityError
        If ``p`` is outside 0 to 1.
    """
    with np.errstate(divide="ignore"):  # certainty within a year is an infinite rate
        return -np.log1p(-_probability(p, "p"))


def probability_of_rate(rate: ArrayLike) -> Floats:
    """Return the probability within one year of a constant yearly rate.

    Parameters
    ----------
    rate : array_like
        Rate, not negative; may be infinite. [1/year]

    Returns
    -------
    ndarray of the same shape
        ``1 - exp(-rate)``. [probability]

    Raises
    ------
    ModelError
        If ``rate`` is negative or not a number.
    """
    rates = np.asarray(rate, dtype=np.float64)
    if not (rates >= 0).all():
        raise ModelError(f"rate is {_first_bad(rates, ~(rates >= 0))}: it must not be negative.")
    return -np.expm1(-rates)


def _probability(p: ArrayLike, name: str) -> Floats:
    values = np.asarray(p, dtype=np.float64)
    _fail_if_outside(values, name, lowest=0.0)
    return values


def _ratio(ratio: ArrayLike, name: str) -> Floats:
    values = np.asarray(ratio, dtype=np.float64)
    bad = ~((values >= 0) & np.isfinite(values))
    if bad.any():
        raise ModelError(
            f"{name} is {_first_bad(values, bad)}: a ratio must be finite and not negative. "
            "A difference of chances goes to apply_risk_difference."
        )
    return values


def _fail_if_outside(values: Floats, name: str, *, lowest: float) -> None:
    bad = ~((values >= lowest) & (values <= 1))
    if bad.any():
        raise ProbabilityError(
            f"{name} is {_first_bad(values, bad)}: it must lie between {lowest:g} and 1. "
            "Give shares, not percentages."
        )


def _first_bad(values: Floats, bad: NDArray[np.bool_]) -> str:
    return f"{float(values[bad].flat[0]):g}"
