"""Shares that make 1, learned from counts of those who went each way."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from costmodel.errors import ModelError
from costmodel.uncertainty.counted_share import JEFFREYS
from costmodel.uncertainty.draws import uniforms

Floats = NDArray[np.float64]


def dirichlet_shares(counts: Mapping[str, float], name: str, *, seed: int, n_draws: int) -> Floats:
    r"""Return shares of named targets drawn from their counts.

    Parameters
    ----------
    counts : mapping of str to float
        Target to how many went there, 0 or more. [persons]
    name : str
        Name of the shares; each target's stream is ``name.target``.

    Returns
    -------
    ndarray of shape (n_draws, n_targets)
        In the order of ``counts``; each draw sums to 1. [share]

    Raises
    ------
    ModelError
        If there is no target, or a count is negative or not finite.

    Notes
    -----
    The posterior under the prior of Jeffreys, ½ for each target, from gamma quantiles of each
    target's own Sobol' stream u:

    .. math:: g_j = F^{-1}_{\Gamma(c_j + 1/2)}(u_j), \qquad p_j = g_j / \sum_k g_k

    With no counts at all the shares are as wide as they can be, and equal on average.

    References
    ----------
    .. [1] Briggs, Ades, Price (2003), Medical Decision Making 23(4), pp. 341–350.
    .. [2] Devroye (1986), Non-Uniform Random Variate Generation, sec. XI.4 (gammas).

    Examples
    --------
    >>> shares = dirichlet_shares({"home": 30, "work": 9}, "after_training", seed=1, n_draws=256)
    >>> shares.mean(axis=0).round(2)
    array([0.76, 0.24])
    """
    wrong = {target: n for target, n in counts.items() if not (np.isfinite(n) and n >= 0)}
    if wrong or not counts:
        raise ModelError(
            f"{name} has counts {wrong or dict(counts)}: there must be at least one, each 0 or "
            "more. Correct them or leave the target out."
        )
    gammas = np.stack(
        [
            stats.gamma.ppf(
                uniforms(f"{name}.{target}", seed=seed, n_draws=n_draws), float(count) + JEFFREYS
            )
            for target, count in counts.items()
        ],
        axis=1,
    )
    return np.asarray(gammas / gammas.sum(axis=1, keepdims=True))
