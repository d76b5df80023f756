from __future__ import annotations

import numpy as np

from costmodel.uncertainty.summary import summarise
from costmodel.views.rows import by_year, keyed

DRAWS = np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 20.0]])


def test_a_row_is_a_year_over_all_draws() -> None:
    table = by_year(DRAWS, (2027, 2028))
    assert list(table.columns) == ["year", "mean", "median", "low", "high"]
    assert table[["year", "mean", "median"]].to_numpy().tolist() == [[2027, 3, 3], [2028, 20, 20]]
    found = summarise(DRAWS)
    np.testing.assert_array_equal(table["low"], found.low)
    np.testing.assert_array_equal(table["high"], found.high)


def test_parts_are_told_apart_by_their_keys() -> None:
    parts = {("gmina", "a"): DRAWS, ("state", "b"): 2 * DRAWS}
    table = keyed(("payer", "part"), parts, (2027, 2028))
    assert list(table.columns)[:3] == ["payer", "part", "year"]
    assert table["payer"].tolist() == ["gmina", "gmina", "state", "state"]
    assert table["mean"].tolist() == [3, 20, 6, 40]


def test_without_parts_the_table_has_its_columns() -> None:
    assert list(keyed(("payer",), {}, (2027,)).columns) == [
        "payer",
        "year",
        "mean",
        "median",
        "low",
        "high",
    ]
