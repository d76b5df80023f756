"""The workbook reckons each kind of effect as the engine does."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.evidence.effect import (
    apply_odds_ratio,
    apply_rate_ratio,
    apply_risk_difference,
    apply_risk_ratio,
)
from costmodel.problems.instrument import Effect
from costmodel.publish.formula import Formula, number
from costmodel.publish.workbook_effects import net_change

ENGINE: dict[str, Callable[[float, float], Any]] = {
    "risk_difference": apply_risk_difference,
    "risk_ratio": apply_risk_ratio,
    "odds_ratio": apply_odds_ratio,
    "rate_ratio": apply_rate_ratio,
}
CHANCES = st.one_of(st.just(0.0), st.just(1.0), st.floats(0.001, 0.999))
RATIOS = st.one_of(st.just(0.0), st.just(1.0), st.floats(0.01, 20.0))


def effect(kind: str, on: str = "exit") -> Effect:
    """An effect of which only the kind and the chance matter here."""
    levels = ["inflow"] if on == "inflow" else ["mild"]
    fields: dict[str, Any] = {"problem": "debt", "levels": levels, "on": on, "kind": kind}
    rest = {"value": "effect", "attribution": "part", "grade": "E", "caution": "próba"}
    return Effect(**fields, **rest, to="homelessness.recent" if on == "emergence" else None)


def changed(
    kind: str, base: float, measured: float, on: str = "exit", kept: bool = False
) -> Formula:
    return net_change(effect(kind, on), number(measured), number(base), kept=kept)


@pytest.mark.parametrize("kind", ["risk_ratio", "odds_ratio", "rate_ratio"])
@given(CHANCES, RATIOS)
def test_a_ratio_changes_a_chance_as_in_the_engine(kind: str, base: float, ratio: float) -> None:
    after = base + changed(kind, base, ratio).value
    assert math.isclose(after, float(ENGINE[kind](base, ratio)), abs_tol=1e-12)


@given(CHANCES, st.floats(-1, 1))
def test_a_difference_keeps_a_chance_within_its_ends(base: float, difference: float) -> None:
    after = base + changed("risk_difference", base, difference).value
    assert math.isclose(after, float(apply_risk_difference(base, difference)), abs_tol=1e-12)


@pytest.mark.parametrize(
    ("kind", "base", "measured", "change"),
    [
        ("risk_ratio", 0.2, 1.5, 0.1),
        ("risk_ratio", 0.9, 1.5, 0.1),  # no chance is above 1
        ("odds_ratio", 0.5, 2.0, 1 / 6),  # odds of 1 to 1 become 2 to 1
        ("rate_ratio", 0.5, 2.0, 0.25),  # half stay in each of two spells, a quarter in both
        ("gross_success_rate", 0.2, 0.5, 0.3),  # less those who leave anyway
    ],
)
def test_by_hand(kind: str, base: float, measured: float, change: float) -> None:
    assert changed(kind, base, measured).value == pytest.approx(change)


def test_deadweight_that_is_kept_is_not_taken_off() -> None:
    assert changed("gross_success_rate", 0.2, 0.5, kept=True).value == 0.5


@pytest.mark.parametrize("on", ["inflow", "emergence"])
def test_new_cases_are_no_chance_and_have_no_upper_end(on: str) -> None:
    assert changed("rate_ratio", 2.0, 1.5, on=on).value == 1.0
    assert changed("risk_difference", 2.0, 1.5, on=on).value == 1.5


def test_a_kind_without_a_formula_is_named() -> None:
    unknown = effect("risk_ratio").model_copy(update={"kind": "hunch"})
    with pytest.raises(ModelError, match="kind of effect 'hunch' has no formula"):
        net_change(unknown, number(1), number(1), kept=False)
