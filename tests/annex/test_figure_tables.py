from __future__ import annotations

import math

import pandas as pd
import pytest

from costmodel.annex.figure_tables import checked, with_gaps
from costmodel.errors import ModelError
from tests.annex.tables import COST, HISTORY


def test_columns_that_are_missing_are_named() -> None:
    with pytest.raises(ModelError, match=r"no column low, high: it must have year, median"):
        checked(COST[["year", "median"]], "year")


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(ModelError, match="no rows"):
        checked(COST.iloc[:0], "year")


def test_a_number_that_is_not_finite_is_named_by_row_and_column() -> None:
    table = COST.copy()
    table.loc[1, "high"] = math.inf
    with pytest.raises(ModelError, match=r"column high .* holds inf in row 2"):
        checked(table, "year")


def test_an_interval_that_misses_its_median_is_refused() -> None:
    table = COST.assign(low=COST["high"] + 1)
    with pytest.raises(ModelError, match=r"row 1 .*3 of 3 rows fail"):
        checked(table, "year")


def test_a_missing_year_is_a_gap() -> None:
    filled = with_gaps(HISTORY)
    assert filled["year"].tolist() == [2020, 2021, 2022, 2023, 2024]
    assert filled["value"].isna().tolist() == [False, False, True, False, False]


@pytest.mark.parametrize(
    "history",
    [
        pd.DataFrame({"year": [2020, 2020], "value": [1.0, 2.0]}),
        pd.DataFrame({"year": [2020, 2021], "value": [math.nan, math.nan]}),
    ],
)
def test_a_history_twice_told_or_empty_is_refused(history: pd.DataFrame) -> None:
    with pytest.raises(ModelError, match="each year once"):
        with_gaps(history)
