from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.annex.table_height import balanced

widths = st.floats(1, 500)


def height(columns: tuple[float, ...], texts: list[list[float]]) -> float:
    """The height of all rows, cell by cell. [lines]"""
    return sum(max(max(t / w, 1.0) for t, w in zip(row, columns, strict=True)) for row in texts)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(widths, widths, widths), min_size=1, max_size=4))
def test_widths_fill_the_room_and_none_is_too_narrow(rows: list[tuple[float, ...]]) -> None:
    found = balanced([20.0, 30.0, 10.0], rows, room=300.0, padding=5.0)
    assert sum(found) == pytest.approx(300.0)
    assert all(width >= low for width, low in zip(found, (20.0, 30.0, 10.0), strict=True))


def test_two_long_columns_share_as_their_texts_do() -> None:
    first, second = balanced([10.0, 10.0], [[300.0, 600.0]], room=310.0, padding=0.0)
    assert second / first == pytest.approx(2.0, rel=0.1)


def test_no_other_widths_make_the_table_much_lower() -> None:
    texts = [[120.0, 900.0, 40.0], [300.0, 200.0, 40.0], [90.0, 1500.0, 60.0]]
    found = balanced([40.0, 40.0, 40.0], texts, room=480.0, padding=0.0)
    tried = [
        (a, b, 480.0 - a - b)
        for a, b in itertools.product(range(40, 400, 10), repeat=2)
        if a + b <= 440
    ]
    assert height(found, texts) <= 1.03 * min(height(columns, texts) for columns in tried)


def test_a_step_that_spares_no_line_goes_where_the_most_is_lacking() -> None:
    # All texts stand on one line already: both columns end with the same room to spare.
    assert balanced([50.0, 50.0], [[10.0, 20.0]], room=200.0, padding=0.0) == (95.0, 105.0)
