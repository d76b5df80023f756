from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures_break_even import alt_break_even, crossings, draw_break_even
from costmodel.annex.nbsp import HARD
from costmodel.errors import ModelError

EFFECTS = [0.5, 1.0, 2.0, 4.0]
GRID = pd.DataFrame(
    {
        "effect": EFFECTS * 3,
        "price": [0.25] * 4 + [1.0] * 4 + [0.5] * 4,
        "median": [m * 1e6 for m in (1, 2, 3, 5, -6, -5, -4, -2, -3, -2, -1, 1)],
    }
).assign(low=lambda t: t["median"] - 5e5, high=lambda t: t["median"] + 5e5)


def test_each_price_is_a_line_through_its_points_the_full_one_first() -> None:
    figure, ax = new_figure()
    assert draw_break_even(GRID, ax) is ax
    lines = [line for line in ax.get_lines() if len(np.asarray(line.get_xdata())) == 4]
    ends = [float(np.asarray(line.get_ydata(), dtype=float)[-1]) for line in lines]
    assert ends == [-2e6, 1e6, 5e6]
    assert len({(line.get_marker(), line.get_linestyle()) for line in lines}) == 3
    shown = [text.get_text().replace(HARD, " ") for text in ax.texts]
    assert shown == ["pełna cena", "50% ceny", "25% ceny"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["0,5", "1", "2", "4"]
    figure.draw_without_rendering()


def test_a_diamond_stands_where_a_line_meets_zero() -> None:
    _, ax = new_figure()
    draw_break_even(GRID, ax)
    diamonds = [line for line in ax.get_lines() if line.get_marker() == "D"]
    assert [np.asarray(line.get_xdata()).tolist() for line in diamonds] == [[3.0]]


def test_the_text_alternative_tells_of_each_line_whether_it_pays_back() -> None:
    text = alt_break_even(GRID).replace(HARD, " ")
    assert "„pełna cena”: przy efektach 0,5 × przyjęte −6 mln zł, przy 4 × przyjęte −2 mln" in text
    assert text.index("plan się nie zwraca") < text.index("„50% ceny”")
    assert "zaczyna się zwracać między 2 a 4 × przyjęte efekty" in text
    assert text.endswith("Plan zwraca się na całej linii.")


@given(st.lists(st.floats(-9, 9), min_size=2, max_size=6))
def test_a_line_meets_zero_as_often_as_its_sign_changes(values: list[float]) -> None:
    part = pd.DataFrame({"effect": range(len(values)), "median": values})
    slow = [i for i in range(len(values) - 1) if (values[i] < 0) != (values[i + 1] < 0)]
    found = crossings(part)
    assert len(found) == len(slow)
    assert all(i <= x <= i + 1 for i, x in zip(slow, found, strict=True))


def test_more_prices_than_looks_are_refused() -> None:
    _, ax = new_figure()
    many = pd.concat([GRID.assign(price=p) for p in (1.0, 0.9, 0.8, 0.7, 0.6)])
    with pytest.raises(ModelError, match="has 5 prices: it must have 4 at most"):
        draw_break_even(many, ax)


def test_mistakes_in_the_table_are_told() -> None:
    _, ax = new_figure()
    with pytest.raises(ModelError, match="no column price"):
        draw_break_even(GRID.drop(columns="price"), ax)
    with pytest.raises(ModelError, match="must not fall"):
        draw_break_even(GRID.assign(low=GRID["high"] + 1), ax)
