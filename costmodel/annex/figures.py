"""Charts of people over years: a table and an Axes in, the Axes out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.figure_axes import (
    label_ends,
    step_ticks,
    title_count,
    typeset_lines,
    year_axis,
)
from costmodel.annex.figure_marks import draw_band, look_of
from costmodel.annex.figure_style import BLUE, INK, ON_WHITE, SMALL, house_style
from costmodel.annex.figure_tables import INNER, checked, forecast_rows, with_gaps
from costmodel.annex.nbsp import typeset
from costmodel.annex.numbers import integer, round_people
from costmodel.annex.wording import load_wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BAND_TITLE = "figure.axis_count_band"
_LABEL_WIDTH = 24
_HEADROOM = 1.28  # of the highest value, for the labels of breaks
_NEAR = 0.25  # of the width of the axes


def draw_forecast(
    history: pd.DataFrame,
    forecast: pd.DataFrame,
    ax: Axes,
    *,
    breaks: Sequence[tuple[int, str]] = (),
    unit: str = "osoba",
    lang: str | None = None,
) -> Axes:
    """Draw what was observed and what is forecast, with its interval and the naive forecast.

    Parameters
    ----------
    history : DataFrame
        Columns ``year``, ``value``; a NaN or a missing year is a gap in the line. [unit]
    forecast : DataFrame
        Columns ``year``, ``median``, ``low``, ``high``, and perhaps ``inner_low``,
        ``inner_high``: the middle half, drawn darker as in a fan. [unit]
    ax : Axes
        Where to draw.
    breaks : sequence of (year, label)
        Years since which the figure is counted in another way.
    unit : str
        A noun of the file of words: what is counted.

    Raises
    ------
    ModelError
        If a column is missing, a forecast is not finite, or nothing was observed.
    """
    ahead = forecast_rows(forecast)
    past = with_gaps(checked(history, "year", "value", numbers=()))
    known = past.dropna()
    last_year, last = int(known["year"].iloc[-1]), float(known["value"].iloc[-1])
    years = [last_year, *ahead["year"]]
    top = max(float(known["value"].max()), float(ahead["high"].max())) or 1.0
    with house_style():
        draw_band(ax, years, [last, *ahead["low"]], [last, *ahead["high"]], BLUE, "////")
        is_fan = INNER[0] in ahead
        if is_fan:
            low, high = ([last, *ahead[name]] for name in INNER)
            ax.fill_between(years, low, high, color=BLUE, alpha=0.35, linewidth=0)
        ax.plot(past["year"], past["value"], color=INK, marker="o", markersize=3)
        ax.plot([last_year], [last], color=INK, marker="o", markersize=7, zorder=4)
        ax.plot(years, [last, *ahead["median"]], color=BLUE)
        ax.plot(years, [last] * len(years), color=INK, linewidth=0.9, linestyle=(0, (5, 3)))
        ax.set_ylim(0, top * (_HEADROOM if breaks else 1.08))
        year_axis(ax, [*past["year"], *ahead["year"]])
        _draw_breaks(ax, breaks, top)
        _mark_last(ax, known, lang)
        end = float(ahead["median"].iloc[-1])
        labels = [
            (end, _end("figure.forecast", round_people(end), lang)),
            (last, _end("figure.naive", last, lang)),
        ]
        label_ends(ax, float(years[-1]), labels)
        _count_axis(ax, unit, lang, key="figure.axis_count_fan" if is_fan else _BAND_TITLE)
    return ax


def draw_people(
    table: pd.DataFrame, ax: Axes, *, unit: str = "osoba", lang: str | None = None
) -> Axes:
    """Draw how many people are in the problem in each scenario, with intervals.

    Parameters
    ----------
    table : DataFrame
        Columns ``scenario``, ``year``, ``median``, ``low``, ``high``. [unit]
    ax : Axes
        Where to draw.
    unit : str
        A noun of the file of words: what is counted.

    Raises
    ------
    ModelError
        If a column is missing or a number is not finite.
    InputError
        If a scenario has no name in the file of words.
    """
    rows = checked(table, "scenario", "year").sort_values("year")
    ends: list[tuple[float, str]] = []
    with house_style():
        for scenario, part in rows.groupby("scenario", sort=False):
            colour, marker, hatch = look_of(str(scenario))
            years = part["year"].tolist()
            draw_band(ax, years, part["low"].tolist(), part["high"].tolist(), colour, hatch)
            ax.plot(years, part["median"], color=colour, marker=marker, markersize=4)
            end = float(part["median"].iloc[-1])
            ends.append((end, _end(f"scenario.{scenario}", round_people(end), lang)))
        ax.set_ylim(0, float(rows["high"].max()) * 1.08 or 1.0)
        year_axis(ax, rows["year"].tolist())
        label_ends(ax, float(rows["year"].max()), ends)
        _count_axis(ax, unit, lang)
    return ax


def _draw_breaks(ax: Axes, breaks: Sequence[tuple[int, str]], top: float) -> None:
    """Mark the first years of a new way of counting; labels of near ones stand lower."""
    left, right = ax.get_xlim()
    level, before = 0, -math.inf
    for year, label in sorted(breaks):
        start = year - 0.5
        near = start - before < _NEAR * (right - left)
        level, before = (level + 1) % 2 if near else 0, start
        late = start > right - _NEAR * (right - left)
        ax.axvline(start, color=INK, linewidth=0.9, linestyle=":")
        ax.annotate(
            typeset_lines(fill(label, _LABEL_WIDTH)),
            (start, top * (_HEADROOM - 0.13 * level)),
            xytext=(-3 if late else 3, -1),
            textcoords="offset points",
            ha="right" if late else "left",
            va="top",
            fontsize=SMALL,
            bbox=ON_WHITE,
        )


def _mark_last(ax: Axes, known: pd.DataFrame, lang: str | None) -> None:
    """Name the last observed value, on the side away from the line that leads to it."""
    year, last = int(known["year"].iloc[-1]), float(known["value"].iloc[-1])
    falling = len(known) > 1 and float(known["value"].iloc[-2]) > last
    fields = {"year": str(year), "value": integer(last, lang=lang)}
    ax.annotate(
        typeset(load_wording(lang).say("figure.last_observed", **fields)),
        (year, last),
        xytext=(-4, -9 if falling else 9),
        textcoords="offset points",
        ha="right",
        va="top" if falling else "bottom",
        fontsize=SMALL,
        bbox=ON_WHITE,
        fontweight="bold",
    )


def _end(key: str, value: float, lang: str | None) -> str:
    wording = load_wording(lang)
    label = wording.say(key)
    return wording.say("figure.end_label", label=label, value=integer(value, lang=lang))


def _count_axis(ax: Axes, unit: str, lang: str | None, *, key: str = _BAND_TITLE) -> None:
    from matplotlib.ticker import MaxNLocator

    title_count(ax, key, unit, lang=lang)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=7, integer=True, min_n_ticks=1))
    step_ticks(ax.yaxis, lang=lang)
