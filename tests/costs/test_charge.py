from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.costs.charge import SHARE_TOLERANCE, Charge, split_among_payers
from costmodel.errors import ModelError

Floats = NDArray[np.float64]
prices = hnp.arrays(float, 4, elements=st.floats(0, 1e6))
halves = hnp.arrays(float, 4, elements=st.floats(0, 0.5))


@given(prices, halves, halves)
def test_payers_add_up_to_the_price_in_every_draw(rate: Floats, one: Floats, two: Floats) -> None:
    parts = split_among_payers(rate, {"gmina": one, "eu": two, "state": None}, what="care")
    np.testing.assert_allclose(sum(parts.values()), rate, rtol=1e-12)
    assert (parts["state"] >= -1e-9 * rate.max()).all()
    np.testing.assert_array_equal(parts["gmina"], rate * one)


def test_one_payer_bears_all() -> None:
    parts = split_among_payers(np.array([70.0]), {"gmina": None}, what="care")
    assert parts == {"gmina": np.array([70.0])}


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        ({"gmina": 0.4, "state": 0.6}, r"care: payers of the rest are \[\]: .*exactly one"),
        ({"gmina": None, "state": None}, r"\['gmina', 'state'\]: there must be exactly one"),
        ({"gmina": 0.7, "eu": 0.5, "state": None}, r"\['eu', 'gmina'\] sum to 1.2 in a draw"),
        ({"gmina": -0.2, "state": None}, "the lowest is -0.2"),
        ({"gmina": -0.2, "eu": 0.5, "state": None}, "the lowest is -0.2"),
        ({"gmina": float("nan"), "state": None}, "sum to nan"),
    ],
)
def test_shares_that_make_no_whole_are_refused(shares: dict[str, float | None], says: str) -> None:
    drawn = {p: None if s is None else np.array([0.1, s]) for p, s in shares.items()}
    with pytest.raises(ModelError, match=says):
        split_among_payers(np.array([10.0, 10.0]), drawn, what="care")


def test_a_payment_before_the_stay_is_refused() -> None:
    with pytest.raises(ModelError, match="tax_share: the lag is -1: it must be 0 or more"):
        Charge("poor", "tax_share", "transfer", "gmina", np.ones(1), lag=-1)


@pytest.mark.parametrize("share", [1.2, -0.1, float("nan")])
def test_a_cashable_part_that_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(ModelError, match=r"care: the cashable share is .* between 0 and 1"):
        Charge("poor", "care", "mandatory", "gmina", np.ones(2), cashable=np.array([0.5, share]))


def test_the_bounds_of_a_cashable_part_are_shares_themselves() -> None:
    none_and_all = np.array([0.0, 1.0])
    kept = Charge("poor", "care", "mandatory", "gmina", np.ones(2), cashable=none_and_all)
    assert kept.cashable is none_and_all


def test_shares_may_exceed_the_whole_by_rounding_alone() -> None:
    most = np.array([1.0 + SHARE_TOLERANCE])
    parts = split_among_payers(np.array([10.0]), {"gmina": most, "state": None}, what="care")
    assert parts["state"][0] == pytest.approx(0.0, abs=1e-7)
