"""A chart of money spent since the first year on each pathway: a table and an Axes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.dates import year_range
from costmodel.annex.figure_axes import label_ends, money_axis, year_axis
from costmodel.annex.figure_marks import draw_band, look_of
from costmodel.annex.figure_style import INK, house_style
from costmodel.annex.figure_tables import checked
from costmodel.annex.money import money, money_interval
from costmodel.annex.nbsp import typeset
from costmodel.annex.wording import load_wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_pathways(table: pd.DataFrame, ax: Axes, *, lang: str | None = None) -> Axes:
    """Draw what is spent from the first year to each, one line for each scenario.

    Parameters
    ----------
    table : DataFrame
        Columns ``scenario``, ``year``, ``median``, ``low``, ``high``; sums from the first year
        to each. [zł]
    ax : Axes
        Where to draw.

    Raises
    ------
    ModelError
        If a column is missing or a number is not finite.
    InputError
        If a scenario has no name in the file of words.
    """
    rows, wording = checked(table, "scenario", "year").sort_values("year"), load_wording(lang)
    ends: list[tuple[float, str]] = []
    with house_style():
        for scenario, part in rows.groupby("scenario", sort=False):
            colour, marker, hatch = look_of(str(scenario))
            years = part["year"].tolist()
            draw_band(ax, years, part["low"].tolist(), part["high"].tolist(), colour, hatch)
            ax.plot(years, part["median"], color=colour, marker=marker, markersize=4)
            end = float(part["median"].iloc[-1])
            label = wording.say(f"scenario.{scenario}")
            value = money(end, lang=lang)
            ends.append((end, wording.say("figure.end_lines", label=label, value=value)))
        ax.axhline(0, color=INK, linewidth=0.9)
        spread = [*rows["low"], *rows["high"]]
        money_axis(ax, "figure.axis_pathways", spread, axis="y", lang=lang)
        ax.margins(y=0.08)
        year_axis(ax, rows["year"].tolist())
        label_ends(ax, float(rows["year"].max()), ends)
    return ax


def alt_pathways(table: pd.DataFrame, *, lang: str | None = None) -> str:
    """Describe the chart of :func:`draw_pathways`: where each line ends."""
    rows, wording = checked(table, "scenario", "year").sort_values("year"), load_wording(lang)
    years = year_range(int(rows["year"].min()), int(rows["year"].max()), lang=lang)
    told = [wording.say("figure.alt.pathways", years=years)]
    for scenario, part in rows.groupby("scenario", sort=False):
        end = part.iloc[-1]
        told.append(
            wording.say(
                "figure.alt.pathways_scenario",
                scenario=wording.say(f"scenario.{scenario}"),
                year=str(int(end["year"])),
                value=money(float(end["median"]), lang=lang),
                interval=money_interval(float(end["low"]), float(end["high"]), lang=lang),
            )
        )
    return typeset(" ".join(told))
