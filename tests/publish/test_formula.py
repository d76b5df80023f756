"""A formula's text gives the number that it carries."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.publish.formula import (
    Formula,
    highest,
    if_above,
    if_below,
    if_zero,
    lowest,
    number,
    product_of,
    total,
)

NUMBERS = st.floats(-50, 50).map(lambda n: round(n, 3))
TWO: list[Callable[[Formula, Formula], Formula]] = [
    lambda a, b: a + b,
    lambda a, b: a - b,
    lambda a, b: a * b,
    lambda a, b: -a * b,
    lambda a, b: 3 - a * 2,
    highest,
    lowest,
    lambda a, b: highest(a, b, 0),
    lambda a, b: lowest(a, 1, b),
    lambda a, b: if_above(a, b, a, b),
    lambda a, b: if_below(a, b, a, b),
    lambda a, b: if_zero(a - b, a, b),
    lambda a, b: total([a, b, a]),
    lambda a, b: product_of([a, b, b]),
]


def computed(text: str) -> float:
    """Return what a spreadsheet gives for a text without references."""
    python = re.sub(r"(?<![<>])=", "==", text).replace("^", "**")
    known = {
        "MAX": lambda *of: max(of),
        "MIN": lambda *of: min(of),
        "IF": lambda test, then, other: then if test else other,
    }
    return float(eval(python, {"__builtins__": {}}, known))


@given(NUMBERS, NUMBERS, st.sampled_from(TWO), st.sampled_from(TWO))
def test_the_text_gives_the_number_carried(
    one: float,
    two: float,
    inner: Callable[[Formula, Formula], Formula],
    outer: Callable[[Formula, Formula], Formula],
) -> None:
    made = outer(inner(number(one), number(two)), number(two))
    assert computed(made.text) == pytest.approx(made.value, rel=1e-12, abs=1e-12)


def test_a_branch_not_taken_may_divide_by_zero() -> None:
    assert if_zero(number(0), number(1), number(1) / 0).value == 1
    assert math.isnan((number(1) / 0).value)


def test_powers_and_parts_of_nothing() -> None:
    assert computed((number(2) ** 3).text) == 8
    assert computed((number(9) / 2).text) == 4.5
    assert total([]).value == 0
    assert product_of([]).value == 1
