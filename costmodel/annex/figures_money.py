"""Charts of money over years: a table and an Axes in, the Axes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.figure_axes import amount_labels, label_ends, money_axis, year_axis
from costmodel.annex.figure_marks import draw_band, draw_bar
from costmodel.annex.figure_style import GREEN, INK, ON_WHITE, SMALL, house_style
from costmodel.annex.figure_tables import checked
from costmodel.annex.money import money
from costmodel.annex.nbsp import typeset
from costmodel.annex.wording import load_wording
from costmodel.errors import ModelError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LABELS_UP_TO = 12


def draw_yearly_cost(table: pd.DataFrame, ax: Axes, *, lang: str | None = None) -> Axes:
    """Draw the cost of inaction of each year as a bar, its interval as a whisker.

    Parameters
    ----------
    table : DataFrame
        Columns ``year``, ``median``, ``low``, ``high``; below zero where acting costs more
        than inaction. [zł]
    ax : Axes
        Where to draw.

    Raises
    ------
    ModelError
        If a column is missing or a number is not finite.
    """
    rows = checked(table, "year").sort_values("year")
    ends = [*rows["low"], *rows["high"]]
    with house_style():
        scale = money_axis(ax, "figure.axis_yearly_cost", ends, axis="y", lang=lang)
        texts = amount_labels(rows["median"].tolist(), scale, lang=lang)
        for year, median, low, high, text in zip(
            rows["year"], rows["median"], rows["low"], rows["high"], texts, strict=True
        ):
            up = median >= 0
            draw_bar(ax, float(year), float(median), gain=not up)
            ax.plot([year, year], [low, high], color=INK, linewidth=1.1, marker="_")
            if len(rows) <= _LABELS_UP_TO:
                ax.annotate(
                    text,
                    (year, high if up else low),
                    xytext=(0, 4 if up else -4),
                    textcoords="offset points",
                    ha="center",
                    va="bottom" if up else "top",
                    fontsize=SMALL,
                    bbox=ON_WHITE,
                )
        ax.axhline(0, color=INK, linewidth=0.9)
        ax.margins(y=0.12)
        year_axis(ax, rows["year"].tolist())
    return ax


def draw_cumulative(
    table: pd.DataFrame, ax: Axes, *, payback: int | None = None, lang: str | None = None
) -> Axes:
    """Draw the net result of acting, added up year by year, with its interval.

    Parameters
    ----------
    table : DataFrame
        Columns ``year``, ``median``, ``low``, ``high``. [zł]
    ax : Axes
        Where to draw.
    payback : int, optional
        The year in which acting has paid back, as the outcome gives it.

    Raises
    ------
    ModelError
        If a column is missing, a number is not finite, or ``payback`` is not in the table.
    """
    rows = checked(table, "year").sort_values("year")
    if payback is not None and payback not in set(rows["year"]):
        raise ModelError(
            f"payback year {payback} is not in the table of the figure: it must be one of "
            f"{', '.join(str(year) for year in rows['year'])}, or None."
        )
    years = rows["year"].tolist()
    end = float(rows["median"].iloc[-1])
    with house_style():
        draw_band(ax, years, rows["low"].tolist(), rows["high"].tolist(), GREEN, "////")
        ax.plot(years, rows["median"], color=GREEN, marker="o", markersize=4)
        ax.axhline(0, color=INK, linewidth=1.2)
        ends = [*rows["low"], *rows["high"]]
        money_axis(ax, "figure.axis_cumulative", ends, axis="y", lang=lang)
        ax.margins(y=0.1)
        year_axis(ax, years)
        if payback is not None:
            text = load_wording(lang).say("figure.payback", year=str(payback))
            height = float(rows.loc[rows["year"] == payback, "median"].sum())
            ax.plot([payback], [height], color=INK, marker="D", markersize=7)
            ax.annotate(
                typeset(text),
                (payback, height),
                xytext=(-8, 12),
                textcoords="offset points",
                ha="right",
                fontsize=SMALL,
                bbox=ON_WHITE,
            )
        label_ends(ax, float(years[-1]), [(end, money(end, lang=lang))])
    return ax
