"""Let a small place borrow the shares of its peers, as far as places are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from costmodel.calibration.likeness import common_shares, likeness
from costmodel.errors import ModelError
from costmodel.uncertainty.draws import uniforms

Floats = NDArray[np.float64]
LEAST_SHAPE = 1e-6
"""Shapes of gammas are kept above it, so that no draw is without any share."""


@dataclass(frozen=True, slots=True, eq=False)
class Borrowed:
    """Shares of one place, learned from its own counts and those of its peers.

    Parameters
    ----------
    shares : ndarray of shape (n_draws, n_targets)
        Each draw sums to 1. [share]
    own_weight : float
        Weight of the place's own counts; the rest is that of its peers. [share]
    """

    shares: Floats
    own_weight: float


def borrowed_shares(
    own: Floats, peers: Floats, *, targets: Sequence[str], name: str, seed: int, n_draws: int
) -> Borrowed:
    r"""Return shares drawn from a place's own counts and those of its peers.

    Parameters
    ----------
    own : ndarray of shape (n_targets,)
        Those of the place who went to each target; all 0 where it counted nobody. [persons]
    peers : ndarray of shape (n_peers, n_targets)
        The same of its peers. [persons]
    targets : sequence of str
        Their names; each has streams of its own, ``name.target`` and ``name.target.peers``.

    Raises
    ------
    ModelError
        If the shapes do not fit, or fewer than two peers have cases.

    Notes
    -----
    For each draw: how many cases the common shares are worth, what they are, and the shares of
    the place,

    .. math::
        K \sim p(K \mid c), \qquad
        \bar p \sim \mathrm{Dirichlet}(n_e \hat p), \; n_e = \sum_i \frac{n_i (K + 1)}{n_i + K},
        \qquad p \sim \mathrm{Dirichlet}(c_0 + K \bar p)

    with :math:`\hat p` the shares of all peers. The counts of the place tell K as well: a place
    unlike its peers borrows less. Its weight is :math:`E[n_0 / (n_0 + K)]`.

    References
    ----------
    .. [1] Morris (1983), JASA 78, p. 47 (the uncertainty of the common value counts too).
    .. [2] Kish (1965), Survey Sampling, sec. 5.4 (effective size of clustered counts).

    Examples
    --------
    >>> many = np.array([[60.0, 40.0], [55.0, 45.0], [62.0, 38.0], [58.0, 42.0]])
    >>> found = borrowed_shares(
    ...     np.array([1.0, 4.0]), many, targets=("stay", "leave"), name="x", seed=1, n_draws=256
    ... )
    >>> bool(0.2 < found.own_weight < 0.8), bool(0.4 < found.shares[:, 0].mean() < 0.6)
    (False, True)
    """
    if own.shape != (len(targets),) or peers.ndim != 2 or peers.shape[1] != len(targets):
        raise ModelError(
            f"own has shape {own.shape} and peers {peers.shape}: with {len(targets)} targets they "
            f"must be ({len(targets)},) and (n_peers, {len(targets)})."
        )
    known = peers[peers.sum(axis=1) > 0]
    alike = likeness(np.vstack([known, own]) if own.any() else known)
    worth = alike.drawn(uniforms(f"{name}.likeness", seed=seed, n_draws=n_draws))

    def drawn(shapes: Floats, suffix: str) -> Floats:
        streams = [uniforms(f"{name}.{t}{suffix}", seed=seed, n_draws=n_draws) for t in targets]
        at = np.maximum(shapes, LEAST_SHAPE)
        gammas = np.asarray(stats.gamma.ppf(np.stack(streams, axis=1), at), dtype=np.float64)
        return np.asarray(gammas / gammas.sum(axis=1, keepdims=True))

    people = known.sum(axis=1)
    effective = (people * (worth[:, None] + 1) / (people + worth[:, None])).sum(axis=1)
    common = drawn(effective[:, None] * common_shares(known), ".peers")
    return Borrowed(drawn(own + worth[:, None] * common, ""), alike.own_weight(float(own.sum())))
