"""What it would be worth to know a value before the decision for or against a plan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.sensitivity.regression import curve_terms, fitted, surface_terms

Floats = NDArray[np.float64]


def value_of_perfect_information(net: Floats) -> float:
    r"""Return the expected value of perfect information (EVPI).

    Parameters
    ----------
    net : ndarray of shape (n_draws,)
        Net value of the plan against no plan, whose net value is 0. [zł]

    Returns
    -------
    float
        Never negative; 0 where one decision is best in every draw. [zł]

    Notes
    -----
    .. math:: EVPI = E[\max(Y, 0)] - \max(E[Y], 0)

    References
    ----------
    .. [1] Briggs, Claxton, Sculpher (2006), Decision Modelling for Health Economic
       Evaluation, ch. 6.

    Examples
    --------
    >>> value_of_perfect_information(np.array([-3.0, 1.0]))
    0.5
    >>> value_of_perfect_information(np.array([-3.0, -1.0]))
    0.0
    """
    _fail_if_empty(net)
    return _gain(net, net)


def value_of_knowing(value: Floats, net: Floats) -> float:
    """Return the expected value of knowing one value exactly (EVPPI).

    Parameters
    ----------
    value : ndarray of shape (n_draws,)
        Draws of the value.
    net : ndarray of shape (n_draws,)
        Net value of the plan in the same draws. [zł]

    Returns
    -------
    float
        Between 0 and the value of perfect information. [zł]

    Notes
    -----
    The expected net value given the value is a regression of the net value on it: here a natural
    cubic spline.

    References
    ----------
    .. [1] Strong, Oakley, Brennan (2014), Medical Decision Making 34(3), pp. 311–326.

    Examples
    --------
    >>> x = np.linspace(-1.0, 1.0, 2_001)
    >>> round(value_of_knowing(x, x), 3), round(value_of_perfect_information(x), 3)
    (0.25, 0.25)
    """
    _fail_if_empty(net)
    return 0.0 if _is_settled(net) else _bounded(fitted(curve_terms(value), net), net)


def value_of_knowing_all(values: Floats, net: Floats) -> float:
    """Return the expected value of knowing several values at once, as :func:`value_of_knowing`.

    Parameters
    ----------
    values : ndarray of shape (n_draws, n_values)
        Draws of the values.
    """
    _fail_if_empty(net)
    return 0.0 if _is_settled(net) else _bounded(fitted(surface_terms(values, net), net), net)


def value_of_perfect_information_among(net: Floats) -> float:
    r"""Return the expected value of perfect information where there are several options.

    Parameters
    ----------
    net : ndarray of shape (n_draws, n_options)
        Net value of each option; doing nothing is one too. [zł]

    Returns
    -------
    float
        Never negative; 0 where one option is best in every draw. [zł]

    Notes
    -----
    .. math:: EVPI = E[\max_j Y_j] - \max_j E[Y_j]

    Examples
    --------
    >>> value_of_perfect_information_among(np.array([[0.0, -3.0], [0.0, 1.0]]))
    0.5
    """
    _fail_if_empty(net)
    return _gain_among(net, net)


def value_of_knowing_among(values: Floats, net: Floats) -> float:
    """Return the expected value of knowing some values where there are several options.

    Parameters
    ----------
    values : ndarray of shape (n_draws, n_values)
        Draws of the values.
    net : ndarray of shape (n_draws, n_options)
        Net value of each option in the same draws. [zł]

    Returns
    -------
    float
        Between 0 and the value of perfect information. [zł]

    Notes
    -----
    What each option brings above the first is fitted as in :func:`value_of_knowing_all`.
    """
    _fail_if_empty(net)
    above = net - net[:, :1]
    fits = [fitted(surface_terms(values, column), column) for column in above.T[1:]]
    expected = np.stack([np.zeros(len(net)), *fits], axis=1)
    return float(np.clip(_gain_among(expected, above), 0.0, _gain_among(above, above)))


def yearly_equivalent(value: float, *, discount: Floats) -> float:
    r"""Return the equal sum a year that is worth as much as a present value.

    Parameters
    ----------
    value : float
        Present value over a horizon: of a plan, or of knowing something. [zł]
    discount : ndarray of shape (n_years,)
        Present value of 1 zł in each year of the horizon, as it made the value. [ratio]

    Returns
    -------
    float
        [zł per year]

    Notes
    -----
    An annuity: :math:`V / \sum_t d_t`. At a rate of 0 it is the value by the number of years.

    Examples
    --------
    >>> yearly_equivalent(300.0, discount=np.ones(3))
    100.0
    """
    worth = float(discount.sum())
    if not worth > 0:
        raise ModelError(f"the discount factors sum to {worth:g}: give one for each year, above 0.")
    return value / worth


def _gain_among(expected: Floats, net: Floats) -> float:
    best = np.maximum.reduce(expected, axis=1).mean()
    now = net.mean(axis=0).max()
    return 0.0 if (net == net.max(axis=1, keepdims=True)).all(axis=0).any() else float(best - now)


def _bounded(expected: Floats, net: Floats) -> float:
    return float(np.clip(_gain(expected, net), 0.0, _gain(net, net)))


def _is_settled(net: Floats) -> bool:
    """Return whether one decision is best in every draw."""
    return bool((net >= 0).all() or (net <= 0).all())


def _gain(expected: Floats, net: Floats) -> float:
    if _is_settled(net):
        return 0.0
    return max(0.0, float(np.maximum(expected, 0.0).mean() - max(net.mean(), 0.0)))


def _fail_if_empty(net: Floats) -> None:
    if not net.size:
        raise ModelError("there are no draws of the net value: give one at least.")
