from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, poisson

from costmodel.errors import ModelError
from costmodel.indicators.intervals import (
    rate_interval,
    wilson_interval,
    with_intervals,
)

TOWN = "3215011"


def test_wilson_by_hand() -> None:
    # 1 of 4 at z = 1.96: middle (0.25 + 3.8416/8)/(1 + 3.8416/4) = 0.3725, half-width 0.3268
    low, high = wilson_interval([1], [4], level=0.95)
    assert low[0] == pytest.approx(0.3725 - 0.3268, abs=2e-4)
    assert high[0] == pytest.approx(0.3725 + 0.3268, abs=2e-4)


def test_rates_against_the_exact_table_of_garwood() -> None:
    # 95% limits of a Poisson count of 0, 1, 5 and 20, as in published tables
    low, high = rate_interval([0, 1, 5, 20], [1.0] * 4, level=0.95)
    assert low.round(3).tolist() == [0.0, 0.025, 1.623, 12.217]
    assert high.round(3).tolist() == [3.689, 5.572, 11.668, 30.888]


@settings(max_examples=40)
@given(st.integers(0, 30), st.integers(1, 30), st.sampled_from([0.8, 0.95]))
def test_wilson_agrees_with_scipy_one_by_one(count: int, more: int, level: float) -> None:
    low, high = wilson_interval([count], [count + more], level=level)
    theirs = binomtest(count, count + more).proportion_ci(level, method="wilson")
    assert (low[0], high[0]) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@settings(max_examples=40)
@given(st.integers(1, 200), st.floats(0.1, 1e6))
def test_the_ends_of_a_rate_are_where_the_count_becomes_unlikely(
    count: int, exposure: float
) -> None:
    low, high = rate_interval([count], [exposure], level=0.9)
    assert poisson.sf(count - 1, low[0] * exposure) == pytest.approx(0.05, rel=1e-6)
    assert poisson.cdf(count, high[0] * exposure) == pytest.approx(0.05, rel=1e-6)


def test_unknown_and_empty_totals_have_no_interval() -> None:
    for interval in (wilson_interval, rate_interval):
        low, high = interval([0, np.nan], [0, np.nan], level=0.95)
        assert np.isnan([low, high]).all()


@pytest.mark.parametrize(
    ("count", "total", "level", "says"),
    [
        (5, 4, 0.95, "count 5 of total 4 is no share"),
        ([1, 6, 9], [4, 5, 8], 0.95, "count 6 of total 5 is no share"),  # the first that is none
        ([0, 4, -1, 6], [4, 4, 5, 5], 0.95, "count -1 of total 5 is no share"),
        (1, 4, 95, "level is 95"),
    ],
)
def test_senseless_shares_are_refused(
    count: int | list[int], total: int | list[int], level: float, says: str
) -> None:
    with pytest.raises(ModelError, match=says):
        wilson_interval(count, total, level=level)


def test_a_balance_has_no_interval() -> None:
    with pytest.raises(ModelError, match="a count is -3"):
        rate_interval([-3], [10], level=0.95)


def values(indicator: str, numerator: float, denominator: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator": [indicator],
            "teryt": TOWN,
            "year": 2024,
            "value": 0.0,
            "unit": "",
            "status": "observed",
            "source": "Przykład",
            "numerator": [numerator],
            "denominator": [denominator],
        }
    )


def test_only_small_counts_get_an_interval_in_the_unit_of_the_indicator() -> None:
    rate = with_intervals(values("unemployed_per_1000", 20, 5.0)).iloc[0]
    assert rate["method"] == "Poisson"
    assert (rate["low"], rate["high"]) == pytest.approx((12.217 / 5, 30.888 / 5), rel=1e-3)
    share = with_intervals(values("refusal_rate", 5, 10)).iloc[0]
    assert share["method"] == "Wilson"
    assert (share["low"], share["high"]) == pytest.approx((23.66, 76.34), abs=0.01)
    for many in (values("unemployed_per_1000", 21, 5.0), values("refusal_rate", 50, 100)):
        row = with_intervals(many).iloc[0]
        assert np.isnan(row["low"])
        assert row["method"] == ""


def test_a_share_of_nearly_all_rests_on_the_few_that_are_left() -> None:
    assert with_intervals(values("refusal_rate", 990, 1000)).iloc[0]["method"] == "Wilson"


def test_more_than_all_is_no_share_and_money_and_unknown_values_have_no_interval() -> None:
    for none in (
        values("refusal_rate", 12, 10),
        values("social_assistance_spend_per_capita", 5, 10),
        values("refusal_rate", np.nan, np.nan),
    ):
        assert with_intervals(none).iloc[0]["method"] == ""


@pytest.mark.parametrize("count", [20, 80])
def test_a_share_of_twenty_or_of_all_but_twenty_is_still_small(count: int) -> None:
    assert with_intervals(values("refusal_rate", count, 100)).iloc[0]["method"] == "Wilson"


def test_all_of_a_few_is_a_share_with_an_interval() -> None:
    row = with_intervals(values("refusal_rate", 4, 4)).iloc[0]
    assert row["method"] == "Wilson"
    assert row["high"] == 100
    assert 50 < row["low"] < 52  # 4 / (4 + 1.96 squared)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_none_and_all_end_exactly_at_the_ends(level: float) -> None:
    totals = np.arange(1.0, 400)
    low, _ = wilson_interval(0 * totals, totals, level=level)
    _, high = wilson_interval(totals, totals, level=level)
    assert low.min() >= 0  # not a hair below, whatever is lost in rounding
    assert high.max() <= 1


def test_figures_of_half_precision_are_reckoned_in_full() -> None:
    count, total = np.array([1, 7, 0]), np.array([3, 33, 9])
    for interval in (wilson_interval, rate_interval):
        half = interval(count.astype(np.float32), total.astype(np.float32), level=0.95)
        np.testing.assert_array_equal(half, interval(count, total, level=0.95))
        assert {end.dtype for end in half} == {np.dtype(np.float64)}


@pytest.mark.parametrize("level", [0.0, 1.0, 1.5])
def test_a_level_is_more_than_nothing_and_less_than_all(level: float) -> None:
    for interval in (wilson_interval, rate_interval):
        with pytest.raises(ModelError, match="it must lie between 0 and 1"):
            interval([1], [4], level=level)
