"""First-order and total Sobol' indices of a function of independent values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.stats import qmc

from costmodel.errors import ModelError
from costmodel.sensitivity.regression import varies
from costmodel.uncertainty.distributions import Distribution
from costmodel.uncertainty.draws import EDGE

Floats = NDArray[np.float64]
Function = Callable[[Mapping[str, Floats]], Floats]
INTERVAL = 0.95
RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Index:
    """One index with the interval of its estimate: chance of the points, not doubt of the value.

    ``low`` and ``high`` are ends of a bootstrap interval. [share of variance]
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Indices:
    """What one value does to a result: on its own, and with all it does jointly with others."""

    first: Index
    total: Index


def sobol_indices_of(
    function: Function,
    distributions: Mapping[str, Distribution],
    *,
    rng: np.random.Generator,
    n_points: int = 1024,
    interval: float = INTERVAL,
) -> dict[str, Indices]:
    r"""Return the share of the variance of a function that rests on each value.

    Parameters
    ----------
    function : callable
        Takes name to ndarray of shape (n,), returns the result, an ndarray of shape (n,), for any
        n. It is asked for ``n_points · (number of names + 2)`` results.
    distributions : mapping of str to Distribution
        Of the values, which are independent of each other.
    n_points : int
        A power of 2.
    interval : float
        Level of the intervals. [share]

    Returns
    -------
    dict of str to Indices
        By name. All 0 where the result does not vary. An index may be a little below 0 or above 1
        by chance: more points mend it. [share of variance]

    Raises
    ------
    ModelError
        If there are no distributions, ``n_points`` is no power of 2, or the result has another
        shape or is not finite.

    Notes
    -----
    .. math::
        S_i = \frac{\operatorname{Var}(E[Y \mid X_i])}{\operatorname{Var}(Y)}, \qquad
        T_i = 1 - \frac{\operatorname{Var}(E[Y \mid X_{\sim i}])}{\operatorname{Var}(Y)}

    Where a value acts alone both are equal; the difference is what it does jointly with others.
    For draws that are made already see :func:`costmodel.sensitivity.variance.first_order`.

    References
    ----------
    .. [1] Saltelli et al. (2010), Computer Physics Communications 181(2), tab. 2 (b) and (f).

    Examples
    --------
    >>> wide = Distribution("uniform", low=0.0, high=1.0)
    >>> found = sobol_indices_of(
    ...     lambda x: 2 * x["a"] + x["b"], {"a": wide, "b": wide}, rng=np.random.default_rng(1)
    ... )
    >>> round(found["a"].first.value, 2), round(found["b"].total.value, 2)
    (0.8, 0.2)
    """
    if not distributions or n_points < 2 or n_points & (n_points - 1):
        raise ModelError(
            f"there are {len(distributions)} distributions and n_points is {n_points}: give at "
            "least one, and a power of 2, e.g. 1024."
        )
    results = _results(function, distributions, rng=rng, n_points=n_points)
    if not varies(np.concatenate([results["f_A"].ravel(), results["f_B"].ravel()])):
        nothing = Index(0.0, 0.0, 0.0)
        return {name: Indices(nothing, nothing) for name in distributions}
    values = _estimates(results, np.arange(n_points))
    ends = stats.bootstrap(
        [np.arange(n_points)],
        lambda chosen: _estimates(results, chosen),
        n_resamples=RESAMPLES,
        confidence_level=interval,
        method="percentile",
        vectorized=False,
        rng=rng,
    ).confidence_interval
    told = np.stack([values, ends.low, ends.high], axis=-1)
    return {
        name: Indices(Index(*map(float, told[0, i])), Index(*map(float, told[1, i])))
        for i, name in enumerate(distributions)
    }


def _results(
    function: Function,
    distributions: Mapping[str, Distribution],
    *,
    rng: np.random.Generator,
    n_points: int,
) -> dict[str, Floats]:
    """Return results at two sets of points, and with one value at a time taken from the other."""
    size = len(distributions)
    sobol = qmc.Sobol(2 * size, rng=rng).random_base2(n_points.bit_length() - 1)
    points = np.clip(sobol, EDGE, 1 - EDGE)
    first = {n: d.quantile(points[:, i]) for i, (n, d) in enumerate(distributions.items())}
    second = {n: d.quantile(points[:, size + i]) for i, (n, d) in enumerate(distributions.items())}

    def result(values: Mapping[str, Floats]) -> Floats:
        found = np.asarray(function(values), dtype=np.float64)
        if found.shape != (n_points,) or not np.isfinite(found).all():
            raise ModelError(
                f"the function gave a result of shape {found.shape} with "
                f"{np.count_nonzero(~np.isfinite(found))} numbers that are not finite: it must "
                f"give {n_points} finite ones. Correct the function or the distributions."
            )
        return found[None, :]

    swapped = [result({**first, name: second[name]}) for name in distributions]
    return {"f_A": result(first), "f_B": result(second), "f_AB": np.stack(swapped)}


def _estimates(results: Mapping[str, Floats], chosen: NDArray[np.int_]) -> Floats:
    """Return first-order and total indices of the chosen points, shape (2, n_names)."""
    first, swapped = results["f_A"][:, chosen], results["f_AB"][..., chosen]
    # scipy cannot tell the index of a single value: one without effect is put beside it
    pages = np.concatenate([swapped, first[None]])
    found = stats.sobol_indices(
        func={"f_A": first, "f_B": results["f_B"][:, chosen], "f_AB": pages}, n=len(chosen)
    )
    return np.stack([found.first_order, found.total_order])[:, :-1]
