from __future__ import annotations

from costmodel.annex.figure_marks import draw_band, draw_bar
from costmodel.annex.figure_style import new_figure


def test_gain_and_cost_differ_without_colour() -> None:
    _, ax = new_figure()
    draw_bar(ax, 0, 1, gain=True)
    draw_bar(ax, 1, 1, gain=False)
    assert [bar.get_hatch() for bar in ax.patches] == ["", "////"]


def test_a_lying_bar_lies() -> None:
    _, ax = new_figure()
    draw_bar(ax, 0, 5, gain=True, level=True)
    (bar,) = ax.containers[0]
    assert bar.get_width() == 5


def test_a_band_is_hatched() -> None:
    _, ax = new_figure()
    draw_band(ax, [1, 2], [0, 0], [1, 1], "#000000", "....")
    assert "...." in [area.get_hatch() for area in ax.collections]
