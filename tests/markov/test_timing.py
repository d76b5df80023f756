from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.markov.timing import Timing, cycle_weights
from tests.markov.models import TIMINGS

LENGTH: dict[Timing, float] = {"start": 0, "end": 0, "every": 1, "half_cycle": 0, "life_table": 0}


def total(timing: Timing, n_cycles: int, *, discount: float = 0.0) -> float:
    now, before = cycle_weights(timing, n_cycles, discount=discount)
    return float((now + before).sum())


@pytest.mark.parametrize(
    ("timing", "weights"),
    [
        ("start", [1.0, 0.8, 0.0]),
        ("end", [0.0, 0.8, 0.64]),
        ("every", [1.0, 0.8, 0.64]),
        ("half_cycle", [0.5, 0.8, 0.32]),
        ("simpson", [1 / 3, 0.8 * 2 / 3, 0.64 / 3]),  # as published: even points 4/3, odd 2/3
        ("life_table", [0.5, 0.9, 0.4]),  # (x0 + x1) / 2 + 0.8 (x1 + x2) / 2
    ],
)
def test_two_cycles_by_hand(timing: Timing, weights: list[float]) -> None:
    now, before = cycle_weights(timing, 2, discount=0.25)
    np.testing.assert_allclose(now + before, weights, rtol=1e-15)


@given(st.integers(1, 200))
def test_m07_weights_sum_as_documented(n_cycles: int) -> None:
    """A stay of all cycles is as many cycles: 1,000 people never become 1,500 (heemod #173)."""
    for timing, extra in LENGTH.items():
        assert total(timing, n_cycles) == pytest.approx(n_cycles + extra)
    # DARTH's 1/3, 2/3, 4/3, ..., 1/3 falls short of the textbook rule by 2/3 for an even number
    # of intervals, 1/3 for an odd one
    simpson = total("simpson", n_cycles)
    assert simpson == pytest.approx(n_cycles - (2 / 3 if n_cycles % 2 == 0 else 1 / 3))


def test_life_table_and_trapezoid_differ_once_there_is_a_discount_rate() -> None:
    assert total("life_table", 20) == total("half_cycle", 20)
    assert total("life_table", 20, discount=0.06) > 1.02 * total("half_cycle", 20, discount=0.06)


@pytest.mark.parametrize("timing", TIMINGS)
def test_months_of_a_year_are_discounted_like_the_year(timing: Timing) -> None:
    months = cycle_weights(timing, 24, discount=0.05, cycle_years=1 / 12).now
    plain = cycle_weights(timing, 24).now
    whole = [months[12] / plain[12], months[0] / plain[0] if plain[0] else 1.0]
    assert whole == [pytest.approx(1 / 1.05), pytest.approx(1.0)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"timing": "middle"}, "timing is 'middle'.*one of.*'half_cycle'"),
        ({"n_cycles": 0}, "n_cycles is 0.*at least one"),
        ({"discount": -1.0}, r"discount is -1\.0.*above -1"),
        ({"discount": float("nan")}, "discount is nan"),
        ({"cycle_years": 0.0}, r"cycle_years is 0\.0.*above 0"),
    ],
)
def test_what_is_out_of_range_is_named(change: dict[str, Any], says: str) -> None:
    given_values: dict[str, Any] = {"timing": "start", "n_cycles": 3, **change}
    with pytest.raises(ModelError, match=says):
        cycle_weights(**given_values)
