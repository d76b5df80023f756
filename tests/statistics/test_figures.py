from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.statistics.figures import counts_things, number


@settings(deadline=None)
@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(",."))
def test_a_plain_number_is_read_as_it_is(value: float, mark: str) -> None:
    assert number(str(value).replace(".", mark), decimal=mark) == float(value)


@settings(deadline=None)
@given(st.integers(0, 10**12), st.sampled_from(" \u00a0\u202f"))
def test_spaces_between_thousands_are_read(value: int, space: str) -> None:
    assert number(f"{value:,}".replace(",", space), decimal=",") == value


@pytest.mark.parametrize(
    "text", ["", "-", "1,2,3", "1.5", "12 34", "1 2345", " 5", "5 osób", "1e3", "nan", "٣", "²"]
)
def test_what_may_mean_something_else_is_no_number(text: str) -> None:
    assert number(text, decimal=",") is None


def test_a_balance_may_be_negative_and_a_count_may_not() -> None:
    assert counts_things("osoba", "unemployed_registered")
    assert not counts_things("osoba", "migration_balance")
    assert not counts_things("zł", "income")
