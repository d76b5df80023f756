"""A distribution of one uncertain number, told by what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from costmodel.errors import ModelError

Floats = NDArray[np.float64]
Shape = Literal["fixed", "pert", "triangular", "uniform", "beta", "gamma", "lognormal"]

PERT_WEIGHT = 4.0
"""Weight of the mode in the mean of a PERT distribution (Clark 1962: (low + 4 mode + high) / 6)."""
NUMBERS = ("low", "mode", "high", "mean", "standard_error")
_RANGE, _MOMENTS = ("low", "mode", "high"), ("mean", "standard_error")
_USED: dict[str, tuple[str, ...]] = {
    "fixed": ("mode",),
    "pert": _RANGE,
    "triangular": _RANGE,
    "uniform": ("low", "high"),
    "beta": _MOMENTS,
    "gamma": _MOMENTS,
    "lognormal": _MOMENTS,
}


@dataclass(frozen=True, slots=True)
class Distribution:
    """One uncertain number.

    Parameters
    ----------
    shape : str
        ``fixed`` (``mode``), ``pert`` or ``triangular`` (``low``, ``mode``, ``high``),
        ``uniform`` (``low``, ``high``), ``beta``, ``gamma`` or ``lognormal`` (``mean``,
        ``standard_error``).

    Raises
    ------
    ModelError
        If what the shape needs is missing or out of order, a number is given that the shape does
        not use, or no such distribution exists.

    References
    ----------
    .. [1] Clark (1962), Operations Research 10(3), p. 406 (PERT).
    .. [2] Briggs, Claxton, Sculpher (2006), Decision Modelling for Health Economic
       Evaluation, ch. 4 (moments of beta, gamma and lognormal).

    Examples
    --------
    >>> Distribution("pert", low=0.0, mode=0.3, high=0.6).mean_value
    0.3
    >>> Distribution("fixed", mode=2.0).quantile(np.array([0.1, 0.9]))
    array([2., 2.])
    """

    shape: Shape
    low: float | None = None
    mode: float | None = None
    high: float | None = None
    mean: float | None = None
    standard_error: float | None = None

    def __post_init__(self) -> None:
        fault = _fault(self)
        if fault:
            raise ModelError(f"{self.shape} distribution {fault}")

    @property
    def mean_value(self) -> float:
        """Expected value, in the unit of the number."""
        if self.shape == "fixed":
            return _given(self.mode)
        if self.shape in ("beta", "gamma", "lognormal"):
            return _given(self.mean)
        low, high = _given(self.low), _given(self.high)
        if low == high:
            return low
        if self.shape == "uniform":
            return (low + high) / 2
        weight = PERT_WEIGHT if self.shape == "pert" else 1.0
        return (low + weight * _given(self.mode) + high) / (weight + 2)

    def quantile(self, probability: Floats) -> Floats:
        """Return the value below which the number lies with ``probability``.

        Parameters
        ----------
        probability : ndarray of any shape
            Between 0 and 1. [probability]

        Returns
        -------
        ndarray of the same shape
            In the unit of the number.
        """
        if self.shape == "fixed" or (self.shape != "uniform" and _is_point(self)):
            return np.full(probability.shape, self.mean_value)
        return np.asarray(_QUANTILES[self.shape](self, probability), dtype=np.float64)


def _given(number: float | None) -> float:
    if number is None:
        raise ModelError("a number of the distribution is not given: add it to the file.")
    return float(number)


def _is_point(dist: Distribution) -> bool:
    if dist.shape in ("beta", "gamma", "lognormal"):
        return dist.standard_error == 0
    return dist.low == dist.high


def _fault(dist: Distribution) -> str:
    """Say what is wrong with the numbers of a distribution, or nothing."""
    given = {name: getattr(dist, name) for name in NUMBERS if getattr(dist, name) is not None}
    for name, number in given.items():
        if not np.isfinite(number):
            return f"has {name} {number:g}: it must be finite."
    unused = [name for name in given if name not in _USED[dist.shape]]
    if unused:
        return f"does not use {', '.join(unused)}: remove them or choose another shape."
    if dist.shape == "fixed":
        return "" if dist.mode is not None else "needs 'mode': give the value."
    if dist.shape in ("beta", "gamma", "lognormal"):
        return _fault_of_moments(dist.shape, dist.mean, dist.standard_error)
    if dist.low is None or dist.high is None:
        return "needs 'low' and 'high': give both."
    if dist.low > dist.high:
        return f"has low {dist.low:g} above high {dist.high:g}: swap or correct them."
    if dist.shape != "uniform" and (dist.mode is None or not dist.low <= dist.mode <= dist.high):
        return f"has mode {dist.mode}: it must lie between {dist.low:g} and {dist.high:g}."
    return ""


def _fault_of_moments(shape: str, mean: float | None, error: float | None) -> str:
    if mean is None or error is None or error < 0:
        return "needs 'mean' and a non-negative 'standard_error': give both."
    if shape == "beta" and not 0 < mean < 1:
        return f"has mean {mean:g}: a share must lie between 0 and 1."
    if shape == "beta" and error**2 >= mean * (1 - mean):
        return f"has standard error {error:g}: it must be below {(mean * (1 - mean)) ** 0.5:.4g}."
    if shape != "beta" and mean <= 0:
        return f"has mean {mean:g}: it must be positive."
    return ""


def _pert(dist: Distribution, probability: Floats) -> Floats:
    low, mode, high = _given(dist.low), _given(dist.mode), _given(dist.high)
    width = high - low
    alpha = 1 + PERT_WEIGHT * (mode - low) / width
    beta = 1 + PERT_WEIGHT * (high - mode) / width
    return np.asarray(low + width * stats.beta.ppf(probability, alpha, beta))


def _triangular(dist: Distribution, probability: Floats) -> Floats:
    low, mode, high = _given(dist.low), _given(dist.mode), _given(dist.high)
    width = high - low
    return np.asarray(stats.triang.ppf(probability, (mode - low) / width, loc=low, scale=width))


def _uniform(dist: Distribution, probability: Floats) -> Floats:
    low, high = _given(dist.low), _given(dist.high)
    return np.asarray(low + (high - low) * probability)


def _beta(dist: Distribution, probability: Floats) -> Floats:
    mean, error = _given(dist.mean), _given(dist.standard_error)
    size = mean * (1 - mean) / error**2 - 1
    return np.asarray(stats.beta.ppf(probability, mean * size, (1 - mean) * size))


def _gamma(dist: Distribution, probability: Floats) -> Floats:
    mean, error = _given(dist.mean), _given(dist.standard_error)
    return np.asarray(stats.gamma.ppf(probability, (mean / error) ** 2, scale=error**2 / mean))


def _lognormal(dist: Distribution, probability: Floats) -> Floats:
    mean, error = _given(dist.mean), _given(dist.standard_error)
    variance = np.log1p((error / mean) ** 2)
    return np.asarray(
        np.exp(np.log(mean) - variance / 2 + np.sqrt(variance) * stats.norm.ppf(probability))
    )


_QUANTILES: dict[str, Callable[[Distribution, Floats], Floats]] = {
    "pert": _pert,
    "triangular": _triangular,
    "uniform": _uniform,
    "beta": _beta,
    "gamma": _gamma,
    "lognormal": _lognormal,
}
