"""Gminas like this one: of the same kind, and near in a stated set of features."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from costmodel.errors import ModelError
from costmodel.indicators.catalogue import default_catalogue

MINIMUM_PEERS = 5  # quartiles of fewer gminas say nothing

FEATURES = ("log_population", "share_0_14", "share_65_plus", "share_80_plus")
"""What makes gminas alike: natural log of population, and shares of ages. [log, shares]"""


def peer_features(ages: pd.DataFrame) -> pd.DataFrame:
    """Return the features by which gminas are compared.

    Parameters
    ----------
    ages : DataFrame, index teryt, 18 columns ``population_0_4`` … ``population_85_plus``
        Population by age. [persons]

    Returns
    -------
    DataFrame, index teryt, columns :data:`FEATURES`
        NaN where a count is missing or nobody lives.
    """
    groups = default_catalogue().groups
    counts = {
        name: ages[list(groups[name])].sum(axis=1, skipna=False)
        for name in ("age_all", "age_0_14", "age_65_plus", "age_80_plus")
    }
    total = counts["age_all"].where(counts["age_all"] > 0)
    return pd.DataFrame(
        {
            "log_population": np.log(total),
            "share_0_14": counts["age_0_14"] / total,
            "share_65_plus": counts["age_65_plus"] / total,
            "share_80_plus": counts["age_80_plus"] / total,
        }
    )


def peer_group(
    features: pd.DataFrame,
    kinds: pd.Series[str],
    *,
    teryt: str,
    size: int = 20,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    r"""Return the gminas of the same kind nearest to one gmina, by any stated features.

    Parameters
    ----------
    features : DataFrame, index teryt
        One numeric column per feature; rows with NaN cannot be peers.
    kinds : Series of str, index teryt
        Kind of each gmina: 1 urban, 2 rural, 3 urban-rural.
    teryt : str
        The gmina for which peers are sought; never among them.
    weights : mapping of str to float, optional
        How much each feature counts; not negative. By default all count 1.
    size : int
        Peers wanted. Fewer are returned if fewer exist, but at least :data:`MINIMUM_PEERS`.

    Returns
    -------
    DataFrame
        ``teryt``, ``distance`` [standard deviations], nearest first, equal ones by code.

    Raises
    ------
    ModelError
        If the gmina is unknown, lacks a feature, or has too few gminas of its kind.

    Notes
    -----
    .. math:: d_i = \sqrt{\sum_f w_f ((x_{if} - x_f) / s_f)^2}

    with s the standard deviation of the feature over the gminas of the kind.
    """
    if size < MINIMUM_PEERS:
        raise ModelError(
            f"size is {size}: a peer group must hold at least {MINIMUM_PEERS} gminas. Ask for more."
        )
    if teryt not in features.index or teryt not in kinds.index:
        raise ModelError(
            f"gmina {teryt} is not among the {len(features)} gminas with features: its code must "
            "stand in the panel. Check the code, or give its population by age."
        )
    own = features.loc[teryt]
    absent = [str(name) for name in features.columns if pd.isna(own[name])]
    if absent:
        raise ModelError(
            f"gmina {teryt} lacks {', '.join(absent)}: all features must be known "
            "to find peers. Give its population by age."
        )
    alike = kinds.index[kinds == kinds.loc[teryt]]
    pool = features[features.index.isin(alike)].dropna()
    if len(pool) - 1 < MINIMUM_PEERS:
        raise ModelError(
            f"gmina {teryt} has {len(pool) - 1} gminas of its kind: there must be at least "
            f"{MINIMUM_PEERS}. Give features of more gminas."
        )
    return _nearest(pool.sort_index(), teryt, size, _importance(pool, weights))


def _importance(pool: pd.DataFrame, weights: Mapping[str, float] | None) -> pd.Series[float]:
    given = weights if weights is not None else dict.fromkeys(map(str, pool.columns), 1.0)
    ordered = pd.Series(dict(given), dtype=float).reindex(pool.columns)
    if ordered.isna().any() or (ordered < 0).any() or not ordered.sum() > 0:
        raise ModelError(
            f"weights are {dict(given)}: each feature of {list(pool.columns)} must have one, none "
            "negative, and not all zero. Give a weight for each."
        )
    return ordered


def _nearest(
    pool: pd.DataFrame, teryt: str, size: int, importance: pd.Series[float]
) -> pd.DataFrame:
    spread = pool.std(ddof=0)
    scaled = (pool - pool.loc[teryt]) / spread.where(spread > 0, 1.0)
    # twelve digits: a tie must not be decided by the last bit of a float
    distance = np.sqrt((scaled**2 * importance).sum(axis=1)).round(12).drop(teryt)
    table = pd.DataFrame({"teryt": distance.index.astype(str), "distance": distance.to_numpy()})
    return table.sort_values(["distance", "teryt"]).head(size).reset_index(drop=True)
