"""Least squares on draws: a smooth curve of one value, a surface of many."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
KNOTS = (0.05, 0.275, 0.5, 0.725, 0.95)
"""Quantiles at which the curve may bend (Harrell 2015, tab. 2.3)."""
FOLDS = 10
DRAWS_PER_TERM = 20
MOST_TERMS = 100
"""A surface has one term for each 20 draws, and not more than this."""
SMALLEST = 1e-10
"""Directions of the terms weaker than this part of the strongest are not used."""


def curve_terms(value: Floats) -> Floats:
    """Return the terms of a natural cubic spline of one value, a constant first.

    Parameters
    ----------
    value : ndarray of shape (n_draws,)
        In any unit.

    Returns
    -------
    ndarray of shape (n_draws, n_terms)
        The constant alone where the value does not vary.

    References
    ----------
    .. [1] Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, eq. 5.4–5.5.

    Examples
    --------
    >>> curve_terms(np.linspace(0.0, 1.0, 50)).shape, curve_terms(np.ones(50)).shape
    ((50, 5), (50, 1))
    """
    constant = np.ones((value.size, 1))
    if not varies(value):
        return constant
    x = standardised(value)
    knots = np.unique(np.quantile(x, KNOTS))
    if knots.size < 3:
        return np.column_stack([constant, x])
    last = knots[-1]

    def bend(knot: float) -> Floats:
        raised = np.maximum(x - knot, 0.0) ** 3 - np.maximum(x - last, 0.0) ** 3
        return np.asarray(raised / (last - knot))

    bends = [bend(float(knot)) - bend(float(knots[-2])) for knot in knots[:-2]]
    return np.column_stack([constant, x, *bends])


def surface_terms(values: Floats, result: Floats) -> Floats:
    """Return a constant, the values, their squares and products, the strongest values first.

    Parameters
    ----------
    values : ndarray of shape (n_draws, n_values)
        In any units.
    result : ndarray of shape (n_draws,)
        What the strength of a value is measured by: its correlation with the result.

    Returns
    -------
    ndarray of shape (n_draws, n_terms)
        No more terms than one for each :data:`DRAWS_PER_TERM` draws or :data:`MOST_TERMS`.
    """
    columns = [standardised(values[:, i]) for i in range(values.shape[1]) if varies(values[:, i])]
    target = result - result.mean()
    columns.sort(key=lambda column: -abs(float(column @ target)))
    pairs = sorted(combinations_with_replacement(range(len(columns)), 2), key=sum)
    most = max(2, min(MOST_TERMS, result.size // DRAWS_PER_TERM))
    terms = [np.ones(result.size), *columns[: most - 1]]
    terms += [columns[i] * columns[j] for i, j in pairs[: most - len(terms)]]
    return np.column_stack(terms)


def fitted(terms: Floats, result: Floats) -> Floats:
    """Return the least-squares fit of ``result`` on ``terms``, shape (n_draws,)."""
    return np.asarray(terms @ _solved(*_moments(terms, result)))


def predicted(terms: Floats, result: Floats) -> Floats:
    """Return for each draw what the draws of the other folds predict, shape (n_draws,).

    Notes
    -----
    Draws come in an order of chance, so that every tenth one makes a fold.
    """
    fold = np.arange(result.size) % min(FOLDS, result.size)
    moments = [_moments(terms[fold == k], result[fold == k]) for k in range(fold.max() + 1)]
    square = np.sum([m[0] for m in moments], axis=0)
    cross = np.sum([m[1] for m in moments], axis=0)
    out = np.empty(result.size)
    for k, (own_square, own_cross) in enumerate(moments):
        out[fold == k] = terms[fold == k] @ _solved(square - own_square, cross - own_cross)
    return out


def varies(value: Floats) -> bool:
    """Return whether a value differs between draws by more than rounding.

    Examples
    --------
    >>> varies(np.array([0.1, 0.1])), varies(np.array([0.1, 0.2]))
    (False, True)
    """
    size = float(np.abs(value).max(initial=0.0))
    return bool(np.ptp(value) > 1e-12 * size) if value.size else False


def standardised(value: Floats) -> Floats:
    """Return a varying value less its mean, in standard deviations."""
    return np.asarray((value - value.mean()) / value.std())


def _solved(square: Floats, cross: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(square, cross, rcond=SMALLEST)[0])


def _moments(terms: Floats, result: Floats) -> tuple[Floats, Floats]:
    return terms.T @ terms, terms.T @ result
