"""Charts that compare: payers, peers, ages. A table and an Axes in, the Axes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.figure_axes import (
    amount_labels,
    money_axis,
    step_ticks,
    title_axis,
    title_count,
    typeset_lines,
)
from costmodel.annex.figure_marks import draw_bar
from costmodel.annex.figure_style import BLUE, GRID, INK, ON_WHITE, SMALL, VERMILION, house_style
from costmodel.annex.figure_tables import checked
from costmodel.annex.numbers import Number, decimal, integer
from costmodel.annex.wording import load_wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PUBLIC = "public"
_NAME_WIDTH = 30
_ROOM = 0.16  # of the axis, for the labels at the ends


def by_result(table: pd.DataFrame) -> pd.DataFrame:
    """Return payers from the largest gain to the largest cost, the public total last.

    Examples
    --------
    >>> names = ["gmina", "public", "state"]
    >>> payers = pd.DataFrame({"payer": names, "median": [-1.0, 2.0, 3.0]})
    >>> by_result(payers)["payer"].tolist()
    ['state', 'gmina', 'public']
    """
    ranked = table.sort_values("median", ascending=False, kind="stable")
    total = ranked["payer"] == PUBLIC
    return pd.concat([ranked[~total], ranked[total]], ignore_index=True)


def draw_payers(table: pd.DataFrame, ax: Axes, *, lang: str | None = None) -> Axes:
    """Draw what acting brings each payer, or takes from them; the public total stands apart.

    Parameters
    ----------
    table : DataFrame
        Columns ``payer`` (id), ``median``, ``low``, ``high``: above zero the payer gains by
        acting, below zero pays more. [zł]
    ax : Axes
        Where to draw.

    Raises
    ------
    ModelError
        If a column is missing or a number is not finite.
    InputError
        If a payer has no name in the file of words.
    """
    rows = by_result(checked(table, "payer"))
    wording = load_wording(lang)
    names = [wording.say(f"payer.{payer}") for payer in rows["payer"]]
    places = [rank + 0.5 * (payer == PUBLIC) for rank, payer in enumerate(rows["payer"])]
    with house_style():
        ends = [*rows["low"], *rows["high"]]
        scale = money_axis(ax, "figure.axis_payers", ends, axis="x", lang=lang)
        texts = amount_labels(rows["median"].tolist(), scale, lang=lang)
        for place, median, low, high, text in zip(
            places, rows["median"], rows["low"], rows["high"], texts, strict=True
        ):
            gain = median >= 0
            draw_bar(ax, place, float(median), gain=gain, level=True)
            ax.plot([low, high], [place, place], color=INK, linewidth=1.1, marker="|")
            end = max(high, 0) if gain else min(low, 0)
            _label_end(ax, float(end), place, text, right=gain)
        ax.axvline(0, color=INK, linewidth=0.9)
        if PUBLIC in set(rows["payer"]):
            ax.axhline(places[-1] - 0.75, color=GRID, linewidth=1.2)
        _leave_room(ax, ends)
        _rows_from_top(ax, places, names)
    return ax


def draw_peers(
    table: pd.DataFrame,
    ax: Axes,
    *,
    label: str,
    formatter: Callable[[Number], str] = decimal,
    lang: str | None = None,
) -> Axes:
    """Draw one indicator of several areas as dots, the highlighted ones large and full.

    Parameters
    ----------
    table : DataFrame
        Columns ``label``, ``value`` [unit of the indicator], ``highlighted`` (bool).
    ax : Axes
        Where to draw.
    label : str
        Name of the indicator with its unit, in Polish.
    formatter : callable
        Writes a value beside its dot.

    Raises
    ------
    ModelError
        If a column is missing or a value is not finite.
    """
    rows = by_value(table)
    with house_style():
        for place, (value, strong) in enumerate(
            zip(rows["value"], rows["highlighted"], strict=True)
        ):
            colour = VERMILION if strong else BLUE
            ax.plot([0, value], [place, place], color=GRID, linewidth=1)
            ax.plot(
                [value],
                [place],
                color=colour,
                marker="D" if strong else "o",
                markersize=8 if strong else 6,
                markerfacecolor=colour if strong else "white",
                linestyle="none",
            )
            right = value >= 0
            _label_end(ax, float(value), place, formatter(value), right=right, strong=bool(strong))
        if rows["value"].min() < 0:
            ax.axvline(0, color=INK, linewidth=0.9)
        _leave_room(ax, rows["value"].tolist())
        step_ticks(ax.xaxis, lang=lang)
        title_axis(ax, label)
        _rows_from_top(ax, list(range(len(rows))), rows["label"].tolist())
        for tick, strong in zip(ax.get_yticklabels(), rows["highlighted"], strict=True):
            tick.set_fontweight("bold" if strong else "normal")
    return ax


def by_value(table: pd.DataFrame) -> pd.DataFrame:
    """Return the checked rows of a comparison, the highest value first."""
    rows = checked(table, "label", "highlighted", numbers=("value",))
    return rows.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def draw_age_structure(
    table: pd.DataFrame, ax: Axes, *, unit: str = "osoba", lang: str | None = None
) -> Axes:
    """Draw people by age group, the first group of the table at the bottom.

    Parameters
    ----------
    table : DataFrame
        Columns ``group`` (text, from the youngest), ``persons`` [unit].
    ax : Axes
        Where to draw.
    unit : str
        A noun of the file of words: what is counted.

    Raises
    ------
    ModelError
        If a column is missing or a number is not finite.
    """
    rows = checked(table, "group", numbers=("persons",))
    places = list(range(len(rows)))
    with house_style():
        ax.barh(places, rows["persons"], 0.72, color=BLUE, edgecolor=INK, linewidth=0.5)
        for place, persons in zip(places, rows["persons"], strict=True):
            _label_end(ax, float(persons), place, integer(persons, lang=lang), right=True)
        _leave_room(ax, rows["persons"].tolist())
        step_ticks(ax.xaxis, lang=lang)
        title_count(ax, "figure.axis_count", unit, lang=lang)
        _rows_from_top(ax, places, rows["group"].tolist())
        ax.invert_yaxis()
    return ax


def _label_end(
    ax: Axes, x: float, place: float, text: str, *, right: bool, strong: bool = False
) -> None:
    gap = 9 if strong else 7  # points, beyond the mark
    ax.annotate(
        text,
        (x, place),
        xytext=(gap if right else -gap, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        fontsize=SMALL,
        bbox=ON_WHITE,
        fontweight="bold" if strong else "normal",
    )


def _leave_room(ax: Axes, ends: Sequence[float]) -> None:
    """Set the x axis so that zero is seen, and labels fit beyond the ends on either side."""
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = _ROOM * (high - low or 1.0)
    ax.set_xlim(low - room if low < 0 else 0.0, high + (room if high > 0 else 0.1 * room))


def _rows_from_top(ax: Axes, places: list[float] | list[int], names: list[str]) -> None:
    """Name the rows on the y axis, the first one at the top."""
    ax.set_yticks(places, [typeset_lines(fill(name, _NAME_WIDTH)) for name in names])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(max(places) + 0.6, min(places) - 0.6)
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
