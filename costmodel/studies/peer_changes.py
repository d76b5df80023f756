"""The changes that forecasts of similar gminas show, for a gmina too small to tell its own."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.forecast.outlooks import outlooks
from costmodel.forecast.settings import default_settings
from costmodel.indicators.peers import MINIMUM_PEERS, peer_features, peer_group
from costmodel.statistics.panel import load_panel
from costmodel.teryt import GMINA_KINDS, kind_of

Floats = NDArray[np.float64]
IN_PANEL = "unemployed_registered"
"""The one series of which the national panel knows every gmina in every year."""


def changes_of_peers(teryt: str, variable: str, *, since: int, last_year: int) -> Floats | None:
    """Return the changes of the log that forecasts of a gmina's peers show.

    Parameters
    ----------
    teryt : str
        The gmina that borrows.
    variable : str
        Its series; only :data:`IN_PANEL` has peers.
    since : int
        Last year that the gmina knows; later figures of peers are not used.
    last_year : int
        Last year forecast.

    Returns
    -------
    ndarray of shape (n_peers, last_year - since), or None
        Peers are the nearest of the same kind in size and ages. ``None`` where the gmina or the
        variable is not in the panel, or the peers' series are too short. [log units]
    """
    if variable != IN_PANEL:
        return None
    series, features = _panel()
    kinds = pd.Series({str(code): kind_of(str(code)) for code in features.index})
    if teryt not in features.index or (kinds == kinds[teryt]).sum() <= MINIMUM_PEERS:
        return None
    peers = peer_group(features, kinds, teryt=teryt)["teryt"]
    known = series.loc[list(peers)]
    known = known[[year for year in known.columns if int(str(year)) <= since]]
    if known.shape[1] < default_settings().min_observations:
        return None
    end = int(str(known.columns[-1]))
    values = known.to_numpy(dtype=np.float64)
    found = outlooks(values, last_year - end)
    last = np.log(values[:, -1] + found.offset)[:, None]
    path = np.concatenate([last, found.middle], axis=1)
    begin = path[:, since - end]
    return np.asarray(path[:, since - end + 1 :] - begin[:, None])


@cache
def _panel() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the whole series of gminas, and what makes gminas alike; the same gminas in both."""
    panel = load_panel()
    whole = panel.unemployed.dropna()
    whole = whole[[kind_of(str(code)) in GMINA_KINDS for code in whole.index]]
    features = peer_features(panel.population_age).dropna()
    both = whole.index.intersection(features.index)
    return whole.loc[both], features.loc[both]
