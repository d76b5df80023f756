"""A chart of what falls away, step by step, between what is claimed and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.figure_axes import amount_labels, money_axis, typeset_lines
from costmodel.annex.figure_marks import draw_bar
from costmodel.annex.figure_style import INK, ON_WHITE, SMALL, house_style
from costmodel.annex.figure_tables import checked
from costmodel.annex.money import money, money_interval
from costmodel.annex.nbsp import typeset
from costmodel.annex.wording import load_wording
from costmodel.errors import ModelError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOTALS = ("gross", "attributable", "cashable")
"""Steps after which the sum so far stands as a bar of its own."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: from where, how far, and the key of its name; ``row`` gives a total its interval."""

    key: str
    start: float
    length: float
    row: int | None


def bars_of(table: pd.DataFrame) -> list[Bar]:
    """Return the bars of a waterfall: totals from zero, and between them what each step changes.

    Parameters
    ----------
    table : DataFrame
        Columns ``step``, ``median``, ``low``, ``high``, the steps in order. [zł]

    Examples
    --------
    >>> steps = pd.DataFrame({"step": ["gross", "cashable"], "median": [3.0, 1.0]})
    >>> [(b.key, b.start, b.length) for b in bars_of(steps.assign(low=0.0, high=5.0))]
    [('gross', 0.0, 3.0), ('less_cashable', 3.0, -2.0), ('cashable', 0.0, 1.0)]
    """
    rows = checked(table, "step")
    steps, values = [str(step) for step in rows["step"]], [float(v) for v in rows["median"]]
    if len(set(steps)) < len(steps):
        raise ModelError(f"the steps of the figure are {steps}: each must stand once.")
    bars = []
    for row, (step, value) in enumerate(zip(steps, values, strict=True)):
        if row:
            before = values[row - 1]
            bars.append(Bar(f"less_{step}", before, value - before, None))
        if step in TOTALS or row == 0:
            bars.append(Bar(step, 0.0, value, row))
    return bars


def draw_waterfall(table: pd.DataFrame, ax: Axes, *, lang: str | None = None) -> Axes:
    """Draw totals as bars from zero, and each step between them as a bar that hangs.

    Parameters
    ----------
    table : DataFrame
        Columns ``step`` (id), ``median``, ``low``, ``high``, the steps in order. [zł]
    ax : Axes
        Where to draw.

    Raises
    ------
    ModelError
        If a column is missing, a number is not finite, or a step stands twice.
    InputError
        If a step has no name in the file of words.
    """
    rows, bars = checked(table, "step"), bars_of(table)
    wording = load_wording(lang)
    with house_style():
        ends = [0.0, *rows["low"], *rows["high"]]
        scale = money_axis(ax, "figure.axis_waterfall", ends, axis="y", lang=lang)
        texts = amount_labels([bar.length for bar in bars], scale, lang=lang)
        for place, (bar, text) in enumerate(zip(bars, texts, strict=True)):
            is_total = bar.row is not None
            gain = is_total or bar.length > 0
            draw_bar(ax, place, bar.length, gain=gain, start=bar.start)
            tops = [bar.start, bar.start + bar.length]
            if bar.row is not None:
                low, high = (float(rows[end].iloc[bar.row]) for end in ("low", "high"))
                ax.plot([place, place], [low, high], color=INK, linewidth=1.1, marker="_")
                tops.append(high)
            _label_top(ax, place, max(tops), text)
        _join(ax, bars)
        ax.axhline(0, color=INK, linewidth=0.9)
        ax.margins(y=0.12)
        names = [typeset_lines(wording.say(f"figure.waterfall.{bar.key}")) for bar in bars]
        ax.set_xticks(range(len(bars)), names, fontsize=SMALL)
        ax.tick_params(axis="x", length=0)
    return ax


def alt_waterfall(table: pd.DataFrame, *, lang: str | None = None) -> str:
    """Describe the chart of :func:`draw_waterfall`."""
    rows, wording = checked(table, "step"), load_wording(lang)
    told = []
    for bar in bars_of(table):
        name = wording.say(f"figure.waterfall.{bar.key}").replace("\n", " ")
        if bar.row is None:
            key = "step_up" if bar.length > 0 else "step_down"
            value = money(abs(bar.length), lang=lang)
            told.append(wording.say(f"figure.alt.waterfall_{key}", name=name, value=value))
            continue
        low, high = (float(rows[end].iloc[bar.row]) for end in ("low", "high"))
        told.append(
            wording.say(
                "figure.alt.waterfall_total",
                name=name,
                value=money(bar.length, lang=lang),
                interval=money_interval(low, high, lang=lang),
            )
        )
    return typeset(" ".join([wording.say("figure.alt.waterfall"), *told]))


def _label_top(ax: Axes, place: int, top: float, text: str) -> None:
    ax.annotate(
        text,
        (place, top),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=SMALL,
        bbox=ON_WHITE,
    )


def _join(ax: Axes, bars: Sequence[Bar]) -> None:
    """Draw thin lines from the end of each bar to the next."""
    for place, bar in enumerate(bars[:-1]):
        height = bar.start + bar.length
        ax.plot([place, place + 1], [height, height], color=INK, linewidth=0.6, linestyle=":")
