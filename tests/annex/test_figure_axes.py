from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.annex.figure_axes import (
    amount_labels,
    label_ends,
    money_axis,
    places_of,
    spread,
    step_ticks,
    year_axis,
)
from costmodel.annex.figure_style import new_figure
from costmodel.annex.nbsp import HARD


def test_steps_of_two_and_a_half_show_their_decimal() -> None:
    _, ax = new_figure()
    ax.set_yticks([0, 2.5, 5, 7.5])
    step_ticks(ax.yaxis)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["0,0", "2,5", "5,0", "7,5"]


def test_whole_steps_show_none_and_thousands_have_hard_spaces() -> None:
    _, ax = new_figure()
    ax.set_xticks([-1000, 0, 1000])
    step_ticks(ax.xaxis, suffix="%")
    shown = [tick.get_text() for tick in ax.get_xticklabels()]
    assert shown == [f"−1{HARD}000%", "0%", f"1{HARD}000%"]


def test_decimals_follow_the_step_in_the_unit_of_the_axis() -> None:
    _, ax = new_figure()
    ax.set_yticks([0, 250_000, 500_000])
    assert money_axis(ax, "figure.axis_yearly_cost", [0, 1_250_000], axis="y", lang="pl") == "mln"
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["0,00", "0,25", "0,50"]
    assert f"mln{HARD}zł" in ax.get_title(loc="left")


def test_floating_dust_adds_no_decimals() -> None:
    assert places_of([0.1 + 0.2, 0.6, 0.8999999999999999]) == 1
    assert places_of([]) == 0
    assert places_of([1 / 3]) == 3


def test_years_have_no_groups_and_no_decimals() -> None:
    figure, ax = new_figure()
    year_axis(ax, [2026, 2027])
    figure.draw_without_rendering()
    shown = [tick.get_text() for tick in ax.get_xticklabels()]
    assert {"2026", "2027"} <= set(shown)
    assert all(len(text) == 4 for text in shown)


def test_one_year_has_one_tick() -> None:
    figure, ax = new_figure()
    year_axis(ax, [2026])
    figure.draw_without_rendering()
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["2026"]


heights = st.lists(st.floats(-1000, 1000), min_size=1, max_size=8)


@given(heights)
@settings(max_examples=80)
def test_labels_stand_apart_in_their_order(positions: list[float]) -> None:
    placed = spread(positions, 12)
    ranked = sorted(range(len(positions)), key=lambda i: (positions[i], placed[i]))
    steps = [placed[b] - placed[a] for a, b in pairwise(ranked)]
    assert all(step >= 12 - 1e-6 for step in steps)
    # pushed both ways alike, so that labels as a whole stay beside their lines
    assert sum(placed) == pytest.approx(sum(positions), abs=1e-6)


def test_labels_that_stand_free_do_not_move() -> None:
    assert spread([100.0, 0.0, 50.0], 12) == [100.0, 0.0, 50.0]


def test_end_labels_of_lines_that_meet_do_not_overlap() -> None:
    figure, ax = new_figure()
    ax.set_xlim(0, 10)
    ax.set_ylim(0, 100)
    label_ends(ax, 10, [(50, "działanie"), (50, "zaniechanie"), (51, "bez zmian")])
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    pairs = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]]
    assert not any(a.overlaps(b) for a, b in pairs)


def test_amounts_of_one_chart_share_their_decimals() -> None:
    assert amount_labels([12_340_000, 5_000_000], "mln") == ["12,3", "5,0"]
    assert amount_labels([123_000, 5_400], "tys.") == ["123", "5"]
    assert amount_labels([1.5, 2.0], "zł") == ["2", "2"]
