from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from costmodel.forecast.candidates import CANDIDATES
from costmodel.forecast.forecast import forecast_series
from costmodel.forecast.outlooks import outlooks

RNG = np.random.default_rng(3)
VALUES = np.round(800 * np.exp(RNG.normal(-0.03, 0.12, (30, 20)).cumsum(axis=1)))
VALUES[0, 4] = 0.0


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    together = outlooks(VALUES, 6)
    for i, row in enumerate(VALUES):
        alone = forecast_series(pd.Series(row, index=range(2005, 2025)), last_year=2030)
        assert CANDIDATES[together.methods[i]].name == alone.method
        np.testing.assert_allclose(together.quantile(0.5)[i], alone.median)
        np.testing.assert_allclose(together.quantile(0.1)[i], alone.low)
        np.testing.assert_allclose(together.spread[i], alone.spread)


def test_the_order_of_series_does_not_matter() -> None:
    forward, back = outlooks(VALUES, 3), outlooks(VALUES[::-1], 3)
    np.testing.assert_allclose(forward.middle, back.middle[::-1])


def test_a_thousand_series_take_less_than_three_seconds() -> None:
    many = np.tile(VALUES, (34, 1))
    began = time.process_time()
    outlooks(many, 10)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("n_years", [3, 7, 8, 9, 14])
def test_any_length_answers(n_years: int) -> None:
    found = outlooks(VALUES[:, :n_years], 5)
    assert np.isfinite(found.middle).all()
    assert (found.spread > 0).all()
    assert (found.tried is None) == (n_years < 8)
