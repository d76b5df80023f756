"""How often the interval holds what came, on a small draw of the national panel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from costmodel.forecast.forecast import forecast_series

REPO = Path(__file__).resolve().parents[2]
PANEL = REPO / "data" / "reference" / "unemployed.csv"
LAST_LEARNED, N_AHEAD, N_GMINAS = 2019, 5, 8


@pytest.fixture(scope="module")
def panel() -> pd.DataFrame:
    if not PANEL.exists():
        pytest.skip("the national panel data/reference/unemployed.csv is not there")
    table = pd.read_csv(PANEL, dtype={"teryt": str}).set_index("teryt").dropna()
    table.columns = pd.Index([int(name.split(".")[-1]) for name in table.columns])
    gminas = table[table.index.str[-1].isin(["1", "2", "3"])].sort_index()
    chosen = np.random.default_rng(0).choice(gminas.index, N_GMINAS, replace=False)
    return gminas.loc[sorted(chosen)]


def test_the_interval_holds_most_of_the_last_five_years(panel: pd.DataFrame) -> None:
    held = []
    for _, row in panel.iterrows():
        history = row.astype(float)
        outlook = forecast_series(history.loc[:LAST_LEARNED], last_year=LAST_LEARNED + N_AHEAD)
        came = history.loc[LAST_LEARNED + 1 :].to_numpy()
        held.append((came >= outlook.low) & (came <= outlook.high))
    # nominal 0.8; 300 gminas gave 0.84; all gminas share one economy, so a wide margin
    assert 0.6 < np.mean(held) < 0.97
