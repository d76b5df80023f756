"""Prices and present values: what is asked beyond what is known is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.units import discount_factors, price_index


def test_prices_of_the_base_year_are_themselves() -> None:
    np.testing.assert_array_equal(price_index({}, base_year=2026, years=range(2026, 2027)), [1.0])


def test_a_year_before_the_price_year_is_refused() -> None:
    with pytest.raises(ModelError, match="year 2025 lies before the price year 2026"):
        price_index({2026: 0.1}, base_year=2026, years=range(2025, 2026))


def test_a_year_without_inflation_between_is_named() -> None:
    with pytest.raises(ModelError, match="inflation of 2028 is not given"):
        price_index({2027: 0.1, 2029: 0.1}, base_year=2026, years=range(2026, 2030))


@pytest.mark.parametrize("rate", [-1.0, 1.0, 4.0, float("nan")])  # 4 is 4 % written as percent
def test_a_rate_that_is_no_share_is_refused(rate: float) -> None:
    with pytest.raises(ModelError, match=r"must lie between -1 and 1.*0\.04 for 4 %"):
        discount_factors(rate, n_years=3)


@given(st.floats(-0.5, 0.5), st.integers(1, 40))
def test_discounting_is_undone_by_growth_at_the_same_rate(rate: float, n_years: int) -> None:
    inflation = dict.fromkeys(range(2027, 2027 + n_years), rate)
    grown = price_index(inflation, base_year=2026, years=range(2026, 2026 + n_years))
    np.testing.assert_allclose(grown * discount_factors(rate, n_years=n_years), 1.0)
