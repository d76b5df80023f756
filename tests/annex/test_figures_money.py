from __future__ import annotations

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures_money import draw_cumulative, draw_yearly_cost
from costmodel.annex.nbsp import HARD
from costmodel.errors import ModelError
from tests.annex.tables import COST


def test_bars_reach_the_median_and_whiskers_the_interval() -> None:
    figure, ax = new_figure()
    assert draw_yearly_cost(COST, ax) is ax
    bars = [bar for bar in ax.patches if isinstance(bar, Rectangle)]
    assert [bar.get_height() for bar in bars] == COST["median"].tolist()
    whiskers = [tuple(np.asarray(line.get_ydata(), dtype=float)) for line in ax.get_lines()[:3]]
    assert whiskers == list(zip(COST["low"], COST["high"], strict=True))
    assert [text.get_text() for text in ax.texts] == ["−0,25", "1,25", "3,10"]
    assert f"mln{HARD}zł" in ax.get_title(loc="left")
    figure.draw_without_rendering()


def test_a_year_in_which_acting_costs_more_looks_different() -> None:
    _, ax = new_figure()
    draw_yearly_cost(COST, ax)
    assert [bar.get_hatch() for bar in ax.patches] == ["", "////", "////"]


def test_small_amounts_are_drawn_in_smaller_units() -> None:
    _, ax = new_figure()
    small = COST.assign(**{name: COST[name] / 100 for name in ("median", "low", "high")})
    draw_yearly_cost(small, ax)
    assert "tys." in ax.get_title(loc="left")


def test_the_cumulated_result_shows_its_end_and_its_payback() -> None:
    figure, ax = new_figure()
    assert draw_cumulative(COST, ax, payback=2027) is ax
    shown = [text.get_text().replace(HARD, " ") for text in ax.texts]
    assert shown == ["zwrot w 2027 r.", "3,1 mln zł"]
    figure.draw_without_rendering()


def test_without_payback_none_is_marked() -> None:
    _, ax = new_figure()
    draw_cumulative(COST, ax)
    assert len(ax.texts) == 1


def test_a_payback_outside_the_years_is_refused() -> None:
    _, ax = new_figure()
    with pytest.raises(ModelError, match="2031 is not in the table"):
        draw_cumulative(COST, ax, payback=2031)


def test_nothing_but_zero_can_be_drawn() -> None:
    figure, ax = new_figure()
    draw_yearly_cost(COST.assign(median=0.0, low=0.0, high=0.0), ax)
    figure.draw_without_rendering()
    low, high = ax.get_ylim()
    assert low <= 0 < high  # an axis without height cannot be drawn
