"""What one slide tells: numbers written by the pen, kept so that its notes can name sources."""

from __future__ import annotations

from collections.abc import Sequence

from costmodel.annex.nbsp import HARD
from costmodel.annex.numbers import decimal_mark, group_mark
from costmodel.annex.slides import ChartKind, Series, Slide, SlideChart
from costmodel.publish.indicator_cells import formatter_of
from costmodel.publish.material import Material
from costmodel.publish.pen import NO_NUMBER

SHOWN_LEVELS = 5
"""The first levels of a problem that a slide has room for."""
Rows = Sequence[tuple[str, Sequence[str]]]
"""Names of series, each with the ids of its numbers."""


class Teller:
    """Writes one slide with the pen of an annex, and remembers which quantities it used.

    Parameters
    ----------
    material : Material
        The study, its comparison, and the pen.
    """

    def __init__(self, material: Material) -> None:
        self.material = material
        self._ids: dict[str, None] = {}

    def say(self, key: str, /, **fields: str) -> str:
        """Return a sentence of the slides."""
        return self.material.pen.say(f"slides.{key}", **fields)

    def full(self, id_: str) -> str:
        """Return a number with its unit."""
        self._ids[id_] = None
        return self.material.pen.full(id_)

    def range(self, id_: str) -> str:
        """Return an interval with its unit."""
        self._ids[id_] = None
        return self.material.pen.range(id_)

    def number(self, id_: str) -> str:
        """Return a number alone, as it stands in a chart; a dash where there is none."""
        pen = self.material.pen
        if not pen.knows(id_):
            return NO_NUMBER
        self._ids[id_] = None
        quantity = pen.quantity(id_)
        if id_.startswith("indicator.") and quantity.value is not None:
            return pen.note(id_, formatter_of(quantity.unit)(quantity.value))
        return pen.number(id_)

    def chart(
        self, kind: ChartKind, unit: str, *, categories: Sequence[str], rows: Rows
    ) -> SlideChart:
        """Return a chart whose numbers are those that the pen writes, and its text."""
        written = [(name, [self.number(id_) for id_ in ids]) for name, ids in rows]
        return self._chart(kind, unit, categories, written)

    def _chart(
        self,
        kind: ChartKind,
        unit: str,
        categories: Sequence[str],
        written: Sequence[tuple[str, list[str]]],
    ) -> SlideChart:
        told = "; ".join(
            self.say(
                "alt_row",
                name=name,
                values=", ".join(
                    self.say("alt_value", category=c, value=v)
                    for c, v in zip(categories, texts, strict=True)
                ),
            )
            for name, texts in written
        )
        return SlideChart(
            kind,
            unit,
            tuple(categories),
            tuple(Series(name, tuple(map(as_number, texts))) for name, texts in written),
            self.say("alt", kind=self.say(f"kind_{kind}"), unit=unit, rows=told),
        )

    def band(self, ids: Sequence[str], categories: Sequence[str]) -> SlideChart:
        """Return a chart of lines: the middle, and both ends of the interval."""
        pen, unit = self.material.pen, self.say("unit_people")
        written: dict[str, list[str]] = {name: [] for name in ("middle", "upper", "lower")}
        for id_ in ids:
            written["middle"].append(self.number(id_))
            low, _, high = pen.number_range(id_).partition("–")
            written["lower"].append(low)
            written["upper"].append(high)
        rows = [(self.say(f"band_{name}"), texts) for name, texts in written.items()]
        return self._chart("lines", unit, categories, rows)

    def slide(
        self, name: str, /, *, title: str, message: str, chart: SlideChart, answers: Sequence[str]
    ) -> Slide:
        """Return the slide, its notes made of what it says, sources and answers."""
        return Slide(
            title=title,
            caution=self.say("caution"),
            message=message,
            chart=chart,
            source=self.say("source", unit=chart.unit),
            notes=(
                self.say(f"{name}.notes"),
                self.say("notes_caution"),
                self.say("notes_questions"),
                *answers,
                self.say("notes_sources"),
                *self._sources(),
            ),
        )

    def _sources(self) -> list[str]:
        """Return one line for each source, with the labels of what it gave."""
        by_source: dict[str, dict[str, None]] = {}
        for id_ in self._ids:
            quantity = self.material.pen.quantity(id_)
            if quantity.value is not None:
                by_source.setdefault(quantity.source, {})[quantity.label] = None
        return [
            self.say("notes_source", labels="; ".join(labels), source=source)
            for source, labels in by_source.items()
        ]


def as_number(text: str) -> float | None:
    """Return the number that a written text holds, ``None`` where it holds none.

    Examples
    --------
    >>> as_number("−1 234,5"), as_number("12%"), as_number("—")
    (-1234.5, 12.0, None)
    """
    digits = text.replace(group_mark(), "").replace(HARD, "").replace(" ", "")
    digits = digits.replace("−", "-").replace(decimal_mark(), ".")
    try:
        return float(digits.rstrip("%"))
    except ValueError:
        return None
