from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.sensitivity.two_way import grid
from costmodel.uncertainty.summary import summarise

Floats = NDArray[np.float64]
SAVING = np.array([1.0, 2.0, 3.0, 4.0, 10.0])


def net(effect: float, price: float) -> Floats:
    return effect * SAVING - price


def test_a_point_is_that_of_the_hand() -> None:
    row = grid(net, (2.0,), y_values=(5.0,)).loc[0]
    # 2 · (1, 2, 3, 4, 10) − 5 = −3, −1, 1, 3, 15: mean 3, three of five above 0
    assert row["mean"] == 3.0
    assert row["chance"] == 0.6
    # of five values the quantile at 0.1 lies at 0.4 of the way from the first to the second
    assert row["low"] == pytest.approx(-3 + 0.4 * 2)
    assert row["high"] == pytest.approx(3 + 0.6 * 12)


def test_every_pair_stands_once_and_is_that_of_a_plain_loop() -> None:
    xs, ys = (0.0, 1.0, 2.5), (1.0, 4.0)
    table = grid(net, xs, y_values=ys, interval=0.5)
    assert list(table.columns) == ["x", "y", "mean", "low", "high", "chance"]
    assert table[["x", "y"]].to_numpy().tolist() == [[x, y] for x in xs for y in ys]
    for row in table.itertuples():
        draws = [row.x * saving - row.y for saving in SAVING]
        assert row.mean == pytest.approx(sum(draws) / 5)
        assert row.low == pytest.approx(float(summarise(np.array(draws), interval=0.5).low))
        assert row.chance == sum(d > 0 for d in draws) / 5


@given(st.lists(st.integers(0, 40), min_size=2, max_size=4, unique=True))
@settings(max_examples=30)
def test_u14_the_chance_never_rises_with_the_price(prices: list[int]) -> None:
    table = grid(net, (1.5,), y_values=sorted(prices))
    assert (table["chance"].diff().dropna() <= 0).all()
    assert (table["mean"].diff().dropna() < 0).all()


@pytest.mark.parametrize("values", [(), (1.0, 1.0)])
def test_values_that_are_none_or_stand_twice_are_refused(values: tuple[float, ...]) -> None:
    with pytest.raises(ModelError, match=r"x_values are .* at least one, each once"):
        grid(net, values, y_values=(1.0,))
    with pytest.raises(ModelError, match="y_values are"):
        grid(net, (1.0,), y_values=values)


def test_points_with_other_draws_are_refused() -> None:
    with pytest.raises(ModelError, match=r"shape \(2,\) at \(2, 0\): it must give the same draws"):
        grid(lambda x, y: np.ones(int(x)), (1.0, 2.0), y_values=(0.0,))
    with pytest.raises(ModelError, match=r"shape \(\)"):
        grid(lambda x, y: np.asarray(x + y), (1.0,), y_values=(0.0,))
