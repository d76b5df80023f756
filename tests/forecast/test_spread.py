from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.forecast.settings import default_settings
from costmodel.forecast.spread import assumed_spread, spread_by_horizon


@settings(max_examples=40)
@given(
    hnp.arrays(float, (6, 4), elements=st.floats(-1, 1)),
    hnp.arrays(float, 12, elements=st.floats(0, 9)),
)
def test_the_spread_grows_with_every_year(
    errors: NDArray[np.float64], logs: NDArray[np.float64]
) -> None:
    spread = spread_by_horizon(errors, logs, horizon=10, level=500.0)
    assert (np.diff(spread) > 0).all()


def test_bias_widens_the_spread() -> None:
    flat = np.zeros(12)
    noise = np.tile([[0.1, -0.1, 0.1], [-0.1, 0.1, -0.1]], (3, 1))
    fair = spread_by_horizon(noise, flat, horizon=3, level=1e9)
    biased = spread_by_horizon(noise + 0.3, flat, horizon=3, level=1e9)
    assert (biased > 1.5 * fair).all()


def test_without_any_error_only_chance_is_left() -> None:
    spread = spread_by_horizon(np.zeros((5, 3)), np.zeros(12), horizon=4, level=400.0)
    np.testing.assert_allclose(spread, np.sqrt(np.arange(1, 5) / 400))


def test_unknown_errors_do_not_count_as_zero() -> None:
    errors = np.full((6, 1), 0.2)
    holes = np.vstack([errors, np.full((6, 1), np.nan)])
    logs = np.linspace(0, 1, 12)
    one, other = (spread_by_horizon(e, logs, horizon=1, level=1e9) for e in (errors, holes))
    np.testing.assert_allclose(one, other)


def test_a_short_series_gets_the_assumed_width() -> None:
    assert assumed_spread(1, level=1e9)[0] == pytest.approx(default_settings().short_series_spread)
