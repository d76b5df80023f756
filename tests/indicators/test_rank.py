from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.rank import percentile, rank_by_group, rank_with_uncertainty, ranks

CODES = [f"32150{n:02d}1" for n in range(1, 8)]
RATE = default_catalogue()["unemployed_per_1000"]  # fewer is better
SHARE = default_catalogue()["unemployed_share_working_age"]
PLAIN = default_catalogue()["net_migration_rate"]  # no interval, more is better


def rows(counts: list[float], exposure: float) -> pd.DataFrame:
    table = pd.DataFrame({"teryt": CODES[: len(counts)], "numerator": counts})
    return table.assign(denominator=exposure, value=table["numerator"] / exposure)


def rng() -> np.random.Generator:
    return np.random.default_rng(11)


def test_ranks_by_hand() -> None:
    values = np.array([3.0, 1.0, 3.0, 7.0])
    assert ranks(values, direction="down").tolist() == [2.5, 1.0, 2.5, 4.0]
    assert ranks(values, direction="up").tolist() == [2.5, 4.0, 2.5, 1.0]


def plain_rank(values: list[float], place: int) -> float:
    """One by one: those better, and half of the equal ones: a yardstick."""
    others = [v for i, v in enumerate(values) if i != place]
    better = sum(v < values[place] for v in others)
    equal = sum(v == values[place] for v in others)
    return 1 + better + equal / 2


@settings(max_examples=40)
@given(st.lists(st.integers(0, 5).map(float), min_size=2, max_size=9))
def test_ranks_agree_with_counting_one_by_one_and_mirror(values: list[float]) -> None:
    down = ranks(np.array(values), direction="down")
    assert down.tolist() == [plain_rank(values, i) for i in range(len(values))]
    up = ranks(np.array(values), direction="up")
    np.testing.assert_allclose(up + down, len(values) + 1)
    shares = [percentile(float(r), len(values)) for r in down]
    assert all(0 <= share <= 100 for share in shares)


def test_a_rank_alone_has_no_percentile() -> None:
    assert np.isnan(percentile(1, 1))


def test_a_rank_is_surer_where_counts_are_large() -> None:
    counts = [10.0, 12, 14, 16, 18, 20, 22]
    small = rank_with_uncertainty(rows(counts, 1.0), RATE, rng())
    large = rank_with_uncertainty(rows([c * 1000 for c in counts], 1000.0), RATE, rng())
    assert (large["low"] == large["high"]).all()
    assert (small["high"] - small["low"]).sum() > 10
    assert (small["low"] <= small["rank"]).all()
    assert (small["rank"] <= small["high"]).all()
    assert small["n_areas"].eq(7).all()


def test_a_rank_is_that_of_the_rate_and_not_of_the_count() -> None:
    # 3 000, 4 000 and 5 000 of 1, 10 and 100 thousand: the more there are, the lower the rate
    table = rows([3000.0, 4000.0, 5000.0], 1.0).assign(denominator=[1.0, 10.0, 100.0])
    table["value"] = table["numerator"] / table["denominator"]
    found = rank_with_uncertainty(table, RATE, rng())
    assert found["rank"].tolist() == [3, 2, 1]
    assert found["low"].tolist() == found["high"].tolist() == [3, 2, 1]


def test_a_share_of_all_is_a_share_and_has_its_interval() -> None:
    found = rank_with_uncertainty(rows([5.0, 3.0, 1.0], 5.0), SHARE, rng())
    assert found[["low", "high"]].notna().all(axis=None)


def test_equal_places_share_all_ranks() -> None:
    # seven equal counts: chance alone may put each of them first or last
    table = rank_with_uncertainty(rows([30.0] * 7, 1.0), RATE, rng(), level=0.95)
    assert (table["rank"] == 4).all()
    assert (table["low"] == 1).all()
    assert (table["high"] == 7).all()


def test_shares_vary_less_than_counts_alone_near_all() -> None:
    table = rows([90, 95, 99.0], 100)
    share = rank_with_uncertainty(table, SHARE, rng())
    rate = rank_with_uncertainty(table, RATE, rng())
    assert (share["high"] - share["low"]).sum() < (rate["high"] - rate["low"]).sum()


def test_without_counts_a_rank_stands_alone_and_the_same_seed_gives_the_same() -> None:
    table = rank_with_uncertainty(rows([1, 2, 3.0], 1), PLAIN, rng())
    assert table["low"].tolist() == table["high"].tolist() == [3, 2, 1]
    one, other = (rank_with_uncertainty(rows([5, 6, 7.0], 1), RATE, rng()) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


def test_no_better_side_or_no_value_is_refused() -> None:
    with pytest.raises(ModelError, match="direction is context"):
        rank_with_uncertainty(rows([1, 2.0], 1), default_catalogue()["share_0_14"], rng())
    nothing = rows([1.0], 1).assign(value=np.nan)
    with pytest.raises(ModelError, match="no area has a value of unemployed_per_1000"):
        rank_with_uncertainty(nothing, RATE, rng())


def test_the_choice_of_peers_moves_the_rank() -> None:
    table = rows([10.0, 5, 6, 7, 12, 13, 14], 1)
    groups = {"podobne": CODES[1:4], "inne": CODES[4:], "brak": [], "obce": ["9999991"]}
    found = rank_by_group(table, RATE, teryt=CODES[0], groups=groups).set_index("group")
    shares = found["percentile"].to_dict()
    assert shares["podobne"] == 0  # all three have less
    assert shares["inne"] == 100
    assert np.isnan(shares["brak"])
    assert found["n_areas"].to_dict() == {"podobne": 4, "inne": 4, "brak": 1, "obce": 1}


def test_one_peer_left_out_moves_the_rank_by_hand() -> None:
    table = rows([10.0, 5, 12, 13], 1)
    row = rank_by_group(table, RATE, teryt=CODES[0], groups={"a": CODES[1:4]}).iloc[0]
    assert row["percentile"] == pytest.approx(100 * 2 / 3)
    assert (row["lowest"], row["highest"]) == (50.0, 100.0)


@pytest.mark.parametrize(
    ("teryt", "peers", "says"),
    [(CODES[0], CODES[:2], "itself"), ("9999991", CODES[:2], "has no value")],
)
def test_a_senseless_group_is_refused(teryt: str, peers: list[str], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        rank_by_group(rows([1, 2.0], 1), RATE, teryt=teryt, groups={"a": peers})


def test_places_far_apart_do_not_change_ranks_even_at_small_counts() -> None:
    # 1 against 40: the chance that the first has the higher rate is below one in a million
    table = rank_with_uncertainty(rows([1.0, 40.0], 1), RATE, rng(), level=0.99)
    assert table[["low", "high"]].to_numpy().tolist() == [[1, 1], [2, 2]]


def test_a_rank_interval_agrees_with_draws_one_by_one() -> None:
    counts, seed = [3.0, 5, 9], np.random.default_rng(3)
    drawn = [[seed.gamma(k + 0.5) for k in counts] for _ in range(4000)]
    first = [plain_rank(row, 0) for row in drawn]
    table = rank_with_uncertainty(rows(counts, 1), RATE, rng(), n_draws=4000, level=0.9)
    low, high = np.quantile(first, [0.05, 0.95])
    assert (table["low"].iloc[0], table["high"].iloc[0]) == (np.floor(low), np.ceil(high))


def test_one_peer_left_out_does_not_change_whose_rank_is_told() -> None:
    table = rows([10.0, 12, 13, 5], 1)
    found = rank_by_group(table, RATE, teryt=CODES[0], groups={"a": CODES[1:4]})
    assert list(found) == ["group", "rank", "n_areas", "percentile", "lowest", "highest"]
    assert found.iloc[0].to_list() == ["a", 2.0, 4, pytest.approx(200 / 3), 50.0, 100.0]


def test_a_value_without_what_it_was_divided_by_has_a_rank_in_its_group() -> None:
    table = rows([10.0, 12, 13], 1).assign(denominator=np.nan)
    row = rank_by_group(table, RATE, teryt=CODES[0], groups={"a": CODES[1:3]}).iloc[0]
    assert (row["rank"], row["n_areas"]) == (1, 3)


def test_the_table_of_ranks_by_area() -> None:
    table = rows([30.0, 10.0, 20.0], 1).assign(source=np.nan).iloc[::-1]
    found = rank_with_uncertainty(table, PLAIN, rng())
    assert found.index.to_list() == CODES[:3]
    assert list(found) == ["value", "rank", "low", "high", "percentile", "n_areas"]
    assert found["value"].to_list() == [30, 10, 20]
    assert found["percentile"].to_list() == [100, 0, 50]


@pytest.mark.parametrize("draw", ["rate", "share"])
def test_ranks_are_those_of_two_thousand_draws_from_the_law_that_is_told(draw: str) -> None:
    counts, total, indicator = np.array([3.0, 5, 8, 9, 14, 20, 20]), 20.0, RATE
    seed, shape = rng(), (2000, 7)
    if draw == "rate":
        drawn = seed.gamma(counts + 0.5, size=shape) / total
    else:
        drawn, indicator = seed.beta(counts + 0.5, total - counts + 0.5, size=shape), SHARE
    level = 0.6  # a level at which ends of both laws lie apart
    of_draws = ranks(drawn, direction=indicator.direction)
    low, high = np.quantile(of_draws, [0.2, 0.8], axis=0)
    generator = rng()
    found = rank_with_uncertainty(rows(counts.tolist(), total), indicator, generator, level=level)
    assert generator.random() == seed.random()  # no draw more, none less
    assert found["low"].to_list() == np.floor(np.minimum(low, found["rank"])).tolist()
    assert found["high"].to_list() == np.ceil(np.maximum(high, found["rank"])).tolist()
    assert (found["low"] < found["high"]).any()


def test_without_counts_below_nothing_is_drawn() -> None:
    generator = rng()
    found = rank_with_uncertainty(rows([1, 2, 3.0], 5), PLAIN, generator)
    assert found["low"].to_list() == found["high"].to_list() == [3, 2, 1]
    assert generator.random() == rng().random()
