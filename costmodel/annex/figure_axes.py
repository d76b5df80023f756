"""Axes in Polish: ticks with decimals of their step, money units, labels that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from costmodel.annex.figure_style import INK, ON_WHITE, SMALL, TEXT_SIZE
from costmodel.annex.money import SIZES, Scale, money_scale
from costmodel.annex.nbsp import typeset
from costmodel.annex.numbers import decimal
from costmodel.annex.plural import form
from costmodel.annex.wording import load_wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

_MANY = 5  # a number that takes the genitive plural, as „Liczba …” does
_MOST_PLACES = 3
_EACH_YEAR_UP_TO = 12
_LINE = 1.35  # height of a line of text, in sizes of its letters
_POINTS_PER_INCH = 72
_UNIT_KEYS: dict[Scale, str] = {
    "zł": "figure.unit_zloty",
    "tys.": "figure.unit_thousand",
    "mln": "figure.unit_million",
    "mld": "figure.unit_billion",
}


def places_of(ticks: Sequence[float]) -> int:
    """Return how many decimals tell all ``ticks`` exactly, three at most.

    Examples
    --------
    >>> places_of([0, 2.5, 5, 7.5]), places_of([0, 5, 10]), places_of([0, 0.25, 0.5])
    (1, 0, 2)
    """
    size = max((abs(tick) for tick in ticks), default=0.0)
    for places in range(_MOST_PLACES):
        if all(abs(round(tick, places) - tick) <= 1e-9 * size for tick in ticks):
            return places
    return _MOST_PLACES


def step_ticks(
    axis: Axis, divisor: float = 1, *, suffix: str = "", lang: str | None = None
) -> None:
    """Write the ticks of an axis in Polish, with the decimals of their step.

    Parameters
    ----------
    axis : Axis
        ``ax.xaxis`` or ``ax.yaxis``.
    divisor : float
        What one unit of the labels is: 1 000 000 for millions.
    suffix : str
        Written after each number, for example ``"%"``.
    """
    from matplotlib.ticker import FuncFormatter

    def write(tick: float, _: int | None = None) -> str:
        places = places_of([float(place) / divisor for place in axis.get_majorticklocs()])
        return f"{decimal(float(tick) / divisor, places, lang=lang)}{suffix}"

    axis.set_major_formatter(FuncFormatter(write))


def money_axis(
    ax: Axes, key: str, amounts: Sequence[float], *, axis: str, lang: str | None
) -> Scale:
    """Give an axis the money unit that suits ``amounts``, and the title of ``key``."""
    scale = money_scale(max(amounts, key=abs))
    wording = load_wording(lang)
    title_axis(ax, wording.say(key, unit=wording.say(_UNIT_KEYS[scale])))
    step_ticks(ax.yaxis if axis == "y" else ax.xaxis, SIZES[scale], lang=lang)
    return scale


def amount_labels(amounts: Sequence[float], scale: Scale, *, lang: str | None = None) -> list[str]:
    """Return amounts without their unit, all with the decimals that suit the largest.

    Examples
    --------
    >>> amount_labels([1_250_000, -300_000], "mln")
    ['1,25', '−0,30']
    """
    largest = max(abs(amount) / SIZES[scale] for amount in amounts)
    places = 0 if scale == "zł" or largest >= 100 else 1 if largest >= 10 else 2
    return [decimal(float(amount) / SIZES[scale], places, lang=lang) for amount in amounts]


def title_axis(ax: Axes, text: str) -> None:
    """Write what the numbers are, level and above the axis, where it reads without a turn."""
    ax.set_title(typeset_lines(text), loc="left", fontsize=TEXT_SIZE, pad=10)


def title_count(ax: Axes, key: str, unit: str, *, lang: str | None) -> None:
    """Write what is counted, the noun ``unit`` put into the sentence of ``key``."""
    noun = form(_MANY, unit, lang=lang)
    title_axis(ax, load_wording(lang).say(key, noun=noun))


def year_axis(ax: Axes, years: Sequence[int]) -> None:
    """Give the x axis whole years, without groups of digits."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, Locator, MaxNLocator

    few = max(years) - min(years) < _EACH_YEAR_UP_TO
    each: Locator = FixedLocator(range(min(years), max(years) + 1))
    some: Locator = MaxNLocator(nbins=_EACH_YEAR_UP_TO, integer=True, steps=[1, 2, 5, 10])
    ax.xaxis.set_major_locator(each if few else some)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    ax.set_xlim(min(years) - 0.5, max(years) + 0.5)


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """Return ``positions`` pushed apart until neighbours stand ``gap`` from each other.

    Their order is kept, and those that stand free stay where they are.

    Examples
    --------
    >>> spread([0.0, 1.0, 50.0], 10.0)
    [-4.5, 5.5, 50.0]
    """
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _low(groups[-1], positions, gap) < (
            _low(groups[-2], positions, gap) + gap * len(groups[-2])
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    placed = [0.0] * len(positions)
    for group in groups:
        for step, index in enumerate(group):
            placed[index] = _low(group, positions, gap) + gap * step
    return placed


def label_ends(ax: Axes, x: float, labels: Sequence[tuple[float, str]]) -> None:
    """Write labels to the right of lines that end at ``x``, apart from each other.

    Limits of the axes must be set before.

    Parameters
    ----------
    labels : sequence of (y, text)
        Where each line ends, and what it is called.
    """
    lines = [text.count("\n") + 1 for _, text in labels]
    gap = SMALL * _LINE * max(lines, default=1)
    to_points = _POINTS_PER_INCH / ax.get_figure(root=True).dpi  # type: ignore[union-attr]
    heights = [float(ax.transData.transform((x, y))[1]) * to_points for y, _ in labels]
    for (y, text), height, placed in zip(labels, heights, spread(heights, gap), strict=True):
        ax.annotate(
            typeset_lines(text),
            (x, y),
            xytext=(7, placed - height),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
            bbox=ON_WHITE,
            color=INK,
            annotation_clip=False,
        )


def typeset_lines(text: str) -> str:
    """Set hard spaces in each line of ``text`` apart, keeping its line ends."""
    return "\n".join(typeset(line) for line in text.split("\n"))


def _low(group: Sequence[int], positions: Sequence[float], gap: float) -> float:
    """Return where the lowest of a group of touching labels stands, the group centred."""
    return sum(positions[i] for i in group) / len(group) - gap * (len(group) - 1) / 2
