from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from costmodel.forecast.forecast import forecast_series
from costmodel.indicators.peers import peer_features, peer_group
from costmodel.statistics.panel import load_panel
from costmodel.studies.peer_changes import IN_PANEL, changes_of_peers
from costmodel.teryt import FICTIONAL_GMINA, kind_of

SMALL_GMINA = "2411062"
"""Nędza: fewer than 200 unemployed."""


@pytest.mark.parametrize("since", [2024, 2020])  # later figures of peers are not looked at
def test_the_changes_are_those_of_forecasts_of_the_nearest_gminas(since: int) -> None:
    panel = load_panel()
    found = changes_of_peers(SMALL_GMINA, IN_PANEL, since=since, last_year=since + 4)
    assert found is not None
    whole = panel.unemployed.dropna()
    features = peer_features(panel.population_age).dropna()
    features = features[features.index.isin(whole.index)]
    kinds = pd.Series({code: kind_of(str(code)) for code in features.index})
    peers = peer_group(features, kinds, teryt=SMALL_GMINA)["teryt"]
    assert found.shape == (len(peers), 4)
    for row, code in zip(found[:6], peers[:6], strict=True):
        known = whole.loc[code, :since]
        alone = forecast_series(known, last_year=since + 4)
        np.testing.assert_allclose(row, np.log(alone.median / known[since]), atol=1e-12)


def test_a_gmina_with_a_newer_number_takes_the_changes_after_it() -> None:
    whole = changes_of_peers(SMALL_GMINA, IN_PANEL, since=2024, last_year=2028)
    later = changes_of_peers(SMALL_GMINA, IN_PANEL, since=2025, last_year=2028)
    assert whole is not None
    assert later is not None
    np.testing.assert_allclose(later, whole[:, 1:] - whole[:, :1])


@pytest.mark.parametrize(
    ("teryt", "variable", "since"),
    [
        (SMALL_GMINA, "homeless_persons", 2024),  # the panel does not know it
        (FICTIONAL_GMINA, IN_PANEL, 2024),  # nor this gmina
        (SMALL_GMINA, IN_PANEL, 2008),  # six years are too few for a back-test
    ],
)
def test_without_peers_there_is_no_change(teryt: str, variable: str, since: int) -> None:
    assert changes_of_peers(teryt, variable, since=since, last_year=2028) is None
