from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.statutes.indexation import indexed

AMOUNTS = st.integers(1, 10**7).map(lambda grosz: grosz / 100)


@pytest.mark.parametrize(
    ("amount", "inflation", "after"),
    [
        (831.10, 0.020, 847.80),  # 847.722
        (942.30, 0.034, 974.40),  # 974.3382
        (1000.00, 0.10, 1100.00),  # exact: in binary 1100.0000000000002, one step too far
        (500.00, 0.0, 500.00),  # no inflation, no change
        (500.00, -0.02, 500.00),  # never lowered
        (500.03, -0.02, 500.03),  # nor rounded when it stays
        (1000.00, 2e-11, 1000.00),  # noise after the tenth digit is no inflation
    ],
)
def test_cases_by_hand(amount: float, inflation: float, after: float) -> None:
    assert indexed(amount, inflation=inflation, rounded_up_to=0.10) == after


@settings(max_examples=50)
@given(AMOUNTS, st.floats(-0.1, 0.3))
def test_never_lowers_and_never_adds_a_whole_step(amount: float, inflation: float) -> None:
    after = indexed(amount, inflation=inflation, rounded_up_to=0.10)
    assert after >= amount
    assert after <= max(amount, amount * (1 + inflation) + 0.10) + 1e-6
