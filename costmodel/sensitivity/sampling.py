"""What it would be worth to observe a sample before the decision for or against a plan."""

from __future__ import annotations

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray
from scipy import special, stats

from costmodel.errors import ModelError
from costmodel.sensitivity.information import value_of_knowing
from costmodel.sensitivity.regression import curve_terms, fitted

Floats = NDArray[np.float64]
_NODES = 32
"""Points at which the error that is left is taken (Gauss-Hermite)."""
_ERRORS, _RAW_WEIGHTS = hermegauss(_NODES)
_WEIGHTS = _RAW_WEIGHTS / _RAW_WEIGHTS.sum()


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
    The Gaussian approximation: on the scale of its normal scores z, the value is known after a
    sample of n up to a normal error, of which the sample takes away :math:`v = n / (n + n_0)`.
    With g the fitted expectation of the net value given the value, and ξ standard normal:

    .. math:: \tilde g(z) = E_\xi\left[g\left(\sqrt{v}\,z + \sqrt{1 - v}\,\xi\right)\right],
        \qquad EVSI = E[\max(\tilde g, 0)] - \max(E[\tilde g], 0)

    Exact where the value and the errors of the sample are normal, whatever g; a guide otherwise.
    What few draws would put outside 0 and the value of knowing is cut off.

    References
    ----------
    .. [1] Jalal, Alarid-Escudero (2018), Medical Decision Making 38(2), pp. 174–188
       (v from the size of a sample and the size that the prior is worth).

    Examples
    --------
    >>> x = np.linspace(-1.0, 1.0, 2_001)
    >>> [round(value_of_sampling(x, x, sample_size=n, prior_size=30), 3) for n in (0, 90, 1e9)]
    [0.0, 0.21, 0.25]
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
    known = sample_size / (sample_size + prior_size)
    score = special.ndtri((stats.rankdata(value) - 0.5) / value.size)
    order = np.argsort(value, kind="stable")
    fit = fitted(curve_terms(value), net)[order]
    expected = np.zeros(value.size)
    for error, weight in zip(_ERRORS, _WEIGHTS, strict=True):
        after = np.sqrt(known) * score + np.sqrt(1 - known) * error
        expected += weight * np.interp(after, score[order], fit)
    gain = np.maximum(expected, 0.0).mean() - max(expected.mean(), 0.0)
    return float(np.clip(gain, 0.0, most))
