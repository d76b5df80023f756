"""Slides as plain values: a sentence, what it rests on, one chart and notes for the speaker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from costmodel.errors import ModelError

ChartKind = Literal["columns", "bars", "lines"]
AT_MOST = 4
"""More series than house colours cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart; ``None`` where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class SlideChart:
    """A chart that stays editable in the slide.

    Parameters
    ----------
    kind : {"columns", "bars", "lines"}
        How it is drawn.
    unit : str
        What the numbers are counted in, printed beside the axis.
    categories : tuple of str
        Names along the axis.
    series : tuple of Series
        At most four, each with one value for each category.
    alt : str
        The same for those who do not see it.
    """

    kind: ChartKind
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= AT_MOST:
            raise ModelError(
                f"a chart of a slide has {len(self.series)} series: it must have 1 to {AT_MOST}. "
                "Put small ones together."
            )
        lengths = {len(series.values) for series in self.series}
        if lengths != {len(self.categories)} or not self.categories:
            raise ModelError(
                f"a chart of a slide has {len(self.categories)} categories and series of "
                f"{sorted(lengths)} values: both must be of one length, and not empty."
            )


@dataclass(frozen=True, slots=True)
class Slide:
    """One message: a sentence as title, its caution, a line that explains, a chart, notes."""

    title: str
    caution: str
    message: str
    chart: SlideChart
    source: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides of a presentation, and what its file says of itself."""

    title: str
    place: str
    date: date
    author: str
    slides: tuple[Slide, ...]
