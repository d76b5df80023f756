from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.indicators.classes import value_classes


def test_by_hand() -> None:
    values = pd.Series({code: float(n) for n, code in enumerate("abcdef")})
    table, edges = value_classes(values, number=3)
    assert table["class"].tolist() == [0, 0, 1, 1, 2, 2]
    assert edges == [0.0, 2.0, 4.0, 5.0]


def test_what_has_no_value_has_no_class() -> None:
    table, _ = value_classes(pd.Series({"a": 1.0, "b": np.nan, "c": 2.0}), number=2)
    assert np.isnan(table["class"].iloc[1])
    assert table["class"].dropna().tolist() == [0, 1]


def test_equal_values_are_one_class() -> None:
    table, edges = value_classes(pd.Series({"a": 3.0, "b": 3.0}))
    assert table["class"].tolist() == [0, 0]
    assert edges == [3.0, 3.0]


@settings(max_examples=50)
@given(st.lists(st.integers(0, 12).map(float), min_size=1, max_size=30), st.integers(1, 6))
def test_no_class_is_empty_and_each_value_lies_within_its_edges(
    values: list[float], number: int
) -> None:
    series = pd.Series(values, index=[str(i) for i in range(len(values))])
    table, edges = value_classes(series, number=number)
    classes = table["class"].astype(int)
    assert set(classes) == set(range(len(edges) - 1))
    assert len(edges) - 1 <= number
    for value, place in zip(values, classes, strict=True):
        assert edges[place] <= value
        assert value < edges[place + 1] or place == len(edges) - 2


def test_nothing_to_class_is_refused() -> None:
    with pytest.raises(ModelError, match="0 values"):
        value_classes(pd.Series({"a": np.nan}))


def test_five_classes_unless_told_otherwise() -> None:
    _, edges = value_classes(pd.Series({str(n): float(n) for n in range(60)}))
    assert edges == [0, 12, 24, 36, 48, 59]


def test_the_table_of_classes_names_its_columns() -> None:
    table, _ = value_classes(pd.Series({"a": 1.0, "b": 2.0}), number=2)
    assert list(table) == ["teryt", "class"]
    assert table["teryt"].to_list() == ["a", "b"]
    assert table["class"].dtype == np.dtype(np.float64)
