from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.uncertainty.distributions import Distribution
from costmodel.uncertainty.published_interval import (
    SCALES,
    Scale,
    interval_mean,
    interval_quantile,
)

Floats = NDArray[np.float64]
MIDDLES = (np.arange(40_000) + 0.5) / 40_000
CASES: list[tuple[float, float, Scale]] = [
    (-2.0, 5.0, "normal"),
    (0.62, 0.98, "log"),
    (0.05, 0.4, "logit"),
]


def test_scales_are_those_of_the_type() -> None:
    assert set(SCALES) == set(get_args(Scale))


def test_a_risk_ratio_of_a_table_is_that_of_the_hand() -> None:
    # 0.78 (95 % CI 0.62–0.98): ln gives −0.478, −0.0202; middle −0.2491; width 0.4578 / 3.92
    middle, deviation = -0.24912, 0.11679
    found = interval_quantile(
        0.62, 0.98, level=0.95, on="log", probability=np.array([0.5, 0.841345])
    )
    assert np.log(found) == pytest.approx([middle, middle + deviation], abs=2e-4)
    assert found[0] == pytest.approx(0.78, abs=0.001)
    expected = np.exp(middle + deviation**2 / 2)
    assert interval_mean(0.62, 0.98, level=0.95, on="log") == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(("low", "high", "on"), CASES)
@given(level=st.floats(0.5, 0.99))
@settings(max_examples=20, deadline=None)
def test_i05_the_interval_comes_back(low: float, high: float, on: Scale, level: float) -> None:
    dist = Distribution("interval", low=low, high=high, level=level, on=on)
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    np.testing.assert_allclose(dist.quantile(tails), [low, high], rtol=1e-9)


def test_i05_a_standard_error_comes_back_from_a_symmetric_interval() -> None:
    half = 1.959964 * 0.2
    dist = Distribution("interval", low=1.5 - half, high=1.5 + half, level=0.95, on="normal")
    values = dist.quantile(MIDDLES)
    assert values.mean() == pytest.approx(1.5)
    assert values.std() == pytest.approx(0.2, rel=1e-3)


@pytest.mark.parametrize(("low", "high", "on"), CASES)
def test_i06_the_mean_is_that_of_many_draws(low: float, high: float, on: Scale) -> None:
    dist = Distribution("interval", low=low, high=high, level=0.8, on=on)
    assert dist.quantile(MIDDLES).mean() == pytest.approx(dist.mean_value, rel=2e-4)


def test_a_share_stays_a_share_and_a_ratio_stays_positive() -> None:
    share = Distribution("interval", low=0.01, high=0.9, level=0.8, on="logit").quantile(MIDDLES)
    ratio = Distribution("interval", low=0.1, high=9.0, level=0.8, on="log").quantile(MIDDLES)
    assert 0 < share.min() < share.max() < 1
    assert ratio.min() > 0


@pytest.mark.parametrize("on", get_args(Scale))
def test_without_width_every_draw_is_the_value(on: Scale) -> None:
    dist = Distribution("interval", low=0.4, high=0.4, level=0.95, on=on)
    np.testing.assert_array_equal(dist.quantile(MIDDLES[::4000]), 0.4)
    assert dist.mean_value == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ({"low": 0.5, "high": 2.0, "on": "log"}, " needs 'low', 'high' and 'level': give all thr"),
        ({"low": 0.5, "level": 0.95, "on": "log"}, "needs 'low', 'high' and 'level'"),
        ({"high": 2.0, "level": 0.95, "on": "log"}, "needs 'low', 'high' and 'level'"),
        ({"low": 0.5, "high": 2.0, "level": 0.95}, "has on None: .* of normal, log, logit"),
        ({"low": 0.5, "high": 2.0, "level": 0.0, "on": "log"}, "level 0: it must lie"),
        ({"low": 0.5, "high": 2.0, "level": 1.0, "on": "log"}, "level 1: it must lie"),
        ({"low": 0.5, "high": 2.0, "level": 0.95, "on": "sqrt"}, "has on 'sqrt'"),
        ({"low": 0.5, "high": 2.0, "level": 95.0, "on": "log"}, "level 95: it must lie"),
        ({"low": 2.0, "high": 0.5, "level": 0.95, "on": "log"}, "low 2 above high 0.5"),
        ({"low": 0.0, "high": 2.0, "level": 0.95, "on": "log"}, "they must lie above 0"),
        ({"low": 0.2, "high": 1.0, "level": 0.95, "on": "logit"}, "must lie between 0 and 1"),
        ({"low": 0.5, "high": 2.0, "level": 0.9, "on": "log", "mean": 1.0}, "does not use mean"),
    ],
)
def test_i05_an_impossible_interval_is_refused(numbers: dict[str, float], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        Distribution("interval", **numbers)  # type: ignore[arg-type]  # wrong on purpose


def test_a_scale_without_an_interval_is_refused() -> None:
    with pytest.raises(ModelError, match="does not use on"):
        Distribution("uniform", low=0.0, high=1.0, on="log")
