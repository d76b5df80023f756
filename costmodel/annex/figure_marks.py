"""Marks that charts share, told apart by hatching as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from costmodel.annex.figure_style import BLUE, GREEN, INK, PALE_BLUE, VERMILION

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LOOKS: dict[str, tuple[str, str, str]] = {
    "inaction": (VERMILION, "o", "////"),
    "activation": (BLUE, "s", "\\\\\\\\"),
}
_OTHER_LOOK = (GREEN, "^", "....")
LINES = ((INK, "o", "-"), (BLUE, "s", "--"), (VERMILION, "^", "-."), (GREEN, "v", ":"))
"""Colour, marker and line style of lines that stand side by side, each told without colour."""


def look_of(scenario: str) -> tuple[str, str, str]:
    """Return the colour, the marker and the hatching of a scenario, the same in each chart.

    Examples
    --------
    >>> look_of("inaction")[1], look_of("activation")[1], look_of("half")[1]
    ('o', 's', '^')
    """
    return _LOOKS.get(scenario, _OTHER_LOOK)


def draw_bar(
    ax: Axes, place: float, length: float, *, gain: bool, level: bool = False, start: float = 0.0
) -> None:
    """Draw one bar: a cost is hatched, a gain is plain, so that grey print tells them apart.

    Parameters
    ----------
    place, length : float
        Where on the axis of categories, and how far from ``start``.
    gain : bool
        Whether the money is won rather than lost.
    level : bool
        Whether the bar lies.
    start : float
        Where it begins; nothing is drawn between zero and there.
    """
    colour, hatch = (BLUE, "") if gain else (VERMILION, "////")
    draw = ax.barh if level else ax.bar
    draw(
        place,
        length,
        0.62,
        start,
        linewidth=1.1,
        facecolor=PALE_BLUE if gain else "white",
        edgecolor=colour,
        hatch=hatch,
    )


def draw_band(
    ax: Axes,
    years: Sequence[int],
    low: Sequence[float],
    high: Sequence[float],
    colour: str,
    hatch: str,
) -> None:
    """Draw an interval over years: a tint, and hatching of its own.

    Parameters
    ----------
    years, low, high : sequence
        The years, and the two ends of the interval in each.
    """
    ax.fill_between(years, low, high, color=colour, alpha=0.15, linewidth=0)
    ax.fill_between(
        years, low, high, facecolor="none", edgecolor=colour, hatch=hatch, linewidth=0, alpha=0.5
    )
