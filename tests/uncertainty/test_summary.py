from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.uncertainty.summary import monte_carlo_error, probability_positive, summarise

Floats = NDArray[np.float64]


def test_the_interval_holds_eight_of_ten_draws() -> None:
    draws = np.random.default_rng(1).normal(size=1000)
    found = summarise(draws)
    inside = (draws >= found.low) & (draws <= found.high)
    assert inside.mean() == pytest.approx(0.8, abs=0.002)
    assert (draws < found.low).mean() == pytest.approx(0.1, abs=0.002)


@given(hnp.arrays(float, (7, 2, 3), elements=st.floats(-1e6, 1e6)))
def test_only_the_axis_of_draws_is_summarised(draws: Floats) -> None:
    found = summarise(draws)
    assert found.mean.shape == found.low.shape == (2, 3)
    one = summarise(draws[:, 1, 2])
    np.testing.assert_allclose(found.median[1, 2], one.median)
    assert (found.low <= found.median).all()
    assert (found.median <= found.high).all()


@pytest.mark.parametrize("interval", [0.0, 1.0, 80.0])
def test_an_interval_that_is_no_share_is_refused(interval: float) -> None:
    with pytest.raises(ModelError, match=rf"interval is {interval:g}: it must lie between 0 and 1"):
        summarise(np.arange(5.0), interval=interval)


def test_the_error_of_the_mean_falls_with_the_root_of_the_draws() -> None:
    draws = np.random.default_rng(2).normal(size=40_000)
    assert monte_carlo_error(draws) == pytest.approx(1 / 200, rel=0.02)


def test_one_draw_tells_no_error() -> None:
    assert np.isnan(monte_carlo_error(np.array([1.0])))


@given(hnp.arrays(float, 9, elements=st.floats(-5, 5)), st.floats(0, 3))
def test_u14_a_dearer_programme_never_pays_more_often(saving: Floats, dearer: float) -> None:
    assert probability_positive(saving - dearer) <= probability_positive(saving)
    assert probability_positive(saving) == sum(x > 0 for x in saving) / 9
