"""Draws of several numbers put into a required rank correlation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.sparse import csgraph

from costmodel.errors import ModelError
from costmodel.uncertainty.draws import uniforms

Floats = NDArray[np.float64]
SMALLEST = 1e-8
"""A correlation matrix whose smallest eigenvalue is not above this is not positive definite."""
_SHARE_OF_WORST = 0.1
"""Pairs that pull this much less than the worst one are not named."""


def correlated_uniforms(
    names: Sequence[str], correlation: Floats, *, seed: int, n_draws: int
) -> dict[str, Floats]:
    r"""Return each name's own uniforms, in an order that gives the rank correlations.

    Parameters
    ----------
    names : sequence of str
        Names of parameters, each once.
    correlation : ndarray of shape (n_names, n_names)
        Required rank correlations (Spearman), 1 on the diagonal. [-1 to 1]

    Returns
    -------
    dict of str to ndarray of shape (n_draws,)
        The very points of :func:`costmodel.uncertainty.draws.uniforms`, reordered. A name that is
        correlated with none keeps its order too. [probability]

    Raises
    ------
    ModelError
        If a name stands twice, the matrix has another shape, is not symmetric or not positive
        definite (with the pairs that clash), or there are too few draws. Nothing is repaired.

    Notes
    -----
    A Gaussian copula: its correlation is :math:`R = 2 \sin(\pi \rho / 6)`. The normal scores of
    the names' own draws are freed of the correlation they have by chance, given R, and each
    name's points are put in the order of the result. The names of each group that hangs together
    are taken by the alphabet, so that neither their order nor a name outside the group matters.

    References
    ----------
    .. [1] Iman, Conover (1982), Communications in Statistics B 11(3), pp. 311–334.
    .. [2] Kruskal (1958), Journal of the American Statistical Association 53(284), sec. 5
       (Pearson of a normal pair from Spearman).

    Examples
    --------
    >>> wanted = np.array([[1.0, 0.6], [0.6, 1.0]])
    >>> drawn = correlated_uniforms(["exit", "relapse"], wanted, seed=1, n_draws=1024)
    >>> round(float(stats.spearmanr(drawn["exit"], drawn["relapse"]).statistic), 2)
    0.6
    """
    _fail_if_clashing(names, correlation)
    drawn = {name: uniforms(name, seed=seed, n_draws=n_draws) for name in names}
    for group in _groups(names, correlation):
        if len(group) == 1:
            continue
        if n_draws <= len(group):
            raise ModelError(
                f"n_draws is {n_draws}: it must be more than the {len(group)} names that are "
                "correlated. Make more draws."
            )
        chosen = [names[i] for i in group]
        own = np.stack([drawn[name] for name in chosen], axis=1)
        ordered = _reordered(own, _normal_correlation(correlation[np.ix_(group, group)]))
        drawn |= dict(zip(chosen, ordered.T, strict=True))
    return drawn


def clashing_pairs(correlation: Floats) -> tuple[tuple[int, int], ...]:
    """Return the pairs that keep a square matrix from being a rank correlation, the worst first.

    Parameters
    ----------
    correlation : ndarray of shape (n_names, n_names)
        [-1 to 1]

    Returns
    -------
    tuple of pairs of int
        Positions (row, column). Pairs that differ from their mirror, are no number from -1 to 1
        or do not have 1 on the diagonal; if there are none, those that together cannot be.
        Empty where all is well.

    Notes
    -----
    Of pairs that cannot be together: with v the eigenvector of the smallest eigenvalue of R, those
    with the most negative :math:`v_i v_j R_{ij}`.

    Examples
    --------
    >>> clashing_pairs(np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0], [0.0, 0.0, 1.0]]))
    ()
    >>> clashing_pairs(np.array([[1.0, 0.9, -0.9], [0.9, 1.0, 0.9], [-0.9, 0.9, 1.0]]))
    ((0, 1), (0, 2), (1, 2))
    """
    sound = np.isfinite(correlation) & (np.abs(correlation) <= 1)
    sound &= np.isclose(correlation, correlation.T, rtol=0.0, atol=1e-12)
    sound &= ~np.eye(len(correlation), dtype=np.bool_) | (correlation == 1.0)
    if not sound.all():
        return tuple((int(i), int(j)) for i, j in np.argwhere(~(sound & sound.T)) if i <= j)
    normal = _normal_correlation(correlation)
    values, vectors = np.linalg.eigh(normal)
    if values[0] > SMALLEST:
        return ()
    pull = np.triu(np.outer(vectors[:, 0], vectors[:, 0]) * normal, k=1).round(12)
    pairs = np.argwhere(pull < _SHARE_OF_WORST * pull.min())
    worst_first = sorted(pairs, key=lambda pair: (pull[pair[0], pair[1]], *pair))
    return tuple((int(i), int(j)) for i, j in worst_first)


def _fail_if_clashing(names: Sequence[str], correlation: Floats) -> None:
    twice = sorted({name for name in names if list(names).count(name) > 1})
    if twice or correlation.shape != (len(names), len(names)):
        raise ModelError(
            f"{len(names)} names ({', '.join(twice) or 'none'} more than once) stand beside "
            f"correlations of shape {correlation.shape}: give each name once, and a row and a "
            "column for each."
        )
    pairs = clashing_pairs(correlation)
    if pairs:
        told = "; ".join(
            f"{names[i]} and {names[j]}: {correlation[i, j]:g} and {correlation[j, i]:g}"
            for i, j in pairs
        )
        raise ModelError(
            f"the rank correlations cannot hold together ({told}): they must be symmetric, 1 on "
            "the diagonal and positive definite. Correct these pairs, or bring them nearer to 0."
        )


def _normal_correlation(spearman: Floats) -> Floats:
    return np.asarray(2 * np.sin(np.pi * spearman / 6))


def _groups(names: Sequence[str], correlation: Floats) -> list[list[int]]:
    """Return positions of the names that hang together, each group by the alphabet."""
    n_groups, member = csgraph.connected_components(correlation != 0, directed=False)
    order = sorted(range(len(names)), key=lambda i: names[i])
    return [[i for i in order if member[i] == group] for group in range(n_groups)]


def _reordered(own: Floats, normal: Floats) -> Floats:
    """Return the columns of ``own`` of shape (n_draws, n_names), each in its new order."""
    scores = stats.norm.ppf(own)
    scores -= scores.mean(axis=0)
    by_chance = np.linalg.cholesky(np.corrcoef(scores, rowvar=False))
    free = np.linalg.solve(by_chance, (scores / scores.std(axis=0)).T)
    wanted = (np.linalg.cholesky(normal) @ free).T
    ranks = wanted.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    return np.take_along_axis(np.sort(own, axis=0), ranks, axis=0)
