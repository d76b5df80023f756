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


def dirichlet_rows(
    counts: Floats,
    name: str,
    *,
    seed: int,
    n_draws: int,
    possible: NDArray[np.bool_] | None = None,
) -> Floats:
    """Return a matrix of shares drawn from counts of moves, row by row.

    Parameters
    ----------
    counts : ndarray of shape (n_rows, n_targets)
        Moves counted from each row to each target, 0 or more. [persons]
    name : str
        Name of the matrix; the stream of a cell is ``name.row.target``, by position.
    possible : ndarray of shape (n_rows, n_targets), optional
        Moves that can happen; the others have a share of 0 in every draw. By default all.

    Returns
    -------
    ndarray of shape (n_draws, n_rows, n_targets)
        Each row of each draw sums to 1; rows are independent. [share]

    Raises
    ------
    ModelError
        If a count is negative, not finite, or stands where no move is possible, or a row has no
        possible move.

    Notes
    -----
    Each row is that of :func:`dirichlet_shares`.

    Examples
    --------
    >>> moves = np.array([[80.0, 20.0], [0.0, 50.0]])
    >>> stays = np.array([[True, True], [False, True]])
    >>> drawn = dirichlet_rows(moves, "levels", seed=1, n_draws=4, possible=stays)
    >>> drawn.shape, drawn[:, 1].tolist() == [[0.0, 1.0]] * 4
    ((4, 2, 2), True)
    """
    open_ = np.ones(counts.shape, dtype=np.bool_) if possible is None else possible
    _fail_if_not_rows(counts, open_, name)
    rows = np.zeros((n_draws, *counts.shape))
    for i, (row, may) in enumerate(zip(counts, open_, strict=True)):
        moves = {str(j): float(row[j]) for j in np.flatnonzero(may)}
        rows[:, i, may] = dirichlet_shares(moves, f"{name}.{i}", seed=seed, n_draws=n_draws)
    return rows


def _fail_if_not_rows(counts: Floats, possible: NDArray[np.bool_], name: str) -> None:
    if counts.ndim != 2 or counts.shape != possible.shape:
        raise ModelError(
            f"{name} has counts of shape {counts.shape} and possible moves of shape "
            f"{possible.shape}: both must be (n_rows, n_targets)."
        )
    barred = np.argwhere((counts != 0) & ~possible)
    if barred.size:
        i, j = (int(place) for place in barred[0])
        raise ModelError(
            f"{name}[{i}, {j}] has a count of {counts[i, j]:g} where no move is possible: it must "
            "be 0. Correct the count, or allow the move."
        )
