"""The break-even chart: the result at stronger effects, one line for each price of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.figure_axes import label_ends, money_axis
from costmodel.annex.figure_marks import LINES
from costmodel.annex.figure_style import INK, house_style
from costmodel.annex.figure_tables import RANGE, checked
from costmodel.annex.money import money
from costmodel.annex.nbsp import typeset
from costmodel.annex.numbers import decimal, percent
from costmodel.annex.wording import Wording, load_wording
from costmodel.errors import ModelError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AXES = ("effect", "price")


def draw_break_even(table: pd.DataFrame, ax: Axes, *, lang: str | None = None) -> Axes:
    """Draw the net present value against the effects, at each price; a diamond marks each crossing.

    Parameters
    ----------
    table : DataFrame
        Columns ``effect`` [multiple of that assumed], ``price`` [part of that assumed],
        ``median``, ``low``, ``high`` [zł].
    ax : Axes
        Where to draw.

    Raises
    ------
    ModelError
        If a column is missing, a number is not finite, or there are more prices than looks.
    """
    wording, lines = load_wording(lang), list(_lines(table))
    if len(lines) > len(LINES):
        raise ModelError(
            f"the figure has {len(lines)} prices: it must have {len(LINES)} at most, because each "
            "line has a look of its own."
        )
    full = lines[0][1]
    ends: list[tuple[float, str]] = []
    with house_style():
        ax.fill_between(full["effect"], full["low"], full["high"], color=INK, alpha=0.13, lw=0)
        for (price, part), (colour, marker, style) in zip(lines, LINES, strict=False):
            ax.plot(
                part["effect"],
                part["median"],
                color=colour,
                marker=marker,
                linestyle=style,
                markersize=4,
            )
            for effect in crossings(part):
                ax.plot([effect], [0], color=INK, marker="D", markersize=7, zorder=4)
            ends.append((float(part["median"].iloc[-1]), _price(price, wording, lang)))
        ax.axhline(0, color=INK, linewidth=1.2)
        spread = [*full["low"], *full["high"], *table["median"]]
        money_axis(ax, "figure.axis_break_even", spread, axis="y", lang=lang)
        effects = sorted(set(table["effect"]))
        ax.set_xticks(effects, [_times(effect, lang) for effect in effects])
        ax.set_xlabel(typeset(wording.say("figure.axis_effects")))
        ax.margins(x=0.03, y=0.08)
        ax.set_ylim(ax.get_ylim())
        label_ends(ax, float(effects[-1]), ends)
    return ax


def alt_break_even(table: pd.DataFrame, *, lang: str | None = None) -> str:
    """Describe the chart of :func:`draw_break_even`: each line, and between what it crosses 0."""
    wording = load_wording(lang)
    told = [wording.say("figure.alt.break_even")]
    for price, part in _lines(table):
        first, last = part.iloc[0], part.iloc[-1]
        said = wording.say(
            "figure.alt.break_even_line",
            price=_price(price, wording, lang),
            first_effect=_times(first["effect"], lang),
            first=money(float(first["median"]), lang=lang),
            last_effect=_times(last["effect"], lang),
            last=money(float(last["median"]), lang=lang),
        )
        told.append(f"{said} {_crossing(part, wording, lang)}")
    return typeset(" ".join(told))


def crossings(part: pd.DataFrame) -> list[float]:
    """Return the effects at which straight lines between the points meet zero.

    Parameters
    ----------
    part : DataFrame
        Columns ``effect`` (rising) and ``median``.

    Examples
    --------
    >>> crossings(pd.DataFrame({"effect": [1.0, 2.0, 4.0], "median": [-3.0, -1.0, 1.0]}))
    [3.0]
    """
    points = list(zip(part["effect"].astype(float), part["median"].astype(float), strict=True))
    return [
        x0 + (x1 - x0) * y0 / (y0 - y1)
        for (x0, y0), (x1, y1) in pairwise(points)
        if (y0 < 0) != (y1 < 0)
    ]


def _lines(table: pd.DataFrame) -> Iterator[tuple[float, pd.DataFrame]]:
    """Yield each price, the full one first, with its rows by effect."""
    rows = checked(table, numbers=(*RANGE, *AXES))
    checked(rows)
    for price, part in sorted(
        rows.groupby("price"), reverse=True, key=lambda pair: float(str(pair[0]))
    ):
        yield float(str(price)), part.sort_values("effect")


def _crossing(part: pd.DataFrame, wording: Wording, lang: str | None) -> str:
    """Return between which points of a line it comes to pay back, or that it does not."""
    for (_, before), (_, after) in pairwise(part.iterrows()):
        if before["median"] < 0 <= after["median"]:
            ends = {"low": before["effect"], "high": after["effect"]}
            told = {name: _times(effect, lang) for name, effect in ends.items()}
            return wording.say("figure.alt.break_even_between", **told)
    key = "always" if part["median"].min() >= 0 else "never"
    return wording.say(f"figure.alt.break_even_{key}")


def _price(price: float, wording: Wording, lang: str | None) -> str:
    if price == 1:
        return wording.say("figure.price_full")
    return wording.say("figure.price_part", share=percent(price, None, lang=lang))


def _times(effect: float, lang: str | None) -> str:
    return decimal(float(effect), None, lang=lang)
