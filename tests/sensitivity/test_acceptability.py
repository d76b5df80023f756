from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.sensitivity.acceptability import chance_by_price


@given(st.integers(0, 10_000))
@settings(max_examples=25)
def test_a_cheaper_plan_never_pays_back_less_often(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gross, cost = rng.normal(1, 2, 50), rng.uniform(0, 3, 50)
    found = chance_by_price(gross, cost, prices=(1.0, 0.75, 0.5, 0.25, 0.0))
    assert (np.diff(found) >= 0).all()
    assert found[-1] == (gross > 0).mean()


def test_a_plan_that_just_pays_back_is_no_gain() -> None:
    assert chance_by_price(np.array([2.0]), np.array([4.0]), prices=(0.5,)).tolist() == [0.0]
