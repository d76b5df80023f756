"""The population pyramid: ages of men and women now as bars, and ahead as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.figure_axes import title_axis, typeset_lines
from costmodel.annex.figure_style import (
    BLUE,
    INK,
    ON_WHITE,
    PALE_BLUE,
    SMALL,
    VERMILION,
    house_style,
)
from costmodel.annex.figure_tables import checked
from costmodel.annex.nbsp import typeset
from costmodel.annex.numbers import integer, round_people
from costmodel.annex.plural import count
from costmodel.annex.wording import load_wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SEXES = ("men", "women")
LATER = ("men_later", "women_later")
_ROOM = 1.08
_LOOKS = {"men": (PALE_BLUE, BLUE, ""), "women": ("white", VERMILION, "////")}


def draw_pyramid(
    table: pd.DataFrame, ax: Axes, *, year: int, later: int, lang: str | None = None
) -> Axes:
    """Draw men to the left and women to the right, the first group of the table at the bottom.

    Parameters
    ----------
    table : DataFrame
        Columns ``group`` (text, from the youngest), ``men``, ``women`` in ``year``, and
        ``men_later``, ``women_later`` in ``later``. [persons]
    ax : Axes
        Where to draw.
    year, later : int
        The year of the bars, and that of the line.

    Raises
    ------
    ModelError
        If a column is missing or a number is not finite.
    """
    rows, wording = checked(table, "group", numbers=(*SEXES, *LATER)), load_wording(lang)
    places = list(range(len(rows)))
    widest = _ROOM * float(rows[[*SEXES, *LATER]].to_numpy().max())
    with house_style():
        for side, sex, line in zip((-1, 1), SEXES, LATER, strict=True):
            face, edge, hatch = _LOOKS[sex]
            lengths = (side * rows[sex]).tolist()
            ax.barh(places, lengths, 0.8, facecolor=face, edgecolor=edge, hatch=hatch)
            _outline(ax, (side * rows[line]).tolist())
            ax.annotate(
                typeset(wording.say(f"figure.{sex}")),
                (side * widest, places[-1] + 0.4),
                xytext=(-5 * side, 0),
                textcoords="offset points",
                ha="left" if side < 0 else "right",
                va="top",
                fontsize=SMALL,
                bbox=ON_WHITE,
            )
        ax.axvline(0, color=INK, linewidth=0.9)
        ax.set_xlim(-widest, widest)
        _both_ways(ax, lang)
        names = [typeset_lines(str(name)) for name in rows["group"]]
        ax.set_yticks(places, names, fontsize=SMALL)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(-0.6, len(rows) - 0.4)
        ax.grid(visible=False, axis="y")
        ax.grid(visible=True, axis="x")
        title_axis(ax, wording.say("figure.axis_pyramid", year=str(year), later=str(later)))
    return ax


def alt_pyramid(table: pd.DataFrame, *, year: int, later: int, lang: str | None = None) -> str:
    """Describe the chart of :func:`draw_pyramid`: how many, and the largest age, in both years.

    Parameters
    ----------
    table, year, later
        What the chart was drawn from.
    """
    rows, wording = checked(table, "group", numbers=(*SEXES, *LATER)), load_wording(lang)
    told = [wording.say("figure.alt.pyramid", year=str(year), later=str(later))]
    for when, columns in ((year, SEXES), (later, LATER)):
        both = rows[columns[0]] + rows[columns[1]]
        top = int(both.argmax())
        kept = round if when == year else round_people
        men, women, most = (
            count(kept(float(n)), "osoba", lang=lang)
            for n in (*(rows[name].sum() for name in columns), both.iloc[top])
        )
        told.append(
            wording.say(
                "figure.alt.pyramid_year",
                year=str(when),
                men=men,
                women=women,
                group=str(rows["group"].iloc[top]),
                most=most,
            )
        )
    return typeset(" ".join(told))


def _outline(ax: Axes, lengths: Sequence[float]) -> None:
    """Draw one side of the later year as a line of steps."""
    edges = [place - 0.5 for place in range(len(lengths) + 1)]
    ax.stairs(lengths, edges, orientation="horizontal", color=INK, linewidth=1.6, baseline=None)


def _both_ways(ax: Axes, lang: str | None) -> None:
    """Write the ticks of both sides without signs: people are never fewer than none."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, symmetric=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: integer(abs(tick), lang=lang)))
