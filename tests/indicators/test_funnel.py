from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, norm, poisson

from costmodel.errors import ModelError
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.funnel import dispersion, funnel, funnel_limits

RATE = default_catalogue()["unemployed_per_1000"]
SHARE = default_catalogue()["refusal_rate"]


def rows(counts: list[float], exposure: list[float], multiplier: float = 1) -> pd.DataFrame:
    table = pd.DataFrame({"numerator": counts, "denominator": exposure}, dtype=float)
    codes = [f"32150{n:02d}1" for n in range(len(counts))]
    return table.assign(teryt=codes, value=multiplier * table["numerator"] / table["denominator"])


def test_limits_by_hand() -> None:
    # Poisson of mean 2: F(5) = 0.98344, F(4) = 0.94735; order 0.975 lies 0.00844/0.03609 below 6
    _, high = funnel_limits(np.array([1.0]), 2.0, level=0.95, kind="rate")
    assert high[0] == pytest.approx(6 - (0.983436 - 0.975) / (0.983436 - 0.947347), abs=1e-4)
    # Poisson of mean 6: F(2) = 0.06197, F(1) = 0.01735; order 0.025 lies 0.03697/0.04462 below 2
    low, _ = funnel_limits(np.array([1.0]), 6.0, level=0.95, kind="rate")
    assert low[0] == pytest.approx(2 - (0.061969 - 0.025) / (0.061969 - 0.017351), abs=1e-4)


@given(st.integers(1, 60), st.floats(0.01, 0.99), st.sampled_from([0.8, 0.95, 0.998]))
def test_chance_calls_a_place_of_any_size_too_high_or_low_no_more_often_than_said(
    n: int, centre: float, level: float
) -> None:
    counts = np.arange(n + 1)
    for kind, law in (("share", binom(n, centre)), ("rate", poisson(n * centre))):
        low, high = funnel_limits(np.array([float(n)]), centre, level=level, kind=kind)
        chances = law.pmf(counts)
        rest = law.sf(n)  # of a rate: more than one for each
        assert chances[counts / n < low[0]].sum() <= (1 - level) / 2 + 1e-9
        if high[0] >= 1:
            rest = 0.0 if kind == "share" else law.sf(np.floor(high[0] * n))
        assert chances[counts / n > high[0]].sum() + rest <= (1 - level) / 2 + 1e-9


@given(st.integers(1, 60), st.floats(0.05, 0.95))
def test_limits_of_what_is_not_counted_are_those_of_what_is_seen_from_the_other_side(
    n: int, centre: float
) -> None:
    low, high = funnel_limits(np.array([float(n)]), centre, level=0.95, kind="share")
    other_low, other_high = funnel_limits(
        np.array([float(n)]), 1 - centre, level=0.95, kind="share"
    )
    assert (low[0], high[0]) == pytest.approx((1 - other_high[0], 1 - other_low[0]), abs=1e-6)


def test_all_of_a_few_are_not_too_many() -> None:
    # 3 of 3 where the common share is about 0.6 has a chance of a fifth
    table = funnel(rows([3.0, 57], [3.0, 97], 100), SHARE)
    assert table["place"].to_list() == ["within", "within"]


def test_limits_of_large_places_are_those_of_the_normal_law() -> None:
    z = float(norm.ppf(0.975))
    low, high = funnel_limits(np.array([1e6]), 0.2, level=0.95, kind="share")
    half = z * np.sqrt(0.2 * 0.8 / 1e6)
    # the limits stand half a count outside the normal ones, as quantiles of whole counts do
    assert (low[0], high[0]) == pytest.approx((0.2 - half, 0.2 + half), abs=1e-6)


def test_limits_narrow_with_size_and_stay_within_a_share() -> None:
    sizes = np.array([1.0, 10, 100, 1000])
    low, high = funnel_limits(sizes, 0.5, level=0.95, kind="share")
    assert (np.diff(high - low) < 0).all()
    assert low.min() >= 0
    assert high.max() <= 1


def test_chance_alone_leaves_about_the_stated_part_outside() -> None:
    rng = np.random.default_rng(5)
    exposure = rng.uniform(5, 80, size=4000)
    counts = rng.poisson(exposure * 3.0)
    table = funnel(rows(counts.tolist(), exposure.tolist()), RATE)
    outside = (table["value"] < table["low"]) | (table["value"] > table["high"])
    assert outside.mean() == pytest.approx(0.05, abs=0.015)
    assert table["dispersion"].iloc[0] < 1.0  # trimmed: below 1 under chance alone


def test_places_that_differ_for_other_reasons_widen_the_limits() -> None:
    counts = [100.0, 200, 300, 400, 500, 100, 250, 420, 330, 180]
    table = funnel(rows(counts, [10.0] * 10), RATE)
    assert table["dispersion"].iloc[0] > 10
    assert (table["wide_high"] > table["high"]).all()
    assert (table["place"] == "within").sum() > 5
    centre = sum(counts) / 100
    assert table["centre"].eq(centre).all()


def test_one_place_far_out_is_seen() -> None:
    counts = [100.0, 103, 98, 99, 101, 97, 102, 100, 100, 400]
    table = funnel(rows(counts, [10.0] * 10), RATE)
    assert table["place"].iloc[-1] == "above"


def test_dispersion_by_hand() -> None:
    # expected 100 each, z = -1, 0, 0, 1; first and ninth decile pull the ends in to -0.7 and 0.7
    assert dispersion(
        np.array([90.0, 100, 100, 110]), np.array([100.0] * 4), 1.0, kind="rate"
    ) == pytest.approx(2 * 0.7**2 / 4)


def test_values_are_in_the_unit_of_the_indicator() -> None:
    table = funnel(rows([5, 10, 15.0], [50, 100, 150.0], 100), SHARE)
    assert table["centre"].eq(10.0).all()
    assert (table["low"] <= 10).all()
    assert (table["high"] >= 10).all()
    low, high = funnel_limits(np.array([50.0, 100, 150]), 0.1, level=0.95, kind="share")
    np.testing.assert_allclose(table["low"], low * 100)
    np.testing.assert_allclose(table["high"], high * 100)


def test_what_has_no_funnel_is_refused() -> None:
    with pytest.raises(ModelError, match="net_migration_rate has interval none"):
        funnel(rows([1.0], [1.0]), default_catalogue()["net_migration_rate"])
    with pytest.raises(ModelError, match="kind is money"):
        funnel_limits(np.array([1.0]), 0.1, level=0.95, kind="money")
    with pytest.raises(ModelError):
        funnel_limits(np.array([10.0]), 1.2, level=0.95, kind="share")  # a share above 1
    with pytest.raises(ModelError, match="level is 95"):
        funnel_limits(np.array([1.0]), 0.1, level=95, kind="rate")


def test_wide_limits_of_a_share_by_hand() -> None:
    # halves of 100 and 0.8 or 0.2 of 100: z is 6 or -6 for all, so the dispersion is 36
    table = funnel(rows([80, 20, 80, 20], [100.0] * 4, 100), SHARE)
    assert table["dispersion"].iloc[0] == pytest.approx(36)
    assert (table["wide_low"].iloc[0], table["wide_high"].iloc[0]) == (0, 100)
    # 0.6 or 0.4 of 100: z is 2 or -2, the dispersion 4, the reach 1.96 * 2 * 5 percentage points
    near = funnel(rows([60, 40, 60, 40], [100.0] * 4, 100), SHARE)
    assert near["wide_low"].iloc[0] == pytest.approx(50 - 19.59964)
    assert near["wide_high"].iloc[0] == pytest.approx(50 + 19.59964)


@pytest.mark.parametrize("level", [0.0, 1.0, 1.5])
def test_a_level_lies_between_nothing_and_all(level: float) -> None:
    with pytest.raises(ModelError, match="level is"):
        funnel_limits(np.array([1.0]), 0.1, level=level, kind="rate")


def test_where_nobody_or_everybody_is_counted_the_limits_are_nearly_the_same() -> None:
    low, high = funnel_limits(np.array([10.0]), 0.0, level=0.95, kind="rate")
    assert (low[0], high[0]) == pytest.approx((0, 0.975 / 10))
    low, high = funnel_limits(np.array([10.0]), 1.0, level=0.95, kind="share")
    assert (low[0], high[0]) == pytest.approx(((10 - 0.975) / 10, 1))


def test_dispersion_of_places_of_half_a_case_and_of_none() -> None:
    # expected 0.5 each: z is 0.5 over the root of 0.5; the fifth place has nobody
    counts, exposure = np.array([0.0, 1, 0, 1, 0]), np.array([0.5, 0.5, 0.5, 0.5, 0])
    assert dispersion(counts, exposure, 1.0, kind="rate") == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("off", "phi", "reach"), [(20.0, 4.0, 2 * 1.959964), (12.0, 1.44, 1.2 * 1.959964)]
)
def test_wide_limits_of_a_rate_by_hand(off: float, phi: float, reach: float) -> None:
    # expected 100 of an exposure of 10, so a centre of 10 and z of off / 10 either way
    counts = [100 + off, 100 - off] * 2
    table = funnel(rows(counts, [10.0] * 4).assign(source=None), RATE)
    m = RATE.multiplier
    assert table.index.to_list() == rows(counts, [10.0] * 4)["teryt"].to_list()
    assert table["exposure"].eq(10).all()
    assert table["dispersion"].iloc[0] == pytest.approx(phi)
    assert table["wide_low"].iloc[0] == pytest.approx((10 - reach) * m)
    assert table["wide_high"].iloc[0] == pytest.approx((10 + reach) * m)
    assert list(table) == [
        "value",
        "exposure",
        "centre",
        "low",
        "high",
        "wide_low",
        "wide_high",
        "dispersion",
        "place",
    ]


def test_limits_are_not_widened_where_places_vary_as_by_chance() -> None:
    for counts, size in (([110.0, 90.0], 10.0), ([6.0, 2.0], 1.0)):  # z is 1 or -1
        table = funnel(rows(counts * 2, [size] * 4), RATE)
        assert table["dispersion"].iloc[0] == 1
        assert (table["wide_low"] == table["low"]).all()
        assert (table["wide_high"] == table["high"]).all()


def test_a_place_far_below_is_seen_and_one_at_the_limit_is_within() -> None:
    counts = [100.0, 103, 98, 99, 101, 97, 102, 100, 100, 10]
    assert funnel(rows(counts, [10.0] * 10), RATE)["place"].iloc[-1] == "below"
    # places vary so much that a share may be all or nothing: none of one and one of one are within
    edge = funnel(rows([80.0, 20, 80, 20, 0, 1], [100.0] * 4 + [1, 1], 100), SHARE).iloc[4:]
    assert edge[["wide_low", "wide_high"]].to_numpy().tolist() == [[0, 100]] * 2
    assert edge["place"].to_list() == ["within"] * 2


def test_a_share_of_a_size_that_is_not_whole_stays_a_share() -> None:
    # 1.6 are rounded to 2, and nearly 2 of 1.6 would be more than all
    _, high = funnel_limits(np.array([1.6]), 0.9, level=0.95, kind="share")
    assert high[0] == 1
    _, rate = funnel_limits(np.array([1.6]), 0.9, level=0.95, kind="rate")
    assert rate[0] > 1
