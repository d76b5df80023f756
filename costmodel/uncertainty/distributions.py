"""A distribution of one uncertain number, told by what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.uncertainty.counted_share import share_fault, share_mean, share_quantile
from costmodel.uncertainty.published_interval import (
    Scale,
    interval_fault,
    interval_mean,
    interval_quantile,
)
from costmodel.uncertainty.textbook_shapes import (
    PERT_WEIGHT,
    beta_quantile,
    gamma_quantile,
    lognormal_quantile,
    pert_quantile,
    triangular_quantile,
    uniform_quantile,
)

Floats = NDArray[np.float64]
Shape = Literal[
    "fixed",
    "pert",
    "triangular",
    "uniform",
    "beta",
    "gamma",
    "lognormal",
    "counts",
    "interval",
]

NUMBERS = ("low", "mode", "high", "mean", "standard_error", "successes", "trials", "level")
_MOMENT_SHAPES = ("beta", "gamma", "lognormal")
_RANGE, _MOMENTS = ("low", "mode", "high"), ("mean", "standard_error")
_USED: dict[str, tuple[str, ...]] = {
    "fixed": ("mode",),
    "pert": _RANGE,
    "triangular": _RANGE,
    "uniform": ("low", "high"),
    "beta": _MOMENTS,
    "gamma": _MOMENTS,
    "lognormal": _MOMENTS,
    "counts": ("successes", "trials"),
    "interval": ("low", "high", "level", "on"),
}
_QUANTILES: dict[str, Callable[..., Floats]] = {
    "pert": pert_quantile,
    "triangular": triangular_quantile,
    "uniform": uniform_quantile,
    "beta": beta_quantile,
    "gamma": gamma_quantile,
    "lognormal": lognormal_quantile,
    "counts": share_quantile,
    "interval": interval_quantile,
}


@dataclass(frozen=True, slots=True)
class Distribution:
    """One uncertain number.

    Parameters
    ----------
    shape : str
        ``fixed`` (``mode``), ``pert`` or ``triangular`` (``low``, ``mode``, ``high``),
        ``uniform`` (``low``, ``high``), ``beta``, ``gamma`` or ``lognormal`` (``mean``,
        ``standard_error``), ``counts`` (``successes``, ``trials``: a share) or ``interval``
        (``low``, ``high``, ``level``, ``on``: a published interval).

    Raises
    ------
    ModelError
        If what the shape needs is missing or out of order, a number is given that the shape does
        not use, or no such distribution exists.

    Notes
    -----
    Formulas and their sources stand with each shape: :mod:`costmodel.uncertainty.textbook_shapes`,
    :mod:`costmodel.uncertainty.counted_share`, :mod:`costmodel.uncertainty.published_interval`.

    Examples
    --------
    >>> Distribution("pert", low=0.0, mode=0.3, high=0.6).mean_value
    0.3
    >>> Distribution("fixed", mode=2.0).quantile(np.array([0.1, 0.9]))
    array([2., 2.])
    >>> Distribution("counts", successes=3, trials=6).mean_value
    0.5
    >>> ratio = Distribution("interval", low=0.5, high=2.0, level=0.95, on="log")
    >>> ratio.quantile(np.array([0.025, 0.5])).round(6)
    array([0.5, 1. ])
    """

    shape: Shape
    low: float | None = None
    mode: float | None = None
    high: float | None = None
    mean: float | None = None
    standard_error: float | None = None
    successes: float | None = None
    trials: float | None = None
    level: float | None = None
    on: Scale | None = None

    def __post_init__(self) -> None:
        fault = _fault(self)
        if fault:
            raise ModelError(f"{self.shape} distribution {fault}")

    @property
    def mean_value(self) -> float:
        """Expected value, in the unit of the number."""
        if self.shape == "fixed":
            return _given(self.mode)
        if self.shape in _MOMENT_SHAPES:
            return _given(self.mean)
        if self.shape == "counts":
            return share_mean(_given(self.successes), _given(self.trials))
        low, high = _given(self.low), _given(self.high)
        if low == high:
            return low
        if self.shape == "interval":
            return interval_mean(low, high, level=_given(self.level), on=_scale(self))
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
        told = {name: getattr(self, name) for name in _USED[self.shape]}
        return np.asarray(_QUANTILES[self.shape](**told, probability=probability))


def _given(number: float | None) -> float:
    if number is None:
        raise ModelError("a number of the distribution is not given: add it to the file.")
    return float(number)


def _scale(dist: Distribution) -> Scale:
    if dist.on is None:
        raise ModelError("the scale of the interval is not given: add 'on' to the file.")
    return dist.on


def _is_point(dist: Distribution) -> bool:
    if dist.shape in _MOMENT_SHAPES:
        return dist.standard_error == 0
    if dist.shape == "counts":
        return False
    return dist.low == dist.high


def _fault(dist: Distribution) -> str:
    """Say what is wrong with the numbers of a distribution, or nothing."""
    given = {name: getattr(dist, name) for name in NUMBERS if getattr(dist, name) is not None}
    for name, number in given.items():
        if not np.isfinite(number):
            return f"has {name} {number:g}: it must be finite."
    unused = [name for name in given if name not in _USED[dist.shape]]
    if dist.on is not None and dist.shape != "interval":
        unused.append("on")
    if unused:
        return f"does not use {', '.join(unused)}: remove them or choose another shape."
    if dist.shape == "fixed":
        return "" if dist.mode is not None else "needs 'mode': give the value."
    if dist.shape in _MOMENT_SHAPES:
        return _fault_of_moments(dist.shape, dist.mean, dist.standard_error)
    if dist.shape == "counts":
        return share_fault(dist.successes, dist.trials)
    if dist.shape == "interval":
        return interval_fault(dist.low, dist.high, level=dist.level, on=dist.on)
    return _fault_of_range(dist)


def _fault_of_range(dist: Distribution) -> str:
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
