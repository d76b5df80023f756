from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.forecast.settings import default_settings
from costmodel.forecast.spread import assumed_spread, chance_spread, one_year_spread, spreads

MANY = np.array([1e12])


@settings(max_examples=40)
@given(hnp.arrays(float, (2, 12), elements=st.floats(0, 9)))
def test_the_spread_grows_with_every_year(logs: NDArray[np.float64]) -> None:
    spread = spreads(logs, horizon=10, levels=np.full(2, 500.0))
    assert (np.diff(spread) > 0).all()


def test_by_hand() -> None:
    # up and down by 0.2: one-year squares 0.04, two-year squares 0, over 1 and 2 years
    logs = np.array([[0.0, 0.2, 0.0, 0.2]])
    given_, weight, power = 0.1, default_settings().panel_weight, default_settings().spread_growth
    ratio = np.mean([0.04 / 0.1**2, 0.0])
    own = np.sqrt((4 * ratio + weight) / (4 + weight))
    spread = spreads(logs, horizon=3, levels=MANY, one_year=given_)
    np.testing.assert_allclose(spread[0], 0.1 * own * np.arange(1, 4) ** power)


def test_a_series_as_lively_as_the_panel_has_the_panel_s_spread() -> None:
    logs = np.random.default_rng(2).normal(0, 0.2, (400, 22)).cumsum(axis=1)
    sigma = one_year_spread(logs)
    spread = spreads(logs, horizon=1, levels=np.full(400, 1e12), one_year=sigma)
    assert np.sqrt(np.mean(spread**2)) == pytest.approx(sigma)


def test_a_livelier_series_has_a_wider_spread_and_a_long_one_more_of_its_own() -> None:
    calm = np.tile([0.0, 0.02], 5)[None]
    sigma = default_settings().panel_spread
    short, long = (spreads(x, horizon=1, levels=MANY)[0, 0] for x in (calm, np.tile(calm, 4)))
    assert long < short < sigma
    assert spreads(30 * calm, horizon=1, levels=MANY)[0, 0] > sigma


def test_chance_is_the_least_spread_of_a_small_count() -> None:
    flat = np.zeros((1, 40))
    spread = spreads(flat, horizon=4, levels=np.array([9.0]))
    np.testing.assert_allclose(spread, np.maximum(chance_spread(np.array([9.0]), 4), spread))
    assert spread[0, 0] == pytest.approx(1 / 3)


def test_a_trend_widens_the_spread_because_it_may_stop() -> None:
    trend, flat = np.linspace(0, 4, 20)[None], np.zeros((1, 20))
    one, other = (spreads(x, horizon=1, levels=MANY)[0, 0] for x in (trend, flat))
    assert one > 1.3 * other


def test_a_short_series_gets_the_assumed_width() -> None:
    found = assumed_spread(MANY, horizon=1)[0, 0]
    assert found == pytest.approx(default_settings().short_series_spread)
