"""How much places differ beyond chance: the weight that peers deserve."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]


def share_weight(counts: Floats) -> float:
    r"""Return how many cases of its own the common share of places is worth.

    Parameters
    ----------
    counts : ndarray of shape (n_places, n_targets)
        Those who went to each target, 0 or more; places without cases are left out. [persons]

    Returns
    -------
    float
        K of a Dirichlet with mean p and concentration K; infinite where places differ by no
        more than chance. [persons]

    Raises
    ------
    ModelError
        If fewer than two places have cases, or a count is negative or not finite.

    Notes
    -----
    Analysis of variance over all targets j:

    .. math::
        B &= \frac{1}{m-1} \sum_{ij} n_i (p_{ij} - p_j)^2, \qquad
        W = \frac{1}{\sum_i (n_i - 1)} \sum_{ij} n_i p_{ij} (1 - p_{ij}) \\
        n_0 &= \frac{N - \sum n_i^2 / N}{m - 1}, \qquad
        \rho = \frac{B - W}{B + (n_0 - 1) W}, \qquad K = 1/\rho - 1

    References
    ----------
    .. [1] Ridout, Demétrio, Firth (1999), Biometrics 55, p. 137, eq. (2) (two targets).
    .. [2] Weir and Cockerham (1984), Evolution 38, p. 1358 (many).

    Examples
    --------
    >>> share_weight(np.array([[5.0, 5.0], [5.0, 5.0]]))
    inf
    """
    known = _known(counts)
    n = known.sum(axis=1)
    total, places = n.sum(), len(n)
    shares, common = known / n[:, None], known.sum(axis=0) / total
    between = float((n[:, None] * (shares - common) ** 2).sum()) / (places - 1)
    within = float((n[:, None] * shares * (1 - shares)).sum()) / max(total - places, 1.0)
    typical = (total - float((n**2).sum()) / total) / (places - 1)
    spread = between + (typical - 1) * within
    rho = (between - within) / spread if spread > 0 else 0.0
    return float(1 / rho - 1) if rho > 0 else float("inf")


def rate_weight(events: Floats, exposure: Floats) -> float:
    r"""Return how much exposure of its own the common rate of places is worth.

    Parameters
    ----------
    events, exposure : ndarray of shape (n_places,)
        Cases [persons] and those among whom they are counted [persons].

    Returns
    -------
    float
        Rate parameter of the gamma of true rates; infinite where places differ by no more than
        chance. [persons]

    Notes
    -----
    .. math:: A = s^2 - m / \bar e, \qquad s^2 = \sum e_i (r_i - m)^2 / \sum e_i, \qquad K = m / A

    References
    ----------
    .. [1] Marshall (1991), Applied Statistics 40, p. 283 (global smoother).
    """
    usable = exposure > 0
    if usable.sum() < 2 or (events < 0).any() or events.sum() <= 0:
        raise ModelError(
            "the common rate needs two or more places with exposure, and at least one event, none "
            "negative: add peers or drop the rate."
        )
    events, exposure = events[usable], exposure[usable]
    mean = events.sum() / exposure.sum()
    variance = float((exposure * (events / exposure - mean) ** 2).sum() / exposure.sum())
    beyond = variance - mean / exposure.mean()
    return float(mean / beyond) if beyond > 0 else float("inf")


def _known(counts: Floats) -> Floats:
    if counts.ndim != 2 or not np.isfinite(counts).all() or (counts < 0).any():
        raise ModelError("counts must have the shape (n_places, n_targets), finite, none negative.")
    known = counts[counts.sum(axis=1) > 0]
    if len(known) < 2:
        raise ModelError(
            f"{len(known)} places have cases: two or more are needed to learn from peers: add some."
        )
    return np.asarray(known, dtype=np.float64)
