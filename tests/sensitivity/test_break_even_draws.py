from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from scipy.optimize import brentq

from costmodel.errors import ModelError
from costmodel.sensitivity.break_even_draws import (
    BreakEvenDraws,
    BreakEvenSummary,
    Threshold,
    break_even_draws,
    summarise_break_even,
)

Floats = NDArray[np.float64]
SAVING = np.array([4.0, 2.0, 1.0, 0.1])
COST = np.array([2.0, 4.0, 5.0, 9.0])


def linear(x: Floats) -> Floats:
    return np.asarray(x * SAVING - COST)


def bent(x: Floats) -> Floats:
    """Rises ever more slowly, as where people can be reached only while they are there."""
    return np.asarray(1e7 * (SAVING * (1 - np.exp(-0.3 * x)) - 0.2 * COST))


def test_a_straight_line_breaks_even_at_its_quotient() -> None:
    found = break_even_draws(linear, 0.0, high=20.0, n_draws=4)
    np.testing.assert_allclose(found.roots, [0.5, 2.0, 5.0, np.nan])
    np.testing.assert_array_equal(found.never, [False, False, False, True])
    assert not found.always.any()
    assert (found.low, found.high) == (0.0, 20.0)


def test_each_draw_is_that_of_a_plain_search() -> None:
    found = break_even_draws(bent, 0.0, high=20.0, n_draws=4)
    for i in range(4):

        def one(x: float, i: int = i) -> float:
            return float(bent(np.full(4, x))[i])

        if one(20.0) < 0:
            assert np.isnan(found.roots[i])
        else:
            assert found.roots[i] == pytest.approx(brentq(one, 0.0, 20.0, xtol=1e-13))


@given(
    hnp.arrays(float, 30, elements=st.floats(0.01, 1e6)),
    hnp.arrays(float, 30, elements=st.floats(0.01, 1e6)),
)
@settings(max_examples=40, deadline=None)
def test_s11_put_back_the_net_result_is_zero(saving: Floats, cost: Floats) -> None:
    def net(x: Floats) -> Floats:
        return np.asarray(saving * (1 - np.exp(-x)) - cost)

    found = break_even_draws(net, 0.0, high=10.0, n_draws=30)
    has = np.isfinite(found.roots)
    np.testing.assert_array_equal(has, net(np.full(30, 10.0)) >= 0)
    left = net(np.where(has, found.roots, 0.0))
    size = np.maximum(saving, cost)
    assert (np.abs(left[has]) <= 1e-6 * size[has]).all()


def test_s12_where_there_is_none_it_is_said_and_no_number_is_given() -> None:
    found = break_even_draws(lambda x: x - 30.0, 0.0, high=20.0, n_draws=4)
    assert np.isnan(found.roots).all()
    told = summarise_break_even(found)
    assert told == BreakEvenSummary(None, 0.0, 0.0, 1.0)


def test_s12_a_plan_that_pays_back_anyhow_has_none_either() -> None:
    told = summarise_break_even(break_even_draws(lambda x: x + 1.0, 0.0, high=9.0, n_draws=2))
    assert told == BreakEvenSummary(None, 0.0, 1.0, 0.0)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_result_that_falls_breaks_even_at_the_same_value(sign: float) -> None:
    found = break_even_draws(lambda x: sign * linear(x), 0.0, high=20.0, n_draws=4)
    np.testing.assert_allclose(found.roots[:3], [0.5, 2.0, 5.0])
    assert bool(found.never[3]) is (sign > 0)
    assert bool(found.always[3]) is (sign < 0)


@pytest.mark.parametrize("end", [0.0, 20.0])
def test_a_root_at_an_end_is_found(end: float) -> None:
    found = break_even_draws(lambda x: x - end, 0.0, high=20.0, n_draws=1)
    assert found.roots.tolist() == [end]
    assert not found.always.any()
    assert not found.never.any()


def test_the_summary_is_of_the_draws_that_break_even() -> None:
    nowhere = np.zeros(8, dtype=np.bool_)
    roots = np.array([1.0, 2.0, 3.0, 4.0, 5.0, np.nan, np.nan, np.nan])
    always, never = nowhere.copy(), nowhere.copy()
    always[5], never[6:] = True, True
    told = summarise_break_even(BreakEvenDraws(roots, always, never, 0.0, 9.0), interval=0.5)
    assert told == BreakEvenSummary(Threshold(3.0, 2.0, 4.0), 5 / 8, 1 / 8, 2 / 8)


@given(hnp.arrays(float, 12, elements=st.floats(-3, 3)))
@settings(max_examples=30, deadline=None)
def test_the_shares_make_one(shift: Floats) -> None:
    told = summarise_break_even(break_even_draws(lambda x: x + shift, -1.0, high=1.0, n_draws=12))
    assert told.share_found + told.share_always + told.share_never == pytest.approx(1.0)


def test_u14_the_chance_of_paying_back_is_the_share_of_roots_below() -> None:
    cost = np.random.default_rng(1).uniform(1, 9, 500)
    found = break_even_draws(lambda x: x - cost, 0.0, high=10.0, n_draws=500)
    for effect in (2.0, 5.0, 8.0):
        assert (found.roots < effect).mean() == (effect - cost > 0).mean()


def test_a_range_that_cannot_be_searched_is_refused() -> None:
    for low, high in ((1.0, 1.0), (2.0, 1.0), (0.0, float("inf"))):
        with pytest.raises(ModelError, match=f"from {low:g} to {high:g} with 4 draws cannot"):
            break_even_draws(linear, low, high=high, n_draws=4)


def test_a_result_that_is_not_one_number_a_draw_is_refused() -> None:
    with pytest.raises(ModelError, match=r"at 0 has shape \(\)"):
        break_even_draws(lambda x: np.asarray(x.sum()), 0.0, high=1.0, n_draws=4)
    with pytest.raises(ModelError, match="4 numbers that are not finite"):
        break_even_draws(lambda x: x * np.nan, 0.0, high=1.0, n_draws=4)


def test_a_hole_within_the_range_is_refused() -> None:
    def net(x: Floats) -> Floats:
        return np.where((x > -1) & (x < 1), np.nan, x)

    with pytest.raises(ModelError, match=r"draw 0 has no end of its search .* and 2 others"):
        break_even_draws(net, -1.0, high=1.0, n_draws=3)
