from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle, StepPatch

from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures_pyramid import alt_pyramid, draw_pyramid
from costmodel.annex.nbsp import HARD
from costmodel.errors import ModelError

PEOPLE = pd.DataFrame(
    {
        "group": ["0–4", "5–9", "85+"],
        "men": [610.0, 1505.0, 90.0],
        "women": [590.0, 1400.0, 203.0],
        "men_later": [401.2, 1000.7, 180.3],
        "women_later": [399.9, 950.2, 399.6],
    }
)
YEAR, LATER = 2024, 2033


def test_men_lie_to_the_left_and_women_to_the_right_from_the_youngest() -> None:
    figure, ax = new_figure()
    assert draw_pyramid(PEOPLE, ax, year=YEAR, later=LATER) is ax
    bars = [bar for bar in ax.patches if isinstance(bar, Rectangle)]
    assert [bar.get_width() for bar in bars] == [-610, -1505, -90, 590, 1400, 203]
    assert [bar.get_hatch() for bar in bars] == [""] * 3 + ["////"] * 3
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["0–4", "5–9", "85+"]
    assert [text.get_text() for text in ax.texts] == ["mężczyźni", "kobiety"]
    low, high = ax.get_xlim()
    assert low == -high
    figure.draw_without_rendering()
    ticks = [tick.get_text() for tick in ax.get_xticklabels()]
    assert not [tick for tick in ticks if "−" in tick or "-" in tick]


def test_the_year_ahead_is_a_line_on_both_sides() -> None:
    _, ax = new_figure()
    draw_pyramid(PEOPLE, ax, year=YEAR, later=LATER)
    lines = [patch.get_data()[0] for patch in ax.patches if isinstance(patch, StepPatch)]
    men, women = (np.asarray(lengths).tolist() for lengths in lines)
    assert men == [-401.2, -1000.7, -180.3]
    assert women == [399.9, 950.2, 399.6]
    assert "2033 r." in ax.get_title(loc="left").replace(HARD, " ")


def test_the_text_alternative_counts_now_and_rounds_ahead() -> None:
    text = alt_pyramid(PEOPLE, year=YEAR, later=LATER).replace(HARD, " ")
    assert "W 2024 r.: mężczyźni 2 205 osób, kobiety 2 193 osoby" in text
    assert "najwięcej osób w wieku 5–9: 2 905 osób" in text
    assert "W 2033 r.: mężczyźni 1 580 osób, kobiety 1 750 osób" in text


def test_a_missing_column_is_named() -> None:
    _, ax = new_figure()
    with pytest.raises(ModelError, match="women_later"):
        draw_pyramid(PEOPLE.drop(columns="women_later"), ax, year=YEAR, later=LATER)
