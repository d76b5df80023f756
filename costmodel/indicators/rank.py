"""The rank of a place in its group, and how far chance or the choice of peers moves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from costmodel.errors import ModelError
from costmodel.indicators.indicator import Indicator

Floats = NDArray[np.float64]
_PRIOR = 0.5  # Jeffreys: half a thing counted, so that a zero is not certain


def ranks(values: Floats, *, direction: str) -> Floats:
    """Return the ranks of values, 1 the best, equal ones sharing the mean of their ranks.

    Parameters
    ----------
    values : ndarray of shape (..., n_areas)
        Without NaN. [unit of the indicator]
    direction : str
        ``up`` where more is better, ``down`` where less is.

    Returns
    -------
    ndarray of shape (..., n_areas)
        Between 1 and ``n_areas``.

    Examples
    --------
    >>> ranks(np.array([10.0, 30.0, 10.0]), direction="down")
    array([1.5, 3. , 1.5])
    """
    if direction not in ("up", "down"):
        raise ModelError(
            f"direction is {direction}: a rank needs a better side, up or down. Show the values "
            "without a rank."
        )
    signed = -values if direction == "up" else values
    return np.asarray(rankdata(signed, axis=-1), dtype=np.float64)


def percentile(rank: float, n_areas: int) -> float:
    """Return the share of the others that do worse, equal ones by half. [0–100]

    Examples
    --------
    >>> percentile(1, 5), percentile(3, 5), percentile(5, 5)
    (100.0, 50.0, 0.0)
    """
    if n_areas < 2:
        return float("nan")
    return 100 * (n_areas - rank) / (n_areas - 1)


def rank_with_uncertainty(
    values: pd.DataFrame,
    indicator: Indicator,
    rng: np.random.Generator,
    *,
    n_draws: int = 2000,
    level: float = 0.8,
) -> pd.DataFrame:
    r"""Return the rank of every area, and how far chance alone could have moved it.

    Parameters
    ----------
    values : DataFrame
        Rows of one indicator and one year of
        :func:`costmodel.indicators.compute.compute_indicators`; those without a value are left
        out.
    indicator : Indicator
        Says which side is better and how counts vary.
    rng : Generator
        Draws the counts.
    n_draws : int
        How many tables are drawn.
    level : float
        Of the interval of ranks. [share]

    Returns
    -------
    DataFrame, index teryt
        ``value``, ``rank``, ``low``, ``high`` (whole ranks; equal to the rank where the
        indicator has no interval), ``percentile`` [0–100], ``n_areas``.

    Raises
    ------
    ModelError
        If the indicator has no better side, or no area has a value.

    Notes
    -----
    A rate is drawn from :math:`\Gamma(k + 1/2) / e`, a share from
    :math:`\mathrm{Beta}(k + 1/2, n - k + 1/2)`; each draw ranks all areas.

    References
    ----------
    .. [1] Goldstein and Spiegelhalter (1996), J. R. Statist. Soc. A 159(3), 385–443.
    """
    known = values.dropna(subset=["value"]).set_index("teryt").sort_index()
    if known.empty:
        raise ModelError(
            f"no area has a value of {indicator.id}: there is nothing to rank. Add figures."
        )
    value = known["value"].to_numpy(dtype=np.float64)
    rank = ranks(value, direction=indicator.direction)
    tail = (1 - level) / 2
    drawn = _drawn(known, indicator, rng, n_draws)
    ends = np.vstack([rank, rank])
    if drawn is not None:
        of_draws = ranks(drawn, direction=indicator.direction)
        ends = np.quantile(of_draws, [tail, 1 - tail], axis=0)
    return pd.DataFrame(
        {
            "value": value,
            "rank": rank,
            "low": np.floor(np.minimum(ends[0], rank)),
            "high": np.ceil(np.maximum(ends[1], rank)),
            "percentile": [percentile(float(r), len(rank)) for r in rank],
            "n_areas": len(rank),
        },
        index=known.index,
    )


def _drawn(
    known: pd.DataFrame, indicator: Indicator, rng: np.random.Generator, n_draws: int
) -> Floats | None:
    k = known["numerator"].to_numpy(dtype=np.float64)
    n = known["denominator"].to_numpy(dtype=np.float64)
    shape = (n_draws, len(known))
    if indicator.interval == "rate":
        return np.asarray(rng.gamma(k + _PRIOR, size=shape) / n, dtype=np.float64)
    if indicator.interval == "share" and (k <= n).all():
        return np.asarray(rng.beta(k + _PRIOR, n - k + _PRIOR, size=shape), dtype=np.float64)
    return None


def rank_by_group(
    values: pd.DataFrame, indicator: Indicator, *, teryt: str, groups: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Return the rank of one gmina in each of several peer groups.

    Parameters
    ----------
    values : DataFrame
        Rows of one indicator and one year.
    indicator : Indicator
        Says which side is better.
    teryt : str
        The gmina, which must have a value.
    groups : mapping of str to sequence of str
        Peers by the name of the choice: by kind and size, by likeness, named …

    Returns
    -------
    DataFrame
        One row per choice: ``group``, ``rank``, ``n_areas`` (peers with a value, and the gmina),
        ``percentile`` [0–100], ``lowest`` and ``highest`` (percentile when any one peer is left
        out).

    Raises
    ------
    ModelError
        If the gmina has no value, stands among its peers, or the indicator has no better side.
    """
    of_area = values.dropna(subset=["value"]).set_index("teryt")["value"]
    if teryt not in of_area.index:
        raise ModelError(f"{teryt} has no value of {indicator.id}: it cannot be ranked.")
    rows = []
    for name, peers in groups.items():
        if teryt in peers:
            raise ModelError(f"group {name} holds {teryt} itself: take it out.")
        known = of_area.reindex(list(dict.fromkeys(peers))).dropna()
        others = known.to_numpy(dtype=np.float64)
        all_of = np.concatenate([[float(of_area[teryt])], others])
        rank = float(ranks(all_of, direction=indicator.direction)[0])
        without = [
            ranks(np.delete(all_of, place), direction=indicator.direction)[0]
            for place in range(1, len(all_of))
        ]
        left = [percentile(float(r), len(all_of) - 1) for r in without] or [float("nan")]
        share = percentile(rank, len(all_of))
        rows.append((name, rank, len(all_of), share, float(np.min(left)), float(np.max(left))))
    columns = ["group", "rank", "n_areas", "percentile", "lowest", "highest"]
    return pd.DataFrame(rows, columns=columns)
