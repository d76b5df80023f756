from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.live.failures import PublisherError
from costmodel.live.paging import Page, all_rows


@given(st.integers(0, 40), st.integers(1, 10), st.integers(0, 1), st.booleans())
def test_every_row_comes_once_and_in_order(n: int, size: int, first: int, told: bool) -> None:
    asked: list[int] = []

    def page_of(number: int) -> Page[int]:
        asked.append(number)
        start = (number - first) * size
        return (n if told else None), list(range(n))[start : start + size]

    assert list(all_rows(page_of, first=first, size=size, address="x")) == list(range(n))
    assert asked == list(range(first, first + len(asked)))
    assert len(asked) <= n // size + 1


def test_fewer_rows_than_announced_are_refused() -> None:
    pages: list[Page[str]] = [(5, ["a", "b"]), (5, [])]
    with pytest.raises(PublisherError, match=r"liczba rekordów: 2.*liczba rekordów: 5"):
        list(all_rows(lambda number: pages[number], first=0, size=2, address="x"))


def test_more_rows_than_announced_are_refused() -> None:
    with pytest.raises(PublisherError, match=r"liczba rekordów: 2.*liczba rekordów: 1"):
        list(all_rows(lambda number: (1, ["a", "b"]), first=0, size=2, address="x"))


def test_a_number_that_changes_on_the_way_is_refused() -> None:
    pages: list[Page[str]] = [(3, ["a", "b"]), (4, ["c"])]
    with pytest.raises(PublisherError, match="Dane zmieniły się w trakcie"):
        list(all_rows(lambda number: pages[number], first=0, size=2, address="x"))
