"""The tornado: how far the result swings when one number goes from low to high."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.figure_axes import money_axis
from costmodel.annex.figure_marks import draw_bar
from costmodel.annex.figure_style import BLUE, INK, PALE_BLUE, SMALL, VERMILION, house_style
from costmodel.annex.figure_tables import checked
from costmodel.annex.money import money
from costmodel.annex.nbsp import typeset
from costmodel.annex.wording import load_wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ENDS = ("at_low", "at_high")
_NAME_WIDTH = 44
_ROOM = 0.06  # of the swing, beyond the ends


def by_width(table: pd.DataFrame) -> pd.DataFrame:
    """Return the checked rows of a tornado, the widest swing first.

    Examples
    --------
    >>> rows = pd.DataFrame(
    ...     {"label": ["a", "b"], "at_low": [0.0, 3.0], "at_high": [1.0, -3.0]})
    >>> by_width(rows)["label"].tolist()
    ['b', 'a']
    """
    rows = checked(table, "label", numbers=ENDS)
    width = (rows["at_high"] - rows["at_low"]).abs()
    order = width.sort_values(ascending=False, kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def draw_tornado(table: pd.DataFrame, ax: Axes, *, middle: float, lang: str | None = None) -> Axes:
    """Draw the result at the low and at the high end of each number, the widest on top.

    Parameters
    ----------
    table : DataFrame
        Columns ``label`` (text), ``at_low``, ``at_high``: the result with that number at its low
        or high end. [zł]
    ax : Axes
        Where to draw.
    middle : float
        The result with all numbers as they are. [zł]

    Raises
    ------
    ModelError
        If a column is missing or a number is not finite.
    """
    from matplotlib.patches import Patch

    rows, wording = by_width(table), load_wording(lang)
    ends = [middle, *rows["at_low"], *rows["at_high"]]
    with house_style():
        money_axis(ax, "figure.axis_tornado", ends, axis="x", lang=lang)
        for place, (low, high) in enumerate(zip(rows["at_low"], rows["at_high"], strict=True)):
            for end, is_high in ((low, False), (high, True)):
                draw_bar(ax, place, float(end) - middle, gain=is_high, level=True, start=middle)
        ax.axvline(middle, color=INK, linewidth=0.9)
        room = _ROOM * (max(ends) - min(ends) or 1.0)
        ax.set_xlim(min(ends) - room, max(ends) + room)
        names = [fill(typeset(name), _NAME_WIDTH) for name in rows["label"]]
        ax.set_yticks(range(len(rows)), names, fontsize=SMALL)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.grid(visible=False, axis="y")
        ax.grid(visible=True, axis="x")
        ax.legend(
            handles=[
                Patch(facecolor="white", edgecolor=VERMILION, hatch="////"),
                Patch(facecolor=PALE_BLUE, edgecolor=BLUE),
            ],
            labels=[typeset(wording.say(f"figure.tornado_{end}")) for end in ("low", "high")],
            loc="upper center",
            bbox_to_anchor=(0.5, -0.08),
            ncols=2,
            frameon=False,
            fontsize=SMALL,
        )
    return ax


def alt_tornado(table: pd.DataFrame, *, middle: float, lang: str | None = None) -> str:
    """Describe the chart of :func:`draw_tornado`."""
    wording = load_wording(lang)
    told = [
        wording.say(
            "figure.alt.tornado_row",
            label=str(label),
            low=money(low, lang=lang),
            high=money(high, lang=lang),
        )
        for label, low, high in by_width(table).itertuples(index=False)
    ]
    first = wording.say("figure.alt.tornado", middle=money(middle, lang=lang))
    return typeset(f"{first} {'; '.join(told)}.")
