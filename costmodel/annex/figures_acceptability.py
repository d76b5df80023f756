"""The acceptability chart: how likely a plan pays back, as its price changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from costmodel.annex.figure_axes import step_ticks, title_axis
from costmodel.annex.figure_marks import LINES
from costmodel.annex.figure_style import INK, ON_WHITE, SMALL, house_style
from costmodel.annex.figure_tables import checked
from costmodel.annex.nbsp import typeset
from costmodel.annex.numbers import percent
from costmodel.annex.wording import load_wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HALF = 0.5
TOLD = (0.25, 0.5, 0.75, 1.0)
"""Parts of the price that the text alternative tells."""
_LABEL_STEP = 0.15
_MARK_EVERY = 8


def draw_acceptability(table: pd.DataFrame, ax: Axes, *, lang: str | None = None) -> Axes:
    """Draw the chance that the plan pays back against its price, one line for each payer.

    Parameters
    ----------
    table : DataFrame
        Columns ``payer`` (id), ``price`` [part of that assumed], ``chance`` [share of draws].
    ax : Axes
        Where to draw.

    Raises
    ------
    ModelError
        If a column is missing or a number is not finite.
    InputError
        If a payer has no name in the file of words.
    """
    wording, lines = load_wording(lang), list(_lines(table))
    right = max(float(part["price"].iloc[-1]) for _, part in lines)
    with house_style():
        ax.axvline(1, color=INK, linewidth=0.9, linestyle=":")
        _note(ax, (1, 1.0), wording.say("figure.price_assumed"), where=(-4, -2), side="right")
        for rank, (payer, part) in enumerate(lines):
            colour, marker, style = LINES[rank % len(LINES)]
            ax.plot(
                part["price"],
                part["chance"],
                color=colour,
                linestyle=style,
                marker=marker,
                markevery=_MARK_EVERY,
                markersize=4,
            )
            point = _where_half(part)
            ax.plot(*([value] for value in point), color=colour, marker="D", markersize=6, zorder=4)
            far = point[0] > 0.6 * right
            ax.annotate(
                typeset(wording.say(f"payer.{payer}")),
                point,
                xytext=(point[0] + (-0.08 if far else 0.08) * right, 0.8 - _LABEL_STEP * rank),
                ha="right" if far else "left",
                va="center",
                fontsize=SMALL,
                bbox=ON_WHITE,
                arrowprops={"arrowstyle": "-", "color": INK, "linewidth": 0.6},
            )
        ax.axhline(HALF, color=INK, linewidth=0.6, linestyle=(0, (5, 3)))
        ax.set_xlim(0, right)
        ax.set_ylim(0, 1.03)
        for axis in (ax.xaxis, ax.yaxis):
            step_ticks(axis, 0.01, suffix="%", lang=lang)
        title_axis(ax, wording.say("figure.axis_chance"))
        ax.set_xlabel(typeset(wording.say("figure.axis_price")))
    return ax


def alt_acceptability(table: pd.DataFrame, *, lang: str | None = None) -> str:
    """Describe the chart of :func:`draw_acceptability`: the chance at round parts of the price."""
    wording = load_wording(lang)
    told = [wording.say("figure.alt.acceptability")]
    for payer, part in _lines(table):
        at = [
            wording.say(
                "figure.alt.acceptability_at",
                price=percent(price, 0, lang=lang),
                chance=percent(chance_at(part, price), 0, lang=lang),
            )
            for price in TOLD
            if part["price"].iloc[0] <= price <= part["price"].iloc[-1]
        ]
        name = wording.say(f"payer.{payer}")
        told.append(
            wording.say("figure.alt.acceptability_payer", payer=name, chances=", ".join(at))
        )
    return typeset(" ".join(told))


def chance_at(part: pd.DataFrame, price: float) -> float:
    """Return the chance at a price, read between the rows of one payer.

    Examples
    --------
    >>> chance_at(pd.DataFrame({"price": [0.0, 1.0], "chance": [1.0, 0.0]}), 0.25)
    0.75
    """
    return float(np.interp(price, part["price"], part["chance"]))


def _lines(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each payer with its rows by price, in the order of the table."""
    rows = checked(table, "payer", numbers=("price", "chance"))
    for payer, part in rows.groupby("payer", sort=False):
        yield str(payer), part.sort_values("price")


def _where_half(part: pd.DataFrame) -> tuple[float, float]:
    """Return where the chance falls through a half, else where it is nearest to that."""
    falling = part[::-1]
    if part["chance"].min() < HALF <= part["chance"].max():
        return float(np.interp(HALF, falling["chance"], falling["price"])), HALF
    nearest = part.iloc[int((part["chance"] - HALF).abs().argmin())]
    return float(nearest["price"]), float(nearest["chance"])


def _note(
    ax: Axes, point: tuple[float, float], text: str, *, where: tuple[float, float], side: str
) -> None:
    ax.annotate(
        typeset(text),
        point,
        xytext=where,
        textcoords="offset points",
        ha=side,
        va="top",
        fontsize=SMALL,
        bbox=ON_WHITE,
    )
