from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.forecast.borrowed import own_weights, with_change_of_peers
from costmodel.forecast.coverage import measured_coverage
from costmodel.forecast.forecast import Forecast, forecast_series, paths
from costmodel.forecast.settings import default_settings

SMALL = (60.0, 66, 58, 61, 52, 49, 55, 43, 46, 40, 37, 41)


def outlook(*, times: float = 1.0) -> Forecast:
    history = pd.Series(np.array(SMALL) * times, index=range(2013, 2025))
    return forecast_series(history, last_year=2027)


def test_the_change_is_a_mean_of_ones_own_and_that_of_peers_by_hand() -> None:
    alone = outlook()
    changes = np.log([[0.9, 0.8, 0.7], [1.0, 1.0, 0.9]])
    found = with_change_of_peers(alone, changes)
    weight = 41 / (41 + default_settings().peer_weight)
    own = np.log(alone.median / 41)
    expected = 41 * np.exp(weight * own + (1 - weight) * changes.mean(axis=0))
    np.testing.assert_allclose(found.median, expected)
    assert found.own_weight == pytest.approx(weight)
    assert found.n_peers == 2
    np.testing.assert_allclose(found.high / found.median, alone.high / alone.median)
    np.testing.assert_array_equal(found.spread, alone.spread)


def test_the_paths_of_the_model_follow_the_middle_that_is_told() -> None:
    found = with_change_of_peers(outlook(), np.log([[0.5, 0.4, 0.3]]))
    drawn = paths(found, np.zeros((1, 3)))
    np.testing.assert_allclose(drawn[0], found.median)


def test_a_large_number_borrows_nothing() -> None:
    alone = outlook(times=10)
    assert with_change_of_peers(alone, np.zeros((20, 3))) is alone


def test_peers_that_change_as_the_place_does_change_nothing() -> None:
    alone = outlook()
    found = with_change_of_peers(alone, np.log(alone.median / 41)[None])
    np.testing.assert_allclose(found.median, alone.median)


def test_a_series_with_a_zero_stays_at_zero_or_above() -> None:
    history = pd.Series([3.0, 0, 2, 4, 1, 0, 2, 3, 1, 2, 0, 1], index=range(2013, 2025))
    alone = forecast_series(history, last_year=2026)
    found = with_change_of_peers(alone, np.full((4, 2), -3.0))
    assert alone.offset == 1
    assert (found.low >= 0).all()
    assert (found.median < alone.median).all()


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_a_larger_number_never_weighs_less(first: float, second: float) -> None:
    low, high = own_weights(np.array(sorted((first, second))))
    assert 0 <= low <= high <= 1


@pytest.mark.parametrize("shape", [(0, 3), (2, 4), (3,)])
def test_changes_of_other_years_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ModelError, match=r"they must be \(n_peers, 3\)"):
        with_change_of_peers(outlook(), np.zeros(shape))


def test_the_kept_measurement_says_that_borrowing_helps_where_it_is_done() -> None:
    by_size = measured_coverage().of("size")
    small = by_size.loc[["do 49", "50–99", "100–199"]]
    assert (small["error"] < 0.98 * small["alone_error"]).all()
    large = by_size.loc[["200–499", "500–1499", "od 1500"]]
    assert (large["error"] == large["alone_error"]).all()  # there nothing is borrowed
