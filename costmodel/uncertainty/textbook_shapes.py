"""The quantile of each textbook distribution, from the numbers by which it is told."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]

PERT_WEIGHT = 4.0
"""Weight of the mode in the mean of a PERT distribution (Clark 1962: (low + 4 mode + high) / 6)."""


def pert_quantile(*, low: float, mode: float, high: float, probability: Floats) -> Floats:
    """Return quantiles of a PERT distribution: a beta stretched from ``low`` to ``high``.

    References
    ----------
    .. [1] Clark (1962), Operations Research 10(3), p. 406.

    Examples
    --------
    >>> pert_quantile(low=0.0, mode=1.0, high=2.0, probability=np.array([0.5]))
    array([1.])
    """
    width = high - low
    alpha = 1 + PERT_WEIGHT * (mode - low) / width
    beta = 1 + PERT_WEIGHT * (high - mode) / width
    return np.asarray(low + width * stats.beta.ppf(probability, alpha, beta))


def triangular_quantile(*, low: float, mode: float, high: float, probability: Floats) -> Floats:
    """Return quantiles of a triangular distribution."""
    width = high - low
    return np.asarray(stats.triang.ppf(probability, (mode - low) / width, loc=low, scale=width))


def uniform_quantile(*, low: float, high: float, probability: Floats) -> Floats:
    """Return quantiles of a uniform distribution."""
    return np.asarray(low + (high - low) * probability)


def beta_quantile(*, mean: float, standard_error: float, probability: Floats) -> Floats:
    """Return quantiles of the beta distribution with these moments.

    References
    ----------
    .. [1] Briggs, Claxton, Sculpher (2006), Decision Modelling for Health Economic
       Evaluation, ch. 4 (moments of beta, gamma and lognormal).
    """
    size = mean * (1 - mean) / standard_error**2 - 1
    return np.asarray(stats.beta.ppf(probability, mean * size, (1 - mean) * size))


def gamma_quantile(*, mean: float, standard_error: float, probability: Floats) -> Floats:
    """Return quantiles of the gamma distribution with these moments."""
    shape, scale = (mean / standard_error) ** 2, standard_error**2 / mean
    return np.asarray(stats.gamma.ppf(probability, shape, scale=scale))


def lognormal_quantile(*, mean: float, standard_error: float, probability: Floats) -> Floats:
    """Return quantiles of the lognormal distribution with these moments."""
    variance = np.log1p((standard_error / mean) ** 2)
    return np.asarray(
        np.exp(np.log(mean) - variance / 2 + np.sqrt(variance) * stats.norm.ppf(probability))
    )
