"""Cells of reading tables hold a middle and its interval, in Polish."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.publish.reading_cells import (
    numbered_levels,
    of_draws,
    people,
    ratio,
    share,
    spread,
    table,
    thousands,
    times,
    whole,
)
from costmodel.studies.municipality import Study

HARD = "\u00a0"


def plain(text: str) -> str:
    return text.replace(HARD, " ")


def test_a_cell_of_draws_is_their_median_and_eight_of_ten() -> None:
    draws = np.arange(101.0) ** 2  # quantiles of the squares of 0 … 100; their mean is 3 350
    assert plain(of_draws(draws, whole)) == "2 500 (100 – 8 100)"


def test_what_never_happens_is_a_dash_and_not_a_zero() -> None:
    assert of_draws(np.zeros(5), whole) == "–"
    assert of_draws(np.full(5, 0.3), whole) == "0"  # it happens, less than half of the unit


def test_one_end_that_reads_otherwise_keeps_the_interval() -> None:
    assert plain(spread(3.0, 2.0, high=3.0, write=whole)) == "3 (2 – 3)"
    assert spread(3.0, 2.9, high=3.1, write=whole) == "3"


@given(st.floats(-1e7, 1e7), st.floats(-1e7, 1e7))
def test_an_interval_is_told_where_its_ends_read_differently(low: float, high: float) -> None:
    cell = spread(low, low, high=high, write=thousands)
    assert ("(" in cell) == (thousands(low) != thousands(high))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (people(1_236.0), "1 240"),
        (thousands(-1_234_567.0), "−1 235"),
        (share(0.0834), "8,3%"),
        (ratio(-0.126), "−0,13"),
        (times(5.78), "5,8"),
    ],
)
def test_numbers_are_written_as_polish_readers_write_them(written: str, expected: str) -> None:
    assert plain(written) == expected


def test_levels_are_numbered_from_the_mildest(several: Study) -> None:
    names = numbered_levels(several.inputs.problems["homelessness"])
    assert names["recent"] == "1. bez domu krócej niż rok"
    assert [name[:2] for name in names.values()] == [f"{n}." for n in range(1, len(names) + 1)]


def test_a_table_without_rows_keeps_its_heads() -> None:
    empty = table([], ("who", "what", "number"), keys=2)
    assert empty.empty
    assert [list(empty.index.names), list(empty.columns)] == [["who", "what"], ["number"]]
