from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.targets.rules import RULES, Basis, Direction, Rule, is_better, path_to, target_of

NAN = float("nan")
PLACE = Basis(base=12.0, given=7.0, peers_median=9.0, trend=11.0, low=8.0, high=14.0, effect=-1.5)


def test_each_rule_by_hand() -> None:
    assert target_of("given", PLACE, direction="down") == (7.0, "")
    assert target_of("peers_median", PLACE, direction="down") == (9.0, "")
    assert target_of("trend_plus_effect", PLACE, direction="down") == (9.5, "")


def test_a_place_better_than_its_peers_keeps_what_it_has() -> None:
    target, remark = target_of("peers_median", PLACE, direction="up")
    assert target == 12.0
    assert "utrzymanie" in remark


def test_a_rule_without_its_basis_gives_no_number() -> None:
    nothing = Basis(12.0, NAN, NAN, NAN, NAN, NAN, NAN)
    for rule in get_args(Rule):
        assert np.isnan(target_of(rule, nothing, direction="down")[0])


def test_every_rule_has_a_polish_label() -> None:
    assert set(RULES) == set(get_args(Rule))


@pytest.mark.parametrize(
    ("direction", "better"), [("up", False), ("down", True), ("context", False)]
)
def test_what_is_better_hangs_on_the_direction(direction: Direction, better: bool) -> None:
    assert is_better(1.0, 2.0, direction=direction) is better
    assert not is_better(NAN, 2.0, direction=direction)
    assert not is_better(2.0, 2.0, direction=direction)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(1, 15))
def test_the_path_ends_at_the_target_in_equal_steps(base: float, goal: float, n: int) -> None:
    path = path_to(base, goal, base_year=2024, target_year=2024 + n)
    assert list(path) == list(range(2025, 2025 + n))
    assert path[2024 + n] == pytest.approx(goal, abs=1e-6)
    steps = np.diff([base, *path.values()])
    np.testing.assert_allclose(steps, (goal - base) / n, atol=1e-6)
