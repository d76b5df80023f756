from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures_sensitivity import alt_tornado, draw_tornado
from costmodel.annex.nbsp import HARD
from costmodel.errors import ModelError

SWINGS = pd.DataFrame(
    {
        "label": [
            "udział w rejestrze osób bez prawa do zasiłku, nazwa długa",
            "cena",
            "efekt",
        ],
        "at_low": [-1_100_000.0, 500_000.0, -1_500_000.0],
        "at_high": [-900_000.0, -2_500_000.0, -400_000.0],
    }
)
MIDDLE = -1_000_000.0


def test_the_widest_swing_stands_on_top() -> None:
    figure, ax = new_figure()
    assert draw_tornado(SWINGS, ax, middle=MIDDLE) is ax
    names = [label.get_text().replace(HARD, " ") for label in ax.get_yticklabels()]
    assert names[:2] == ["cena", "efekt"]
    assert "\n" in names[2]
    assert ax.yaxis_inverted()
    figure.draw_without_rendering()


def test_bars_run_from_the_middle_to_each_end() -> None:
    _, ax = new_figure()
    draw_tornado(SWINGS, ax, middle=MIDDLE)
    bars = [bar for bar in ax.patches if isinstance(bar, Rectangle)]
    ends = [{round(bar.get_x()), round(bar.get_x() + bar.get_width())} for bar in bars]
    assert ends[0] == {-1_000_000, 500_000}
    assert ends[1] == {-1_000_000, -2_500_000}
    left, right = ax.get_xlim()
    assert left < -2_500_000
    assert right > 500_000


def test_low_and_high_differ_without_colour() -> None:
    _, ax = new_figure()
    draw_tornado(SWINGS, ax, middle=MIDDLE)
    assert [bar.get_hatch() for bar in ax.patches] == ["////", ""] * 3
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["liczba niska", "liczba wysoka"]


def test_nothing_of_the_chart_is_cut_off() -> None:
    figure, ax = new_figure(height=4.0)
    draw_tornado(SWINGS, ax, middle=MIDDLE)
    figure.draw_without_rendering()
    title = ax.get_window_extent(), ax._left_title.get_window_extent()  # type: ignore[attr-defined]
    assert title[1].x1 <= figure.bbox.x1


def test_the_text_alternative_tells_every_bar_from_the_widest() -> None:
    text = alt_tornado(SWINGS, middle=MIDDLE).replace(HARD, " ")
    assert text.index("cena") < text.index("efekt") < text.index("udział")
    assert "Wynik bez zmian: −1 mln zł" in text
    assert "cena: przy niskiej 500 tys. zł, przy wysokiej −2,5 mln zł" in text


def test_a_missing_column_is_named() -> None:
    _, ax = new_figure()
    with pytest.raises(ModelError, match="at_high"):
        draw_tornado(SWINGS.drop(columns="at_high"), ax, middle=MIDDLE)
