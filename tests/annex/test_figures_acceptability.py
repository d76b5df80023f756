from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures_acceptability import alt_acceptability, draw_acceptability
from costmodel.annex.nbsp import HARD
from costmodel.errors import InputError, ModelError

PRICES = np.linspace(0, 1, 11)
CHANCES = pd.concat(
    [
        pd.DataFrame({"payer": "public", "price": PRICES, "chance": 1 - PRICES}),
        pd.DataFrame({"payer": "gmina", "price": PRICES, "chance": (1 - PRICES) ** 2}),
    ]
)


def test_each_payer_is_a_line_named_beside_it() -> None:
    figure, ax = new_figure()
    assert draw_acceptability(CHANCES, ax) is ax
    curves = [line for line in ax.get_lines() if len(np.asarray(line.get_xdata())) == 11]
    assert np.asarray(curves[0].get_ydata()).tolist() == pytest.approx((1 - PRICES).tolist())
    assert len({(line.get_marker(), line.get_linestyle()) for line in curves}) == 2
    shown = [text.get_text().replace(HARD, " ") for text in ax.texts]
    assert shown == ["cena przyjęta", "finanse publiczne razem", "gmina"]
    assert ax.get_legend() is None
    figure.draw_without_rendering()
    ticks = [tick.get_text() for tick in ax.get_yticklabels()]
    assert ticks[:2] == ["0%", "20%"]


def test_a_diamond_stands_where_half_of_the_draws_pay_back() -> None:
    _, ax = new_figure()
    draw_acceptability(CHANCES, ax)
    points = [
        (float(np.asarray(line.get_xdata())[0]), float(np.asarray(line.get_ydata())[0]))
        for line in ax.get_lines()
        if line.get_marker() == "D"
    ]
    assert points[0] == pytest.approx((0.5, 0.5))
    assert points[1] == pytest.approx((0.2929, 0.5), abs=0.01)  # 1 − √½, read between tenths


def test_a_chance_that_never_falls_to_a_half_is_named_where_it_is_nearest() -> None:
    figure, ax = new_figure()
    sure = CHANCES[CHANCES["payer"] == "public"].assign(chance=lambda t: 1 - t["price"] / 4)
    draw_acceptability(sure, ax)
    (diamond,) = (line for line in ax.get_lines() if line.get_marker() == "D")
    assert np.asarray(diamond.get_xdata()).tolist() == [1.0]
    figure.draw_without_rendering()
    label = ax.texts[1].get_window_extent()
    assert label.x1 <= ax.get_window_extent().x1


def test_the_text_alternative_tells_the_chance_at_round_prices() -> None:
    assert alt_acceptability(CHANCES[CHANCES["payer"] == "public"]).replace(HARD, " ") == (
        "Wykres liniowy: w jakiej części losowań plan się zwraca, gdy zmienia się jego cena. "
        "Linia „finanse publiczne razem”: przy 25% ceny 75% losowań, przy 50% ceny 50% losowań, "
        "przy 75% ceny 25% losowań, przy 100% ceny 0% losowań."
    )


def test_mistakes_in_the_table_are_told() -> None:
    _, ax = new_figure()
    with pytest.raises(InputError, match=r"payer\.moon"):
        draw_acceptability(CHANCES.assign(payer="moon"), ax)
    with pytest.raises(ModelError, match="finite"):
        draw_acceptability(CHANCES.assign(chance=np.nan), ax)
