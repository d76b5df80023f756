from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.indicators.change import change_over_time, slope

TOWN, ONE, TWO = "3215011", "3215022", "3215032"


def values(series: dict[str, dict[int, float]], indicator: str = "x") -> pd.DataFrame:
    rows = [(indicator, code, year, v) for code, own in series.items() for year, v in own.items()]
    return pd.DataFrame(rows, columns=["indicator", "teryt", "year", "value"])


def test_by_hand() -> None:
    table = values(
        {
            TOWN: {2020: 10.0, 2021: np.nan, 2022: 14.0, 2023: 16.0},
            ONE: {2020: 5.0, 2023: 6.0},
            TWO: {2020: 5.0, 2023: 10.0, 2024: 99.0},
        }
    )
    row = change_over_time(table, teryt=TOWN, peers=[ONE, TWO, "9999991"]).iloc[0]
    assert (row["first_year"], row["last_year"], row["n_years"]) == (2020, 2023, 3)
    assert (row["change"], row["change_percent"]) == pytest.approx((6.0, 60.0))
    assert row["slope"] == pytest.approx(2.0)
    assert (row["peers_change"], row["n_peers"]) == (3.0, 2)
    assert not row["since_break"]


@settings(max_examples=30)
@given(st.floats(-50, 50), st.floats(-1000, 1000), st.integers(2, 12))
def test_a_constant_is_flat_and_a_line_has_its_own_slope(b: float, a: float, n: int) -> None:
    years = list(range(2010, 2010 + n))
    assert slope(years, [a] * n) == pytest.approx(0, abs=1e-9)
    assert slope(years, [a + b * (year - 2010) for year in years]) == pytest.approx(b, abs=1e-9)


def test_one_year_has_no_slope() -> None:
    assert np.isnan(slope([2020], [3.0]))


def test_years_before_a_break_are_set_aside_and_told() -> None:
    table = values({TOWN: {2019: 100.0, 2020: 10.0, 2021: 11.0}})
    row = change_over_time(table, teryt=TOWN, breaks={"x": [2012, 2020]}).iloc[0]
    assert (row["first_year"], row["change"], row["since_break"]) == (2020, 1.0, True)
    assert change_over_time(table, teryt=TOWN, breaks={"x": [2021]}).empty


def test_from_zero_there_is_no_percent_and_without_peers_no_median() -> None:
    row = change_over_time(values({TOWN: {2020: 0.0, 2021: 3.0}}), teryt=TOWN).iloc[0]
    assert np.isnan(row["change_percent"])
    assert np.isnan(row["peers_change"])


def test_a_gmina_without_figures_has_no_row_and_none_is_its_own_peer() -> None:
    table = values({ONE: {2020: 1.0, 2021: 2.0}})
    assert change_over_time(table, teryt=TOWN).empty
    with pytest.raises(ModelError, match="itself"):
        change_over_time(table, teryt=TOWN, peers=[TOWN])


def test_each_indicator_has_its_row_in_the_order_of_the_table() -> None:
    table = pd.concat(
        [values({TOWN: {2020: 0.5, 2021: 1.0}}, name) for name in ("later", "earlier")]
    ).assign(denominator=np.nan)
    found = change_over_time(table, teryt=TOWN)
    assert found["indicator"].to_list() == ["later", "earlier"]
    assert found["change_percent"].to_list() == [100.0, 100.0]
