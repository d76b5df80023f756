"""How much of the variance of a result rests on one value, and on a group of values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.sensitivity.regression import predicted, surface_terms, varies

Floats = NDArray[np.float64]
FEWEST_BINS = 4


def first_order(value: Floats, result: Floats) -> float:
    r"""Return the first-order Sobol' index of one value, from draws already made.

    Parameters
    ----------
    value : ndarray of shape (n_draws,)
        Draws of the value, independent of the other values.
    result : ndarray of shape (n_draws,)
        What came out in the same draws.

    Returns
    -------
    float
        Share of the variance of the result; a little below zero by chance where there is none.
        [share]

    Notes
    -----
    .. math:: S = \frac{\operatorname{Var}(E[Y \mid X])}{\operatorname{Var}(Y)}

    The conditional means are those of :math:`k = \sqrt{n}/2` bins with equal numbers of draws;
    what chance alone would put between k bins is subtracted:
    :math:`(SS_b - (k-1)\,MS_w) / SS`.

    References
    ----------
    .. [1] Plischke, Borgonovo, Smith (2013), European Journal of Operational Research 226(3),
       sec. 2 (indices from given data).
    .. [2] Kelley (1935), Proceedings of the National Academy of Sciences 21(9), p. 556
       (the correction).

    Examples
    --------
    >>> x = np.linspace(0.0, 1.0, 10_000)
    >>> round(first_order(x, 3 * x), 2), first_order(np.ones(100), x[:100])
    (1.0, 0.0)
    """
    _fail_if_of_other_length(value, result)
    if not (varies(value) and varies(result)):
        return 0.0
    n_bins = max(FEWEST_BINS, int(np.sqrt(result.size) / 2))
    ordered = result[np.argsort(value, kind="stable")]
    bins = np.array_split(ordered, n_bins)
    mean, total = result.mean(), float(((result - result.mean()) ** 2).sum())
    between = sum(part.size * float(part.mean() - mean) ** 2 for part in bins)
    by_chance = (n_bins - 1) * (total - between) / (result.size - n_bins)
    return (between - by_chance) / total


@dataclass(frozen=True, slots=True)
class Split:
    """The variance of a result, split among groups of values. All shares make 1. [share]

    ``together`` is what the values of several groups do only jointly; ``unexplained`` is what
    the regression on all of them leaves.
    """

    shares: Mapping[str, float]
    together: float
    unexplained: float


def split_by_group(groups: Mapping[str, Floats], result: Floats) -> Split:
    """Return what share of the variance of a result rests on each group of values.

    Parameters
    ----------
    groups : mapping of str to ndarray of shape (n_draws, n_values)
        Draws by group; the groups are independent of each other. A group may be empty.
    result : ndarray of shape (n_draws,)
        What came out in the same draws.

    Notes
    -----
    The share of a group is that of what a regression on its values (linear, squares, products)
    predicts for draws it has not seen (ten folds). With few draws the regression has few terms,
    and more stays unexplained. Where chance would make the shares sum to more than is explained,
    they are scaled to it.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> a, b = rng.normal(size=(2, 5_000, 1))
    >>> found = split_by_group({"a": a, "b": b}, (2 * a + b)[:, 0])
    >>> round(found.shares["a"], 1), round(found.shares["b"], 1)
    (0.8, 0.2)
    """
    for values in groups.values():
        _fail_if_of_other_length(values, result)
    own = {name: explained_share(values, result) for name, values in groups.items()}
    whole = explained_share(np.concatenate(list(groups.values()), axis=1), result)
    whole = max(whole, *own.values())
    excess = sum(own.values()) / whole if whole > 0 else 1.0
    shares = {name: share / max(1.0, excess) for name, share in own.items()}
    return Split(shares, max(0.0, whole - sum(shares.values())), 1.0 - whole)


def explained_share(values: Floats, result: Floats) -> float:
    """Return the share of variance that a cross-validated regression predicts, 0 to 1.

    Parameters
    ----------
    values : ndarray of shape (n_draws, n_values)
        In any units; columns that do not vary are passed over.
    """
    if not varies(result) or not any(varies(column) for column in values.T):
        return 0.0
    left = result - predicted(surface_terms(values, result), result)
    total = ((result - result.mean()) ** 2).sum()
    return float(np.clip(1.0 - (left**2).sum() / total, 0.0, 1.0))


def _fail_if_of_other_length(values: Floats, result: Floats) -> None:
    if values.shape[0] != result.size or result.ndim != 1:
        raise ModelError(
            f"values of shape {values.shape} stand beside a result of shape {result.shape}: both "
            "must have the same draws. Take them from one run."
        )
