from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import InputError
from costmodel.forecast.forecast import Forecast, forecast_series
from costmodel.problems.loader import shipped_instruments
from costmodel.statistics.place import load_place
from costmodel.studies.inputs import plan_of, stock_paths
from costmodel.studies.settings import Settings


@pytest.fixture(scope="module")
def forecast() -> Forecast:
    history = pd.Series(
        [900.0, 870.0, 860.0, 880.0, 820.0, 800.0, 790.0, 760.0, 770.0, 740.0],
        index=range(2015, 2025),
    )
    return forecast_series(history, last_year=2030)


def test_observed_years_are_the_same_in_every_draw(forecast: Forecast) -> None:
    stock = stock_paths(forecast, base_year=2023, last_year=2026, settings=Settings(n_draws=200))
    assert stock.shape == (200, 4)
    np.testing.assert_array_equal(stock[:, 0], 770.0)
    np.testing.assert_array_equal(stock[:, 1], 740.0)
    assert (stock[:, 2:].std(axis=0) > 0).all()


def test_forecast_years_spread_around_the_forecast(forecast: Forecast) -> None:
    stock = stock_paths(forecast, base_year=2026, last_year=2030, settings=Settings(n_draws=4000))
    np.testing.assert_allclose(np.median(stock, axis=0), forecast.median[1:], rtol=0.05)
    within = (stock >= forecast.low[1:]) & (stock <= forecast.high[1:])
    np.testing.assert_allclose(within.mean(axis=0), 0.8, atol=0.04)


def test_a_longer_forecast_changes_no_draw_of_the_years_before(forecast: Forecast) -> None:
    shorter = replace(
        forecast,
        years=forecast.years[:4],
        median=forecast.median[:4],
        low=forecast.low[:4],
        high=forecast.high[:4],
        spread=forecast.spread[:4],
    )
    few = stock_paths(shorter, base_year=2026, last_year=2028, settings=Settings(n_draws=100))
    many = stock_paths(forecast, base_year=2026, last_year=2030, settings=Settings(n_draws=100))
    np.testing.assert_array_equal(few, many[:, :3])


@pytest.mark.parametrize("text", ["", "[cis]\nfirst_year = 2027\n[cis.coverage]\n"])
def test_a_plan_that_reaches_nobody_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    place = replace(load_place("3215011"), plan_path=path)
    with pytest.raises(InputError, match="nikogo nie obejmuje"):
        plan_of(place, shipped_instruments(), tuple(range(2027, 2034)))
