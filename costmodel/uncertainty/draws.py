"""Draws made before the model runs: one stream for each parameter name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from costmodel.errors import ModelError
from costmodel.uncertainty.distributions import Distribution

Floats = NDArray[np.float64]
EDGE = 1e-9
"""Uniforms keep this far from 0 and 1, where some quantiles are infinite."""


def stream(name: str, *, seed: int) -> np.random.Generator:
    """Return the random generator that belongs to ``name`` and to nothing else.

    Parameters
    ----------
    name : str
        Name of a parameter. Other names do not change its stream.
    seed : int
        Seed of the run, not negative.

    Examples
    --------
    >>> a, b = stream("exit", seed=1), stream("exit", seed=1)
    >>> bool(a.random() == b.random())
    True
    """
    if seed < 0:
        raise ModelError(f"the seed is {seed}: it must be 0 or more. Give another seed.")
    digest = hashlib.sha256(name.encode("utf-8")).digest()
    return np.random.default_rng([seed, int.from_bytes(digest[:8], "little")])


def uniforms(name: str, *, seed: int, n_draws: int) -> Floats:
    """Return evenly spread uniforms for ``name``.

    Parameters
    ----------
    name : str
        Name of a parameter.
    seed : int
        Seed of the run.
    n_draws : int
        Number of draws, 1 or more.

    Returns
    -------
    ndarray of shape (n_draws,)
        The first points of a scrambled Sobol' sequence in one dimension, in an order of
        this name's own, so that two names are independent. [probability]

    Notes
    -----
    The own order is needed: the same sequence under two scrambles, taken in the same
    order, is not independent from pair to pair.

    References
    ----------
    .. [1] Owen (1998), Journal of Complexity 14(4), sec. 2 (scrambled nets).
    """
    if n_draws < 1:
        raise ModelError(f"n_draws is {n_draws}: it must be 1 or more.")
    rng = stream(name, seed=seed)
    sobol = qmc.Sobol(1, scramble=True, rng=rng)
    n_bits = max(0, int(n_draws - 1).bit_length())
    points = sobol.random_base2(n_bits)[:n_draws, 0]
    shuffled: Floats = rng.permutation(points)
    return np.asarray(np.clip(shuffled, EDGE, 1 - EDGE), dtype=np.float64)


def draw(
    distributions: Mapping[str, Distribution], *, seed: int, n_draws: int
) -> dict[str, Floats]:
    """Return ``n_draws`` values of each parameter, independent between names.

    Parameters
    ----------
    distributions : mapping of str to Distribution
        Parameter name to its distribution.

    Returns
    -------
    dict of str to ndarray of shape (n_draws,)
        In the unit of each parameter. A parameter's draws depend on its name, the seed and
        the number of draws only.

    Examples
    --------
    >>> wide = Distribution("uniform", low=0.0, high=1.0)
    >>> alone = draw({"exit": wide}, seed=7, n_draws=8)["exit"]
    >>> among_others = draw({"cost": wide, "exit": wide}, seed=7, n_draws=8)["exit"]
    >>> bool((alone == among_others).all())
    True
    """
    return {
        name: dist.quantile(uniforms(name, seed=seed, n_draws=n_draws))
        for name, dist in distributions.items()
    }
