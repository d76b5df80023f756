from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures import draw_forecast, draw_people
from costmodel.annex.nbsp import HARD
from costmodel.errors import InputError, ModelError
from tests.annex.tables import FAN, FORECAST, HISTORY, PEOPLE


def texts(ax: Axes) -> list[str]:
    return [text.get_text().replace(HARD, " ") for text in ax.texts]


def heights(line: Line2D) -> list[float]:
    return [float(y) for y in np.asarray(line.get_ydata(), dtype=float)]


def test_the_forecast_starts_at_the_last_value_observed() -> None:
    figure, ax = new_figure()
    assert draw_forecast(HISTORY, FORECAST, ax) is ax
    history, last, median, naive = ax.get_lines()
    assert np.isnan(heights(history)).sum() == 1
    assert heights(last) == [2655]
    assert heights(median) == [2655, 2600, 2503]
    assert heights(naive) == [2655] * 3
    assert naive.get_linestyle() == "--"
    assert naive.get_linewidth() < median.get_linewidth()
    figure.draw_without_rendering()


def test_the_middle_half_lies_dark_inside_the_band_as_in_a_fan() -> None:
    _, ax = new_figure()
    draw_forecast(HISTORY, FAN, ax)
    *_, half = ax.collections
    ends = half.get_paths()[0].get_extents()
    assert (ends.y0, ends.y1) == (2300, 2800)
    assert "ciemniejsze" in ax.get_title(loc="left")
    with pytest.raises(
        ModelError, match="in 2026 the forecast of a figure has inner_high above high"
    ):
        draw_forecast(HISTORY, FAN.assign(inner_high=[2700.0, 3002.0]), ax)


def test_the_forecast_is_labelled_in_place() -> None:
    _, ax = new_figure()
    draw_forecast(HISTORY, FORECAST, ax, breaks=[(2023, "nowa definicja")])
    assert texts(ax) == [
        "nowa definicja",
        "2024 r.: 2 655",
        "prognoza: 2 500",
        "bez zmian: 2 655",
    ]
    assert ax.get_legend() is None
    assert ax.get_title(loc="left").replace(HARD, " ").startswith("Liczba osób")


def test_what_is_counted_can_be_another_noun() -> None:
    _, ax = new_figure()
    draw_forecast(HISTORY, FORECAST, ax, unit="rodzina")
    assert "Liczba rodzin" in ax.get_title(loc="left")
    with pytest.raises(InputError, match=r"noun\.smok"):
        draw_forecast(HISTORY, FORECAST, ax, unit="smok")


def test_labels_of_near_breaks_do_not_overlap() -> None:
    figure, ax = new_figure()
    draw_forecast(HISTORY, FORECAST, ax, breaks=[(2022, "nowa definicja"), (2023, "nowa ustawa")])
    figure.draw_without_rendering()
    first, second = (text.get_window_extent() for text in ax.texts[:2])
    assert not first.overlaps(second)


def test_no_people_at_all_can_be_drawn() -> None:
    figure, ax = new_figure()
    none = FORECAST.assign(median=0.0, low=0.0, high=0.0)
    draw_forecast(HISTORY.assign(value=0.0), none, ax)
    figure.draw_without_rendering()
    low, high = ax.get_ylim()
    assert low <= 0 < high  # an axis without height cannot be drawn


def test_scenarios_differ_by_marker_hatching_and_label() -> None:
    _, ax = new_figure()
    assert draw_people(PEOPLE, ax) is ax
    assert len({line.get_marker() for line in ax.get_lines()}) == 2
    assert len({area.get_hatch() for area in ax.collections if area.get_hatch()}) == 2
    assert texts(ax) == ["zaniechanie: 120", "działanie: 60"]


def test_a_scenario_without_a_name_is_told() -> None:
    _, ax = new_figure()
    with pytest.raises(InputError, match=r"scenario\.dream"):
        draw_people(PEOPLE.assign(scenario="dream"), ax)


def test_a_table_without_its_columns_is_refused() -> None:
    _, ax = new_figure()
    with pytest.raises(ModelError, match="no column scenario"):
        draw_people(FORECAST, ax)
    with pytest.raises(ModelError, match="no column value"):
        draw_forecast(FORECAST, FORECAST, ax)
