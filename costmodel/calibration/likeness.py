"""How alike gminas are in where people go, learned from what several of them counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from costmodel.errors import ModelError
from costmodel.uncertainty.counted_share import JEFFREYS

Floats = NDArray[np.float64]
N_GRID = 200
MOST_UNLIKE = 0.5
"""Largest correlation tried: there the shares of all are worth one case of one's own."""


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How many cases of one's own the common shares of peers are worth.

    Parameters
    ----------
    worth : ndarray of shape (n_grid,)
        Worths that are possible, falling. [persons]
    chance : ndarray of shape (n_grid,)
        How likely each is; they sum to 1.
    """

    worth: Floats
    chance: Floats

    def own_weight(self, people: float) -> float:
        """Return the weight of one's own cases beside the common shares. [share]

        Examples
        --------
        >>> Likeness(np.array([30.0, 10.0]), np.array([0.5, 0.5])).own_weight(30)
        0.625
        """
        return float((self.chance * people / (people + self.worth)).sum())

    def drawn(self, uniforms: Floats) -> Floats:
        """Return the worth that belongs to each uniform, in their shape. [persons]"""
        edges = np.cumsum(self.chance)
        places = np.searchsorted(edges / edges[-1], uniforms)
        return np.asarray(self.worth[np.minimum(places, len(edges) - 1)], dtype=np.float64)


def likeness(counts: Floats) -> Likeness:
    r"""Return how alike places are, given what each of them counted.

    Parameters
    ----------
    counts : ndarray of shape (n_places, n_targets)
        Those who went to each target, 0 or more; places without cases teach nothing. [persons]

    Raises
    ------
    ModelError
        If fewer than two places have cases, or a count is negative or not finite.

    Notes
    -----
    The counts of each place i are Dirichlet-multinomial around the shares of all the **others**,
    with concentration K:

    .. math::
        \log L(K) = \sum_i \Bigl[ \log \frac{\Gamma(K)}{\Gamma(n_i + K)} +
        \sum_j \log \frac{\Gamma(c_{ij} + K p_{-i,j})}{\Gamma(K p_{-i,j})} \Bigr], \qquad
        K = 1 / \rho - 1

    The prior of the correlation ρ is even from 0 to :data:`MOST_UNLIKE`; the shares of the others
    have ½ added for each target. Around the shares of all, three or four places would look more
    alike than they are, since each has drawn the common shares towards itself. Few places leave
    K uncertain, and so it stays.

    References
    ----------
    .. [1] Minka (2000), Estimating a Dirichlet distribution, sec. 3 (the likelihood).
    .. [2] Geisser (1975), JASA 70, p. 320 (each judged by the others alone).

    Examples
    --------
    >>> alike = likeness(np.array([[50.0, 50.0], [51.0, 49.0], [49.0, 51.0]]))
    >>> unlike = likeness(np.array([[90.0, 10.0], [50.0, 50.0], [10.0, 90.0]]))
    >>> alike.own_weight(50) < 0.5 < unlike.own_weight(50)
    True
    """
    known = _known(counts)
    steps = (np.arange(N_GRID) + 0.5) / N_GRID * np.sqrt(MOST_UNLIKE)
    worth = 1 / steps**2 - 1
    others = known.sum(axis=0) - known + JEFFREYS
    prior = worth[:, None, None] * (others / others.sum(axis=1, keepdims=True))
    people = known.sum(axis=1)[:, None]
    ends = gammaln(worth) - gammaln(people + worth)
    parts = gammaln(known + prior) - gammaln(prior)
    logs = ends.sum(axis=0) + parts.sum(axis=(1, 2)) + np.log(steps)
    chance = np.exp(logs - logs.max())
    return Likeness(worth, chance / chance.sum())


def common_shares(counts: Floats) -> Floats:
    """Return the shares of all places together, none of them 0.

    Examples
    --------
    >>> common_shares(np.array([[4.0, 0.0], [5.0, 0.0]])).tolist()
    [0.95, 0.05]
    """
    smoothed = counts.sum(axis=0) + JEFFREYS
    return np.asarray(smoothed / smoothed.sum(), dtype=np.float64)


def _known(counts: Floats) -> Floats:
    if counts.ndim != 2 or not np.isfinite(counts).all() or (counts < 0).any():
        raise ModelError("counts must have the shape (n_places, n_targets), finite, none negative.")
    known = counts[counts.sum(axis=1) > 0]
    if len(known) < 2:
        raise ModelError(
            f"{len(known)} places have cases: two or more are needed to learn from peers: add some."
        )
    return np.asarray(known, dtype=np.float64)
