"""What it would be worth to observe a sample before the decision for or against a plan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.sensitivity.information import value_of_knowing
from costmodel.sensitivity.regression import curve_terms, fitted

Floats = NDArray[np.float64]


def value_of_sampling(
    value: Floats, net: Floats, *, sample_size: float, prior_size: float
) -> float:
    r"""Return the expected value of sample information (EVSI) on one value, approximately.

    Parameters
    ----------
    value : ndarray of shape (n_draws,)
        Draws of the value.
    net : ndarray of shape (n_draws,)
        Net value of the plan against no plan in the same draws. [zł]
    sample_size : float
        Number of people to be observed, 0 or more. [persons]
    prior_size : float
        Number of people that what is known already is worth, above 0: of a share from counts,
        trials + 1; of a share with mean m and error s, m (1 − m) / s² − 1. [persons]

    Returns
    -------
    float
        Between 0 and the value of knowing the value exactly. [zł]

    Raises
    ------
    ModelError
        If a size is negative or not finite, or ``prior_size`` is 0.

    Notes
    -----
    The Gaussian approximation: with g the fitted expectation of the net value given the value x,
    the mean that a sample of n will leave is distributed as
    :math:`\tilde x = \bar x + \sqrt{v}\,(x - \bar x)`, with :math:`v = n / (n + n_0)`, and

    .. math:: EVSI = E[\max(g(\tilde x), 0)] - \max(E[g(\tilde x)], 0)

    Exact where x is normal and g a straight line; a guide where x is skewed or g is much bent.
    What chance and bends would put outside 0 and the value of knowing x is cut off.

    References
    ----------
    .. [1] Jalal, Alarid-Escudero (2018), Medical Decision Making 38(2), pp. 174–188.

    Examples
    --------
    >>> x = np.linspace(-1.0, 1.0, 2_001)
    >>> [round(value_of_sampling(x, x, sample_size=n, prior_size=30), 3) for n in (0, 90, 1e9)]
    [0.0, 0.217, 0.25]
    """
    sizes = np.array([sample_size, prior_size])
    if not np.isfinite(sizes).all() or sample_size < 0 or prior_size <= 0:
        raise ModelError(
            f"a sample of {sample_size:g} stands beside what is worth {prior_size:g}: the sample "
            "must be 0 or more, and what is known above 0."
        )
    most = value_of_knowing(value, net)
    if most == 0:
        return 0.0
    order = np.argsort(value, kind="stable")
    shrink = np.sqrt(sample_size / (sample_size + prior_size))
    left = value.mean() + shrink * (value - value.mean())
    expected = np.interp(left, value[order], fitted(curve_terms(value), net)[order])
    gain = np.maximum(expected, 0.0).mean() - max(expected.mean(), 0.0)
    return float(np.clip(gain, 0.0, most))
