"""Weights of prior draws, from their likelihoods, and which draws they keep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Reweighting:
    """What yearly stocks say of prior draws.

    Parameters
    ----------
    weights : ndarray of shape (n_draws,)
        Sum to 1.
    effective : float
        Effective number of draws, 1 / Σ w². [draws]
    years : tuple of int
        Years whose stocks were used.
    spread : float
        Standard deviation of the log of a published stock that was assumed. [log units]
    """

    weights: Floats
    effective: float
    years: tuple[int, ...]
    spread: float


def weighed(logs: Floats, *, years: tuple[int, ...], spread: float) -> Reweighting:
    """Return the weights of draws from the logs of their likelihoods, shape (n_draws,).

    Examples
    --------
    >>> weighed(np.log([1.0, 3.0]), years=(2024,), spread=0.1).weights.round(2).tolist()
    [0.25, 0.75]
    """
    weights = np.exp(logs - logsumexp(logs))
    return Reweighting(np.asarray(weights), float(1 / (weights**2).sum()), years, spread)


def resampled(found: Reweighting, rng: np.random.Generator, *, n_draws: int) -> NDArray[np.intp]:
    r"""Return the places of draws to keep, by systematic resampling.

    Parameters
    ----------
    found : Reweighting
    rng : Generator
        One uniform is drawn from it.
    n_draws : int
        Draws wanted.

    Returns
    -------
    ndarray of int, shape (n_draws,)
        In rising order; a draw of weight w comes ⌊n w⌋ or ⌈n w⌉ times.

    References
    ----------
    .. [1] Douc, Cappé, Moulines (2005), ISPA, p. 64, sec. 2.4 (systematic resampling).

    Examples
    --------
    >>> half = Reweighting(np.array([0.5, 0.0, 0.5]), 2.0, (2024,), 0.1)
    >>> resampled(half, np.random.default_rng(1), n_draws=4).tolist()
    [0, 0, 2, 2]
    """
    points = (rng.random() + np.arange(n_draws)) / n_draws
    edges = np.cumsum(found.weights)
    return np.minimum(np.searchsorted(edges / edges[-1], points), len(edges) - 1)


def kept_in_place(places: NDArray[np.intp], rng: np.random.Generator) -> NDArray[np.intp]:
    """Return resampled places in an order in which every draw that is kept stays where it was.

    What is drawn elsewhere, and correlated with these draws, then still stands beside them;
    further copies fill, in an order of chance, the places of draws that were dropped.

    Parameters
    ----------
    places : ndarray of int, shape (n_draws,)
        As :func:`resampled` returns them, for as many draws as there were.
    rng : Generator
        Orders the further copies.

    Examples
    --------
    >>> kept_in_place(np.array([0, 0, 2]), np.random.default_rng(1)).tolist()
    [0, 0, 2]
    >>> kept_in_place(np.array([1, 2, 2]), np.random.default_rng(1)).tolist()
    [2, 1, 2]
    """
    times = np.bincount(places, minlength=len(places))
    everyone = np.arange(len(places))
    copies = np.repeat(everyone, np.maximum(times - 1, 0))
    found = everyone.copy()
    found[times == 0] = rng.permutation(copies)
    return found
