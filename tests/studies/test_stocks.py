from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import InputError
from costmodel.forecast.forecast import Forecast, forecast_series
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import Place
from costmodel.statutes.book import load_book
from costmodel.studies.settings import Settings
from costmodel.studies.stocks import Stock, stock_of, stock_paths
from costmodel.studies.values import Values
from tests.studies.made_up import known, problem
from tests.studies.made_up_place import place

HISTORY = pd.Series(
    [900.0, 870.0, 860.0, 880.0, 820.0, 800.0, 790.0, 760.0, 770.0, 740.0],
    index=range(2015, 2025),
)


@pytest.fixture(scope="module")
def forecast() -> Forecast:
    return forecast_series(HISTORY, last_year=2030)


def test_observed_years_are_the_same_in_every_draw(forecast: Forecast) -> None:
    stock = stock_paths(
        forecast, base_year=2023, last_year=2026, settings=Settings(n_draws=200), name="debt"
    )
    assert stock.shape == (4, 200)
    np.testing.assert_array_equal(stock[0], 770.0)
    np.testing.assert_array_equal(stock[1], 740.0)
    assert (stock[2:].std(axis=1) > 0).all()


def test_forecast_years_spread_around_the_forecast(forecast: Forecast) -> None:
    stock = stock_paths(
        forecast, base_year=2026, last_year=2030, settings=Settings(n_draws=4000), name="debt"
    )
    np.testing.assert_allclose(np.median(stock, axis=1), forecast.median[1:], rtol=0.05)
    within = (forecast.low[1:] <= stock.T) & (forecast.high[1:] >= stock.T)
    np.testing.assert_allclose(within.mean(axis=0), 0.8, atol=0.04)


def test_a_longer_forecast_changes_no_draw_of_the_years_before(forecast: Forecast) -> None:
    shorter = forecast_series(HISTORY, last_year=2028)
    one, two = Settings(n_draws=100, horizon=2), Settings(n_draws=100, horizon=4)
    few = stock_paths(shorter, base_year=2026, last_year=2028, settings=one, name="debt")
    many = stock_paths(forecast, base_year=2026, last_year=2030, settings=two, name="debt")
    np.testing.assert_allclose(few, many[:3])


def test_two_problems_go_their_own_ways(forecast: Forecast) -> None:
    told = Settings(n_draws=500)
    debt, rent = (
        stock_paths(forecast, base_year=2026, last_year=2028, settings=told, name=name)
        for name in ("debt", "rent")
    )
    assert abs(np.corrcoef(debt[1], rent[1])[0, 1]) < 0.2


DEBT = problem(
    "debt",
    ("mild", "severe"),
    prevalence={"per": "population_total", "rate": "rate"},
    rate=known(0.01),
)
VALUES = Values({"rate": np.array([0.01, 0.02])}, load_book(), 2026)
FEW = Settings(n_draws=100, horizon=3)


def stock(town: Place, told: SocialProblem = DEBT) -> Stock:
    return stock_of(town, told, VALUES, base_year=2026, settings=FEW)


def test_without_own_figures_the_stock_is_the_national_rate_times_the_base(tmp_path: Path) -> None:
    town = place(tmp_path, figures={"population_total": (30_000.0, 20_000.0)})
    found = stock(town)
    assert (found.basis, found.base, found.base_year) == ("prevalence", 20_000.0, 2024)
    # 20,000 residents · 0.01 and 0.02, the same in every year
    np.testing.assert_allclose(found.paths, [[200, 400]] * 4)
    assert found.forecast is None


def test_own_figures_come_before_the_national_rate(tmp_path: Path) -> None:
    figures = {"population_total": (20_000.0,), "debt_cases": tuple(HISTORY)}
    found = stock(place(tmp_path, figures=figures))
    assert (found.basis, found.base) == ("forecast", None)
    assert found.forecast is not None
    assert found.paths.shape == (4, 100)
    assert abs(np.median(found.paths[0]) - 740) < 100


@pytest.mark.parametrize("figures", [{}, {"debt_cases_of_others": (1.0,)}])
def test_a_place_with_neither_figures_nor_a_base_is_told(
    tmp_path: Path, figures: dict[str, tuple[float, ...]]
) -> None:
    says = r"zmienna debt_cases albo population_total, kod 3215011.*brak danych.*problem „debt”"
    with pytest.raises(InputError, match=says):
        stock(place(tmp_path, figures=figures))


def test_a_problem_without_a_national_rate_needs_figures(tmp_path: Path) -> None:
    told = problem("debt", ("mild",))
    with pytest.raises(InputError, match=r"zmienna debt_cases, kod 3215011"):
        stock(place(tmp_path, figures={"population_total": (20_000.0,)}), told)
