from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from costmodel.costs.pricing import names_in, product

BOOK = {"wage": np.array(100.0), "relief": np.array(40.0), "share": np.array([0.5, 0.25])}


def lookup(name: str) -> NDArray[np.float64]:
    return np.asarray(BOOK[name], dtype=np.float64)


@pytest.mark.parametrize(
    ("factors", "value"),
    [
        ([], [1, 1]),
        (["wage"], [100, 100]),
        (["wage", "share"], [50, 25]),
        (["wage - relief", "share"], [30, 15]),
        (["wage + relief"], [140, 140]),
        (["wage - relief + share"], [60.5, 60.25]),
        (["relief - wage"], [-60, -60]),
    ],
)
def test_a_price_is_the_product_of_its_factors(factors: list[str], value: list[float]) -> None:
    np.testing.assert_array_equal(product(factors, lookup, n_draws=2), value)


def test_names_are_told_in_order_signs_left_out() -> None:
    assert names_in(["a - b + c", "d"]) == ("a", "b", "c", "d")


def test_what_was_looked_up_stays_as_it_was() -> None:
    product(["share + wage", "share"], lookup, n_draws=2)
    np.testing.assert_array_equal(BOOK["share"], [0.5, 0.25])


def test_a_sign_without_spaces_belongs_to_the_name() -> None:
    with pytest.raises(KeyError, match="wage-relief"):
        product(["wage-relief"], lookup, n_draws=2)
