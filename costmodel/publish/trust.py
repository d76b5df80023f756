"""How far to trust the forecasts: how often intervals held, and where series are broken."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.numbers import decimal, percent
from costmodel.annex.plural import count
from costmodel.forecast.coverage import measured_coverage
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.studies.quantities_of_coverage import extremes, held_id
from costmodel.studies.series_breaks import breaks_shown, shown_variables

COLUMNS = ("ahead", "coverage", "error", "flat")
BREAK_COLUMNS = ("year", "kind", "what", "series", "source")
LARGEST = "od 1500"
"""The band of the longest series, whose intervals held least."""


def trust(material: Material) -> list[Block]:
    """Return how often intervals held what came, and the breaks of all series shown."""
    return [*_coverage(material), *_breaks(material)]


def _coverage(material: Material) -> list[Block]:
    stocks = material.study.inputs.stocks.values()
    if all(stock.forecast is None for stock in stocks):
        return []
    pen, measured = material.pen, measured_coverage()
    worst, best = extremes(measured)
    text = pen.say(
        "trust.text",
        series=pen.note("held.series", count(measured.n_series, "gmina", case="locative")),
        all=_coverage_of(material, held_id("all", "1-5", "coverage")),
        worst_year=worst,
        worst=pen.full(held_id("origin", worst, "coverage")),
        best_year=best,
        best=pen.full(held_id("origin", best, "coverage")),
        large=pen.full(held_id("size", LARGEST, "coverage")),
    )
    rows = tuple(
        (
            str(ahead),
            _coverage_of(material, held_id("horizon", str(ahead), "coverage")),
            _error(material, str(ahead), "error"),
            _error(material, str(ahead), "flat_error"),
        )
        for ahead in measured.of("horizon").index
    )
    return [
        Heading(2, pen.say("trust.heading")),
        Paragraph(text),
        Table(
            caption=pen.say("trust.table"),
            header=tuple(pen.say(f"trust.column_{name}") for name in COLUMNS),
            rows=rows,
            align=("left", "right", "right", "right"),
            source=str(measured.source),
            note=f"{measured.method} {pen.say('trust.note')}",
        ),
    ]


def _coverage_of(material: Material, id_: str) -> str:
    """Return a coverage with one digit, so that halves are not rounded two ways."""
    value = material.pen.quantity(id_).value or 0.0
    return material.pen.note(id_, percent(value, 1))


def _error(material: Material, ahead: str, measure: str) -> str:
    id_ = held_id("horizon", ahead, measure)
    value = material.pen.quantity(id_).value or 0.0
    return material.pen.note(id_, decimal(value, 2))


def _breaks(material: Material) -> list[Block]:
    pen, inputs = material.pen, material.study.inputs
    stocks = [problem.stock_variable for problem in inputs.problems.values()]
    shown = shown_variables(inputs.place, stocks, material.comparison.table["indicator"])
    found = breaks_shown(inputs.place, shown)
    if found.empty:
        return []
    rows = tuple(
        (
            str(row["year"]),
            pen.say(f"trust.kind_{row['kind']}"),
            str(row["label"]),
            _series(material, row["variables"]),
            str(row["source"]),
        )
        for row in found.to_dict("records")
    )
    return [
        Heading(2, pen.say("trust.breaks_heading")),
        Table(
            caption=pen.say("trust.breaks_table"),
            header=tuple(pen.say(f"trust.column_{name}") for name in BREAK_COLUMNS),
            rows=rows,
            align=("left", "left", "left", "left", "left"),
            source=pen.say("own_work"),
            note=pen.say("trust.breaks_note"),
        ),
    ]


def _series(material: Material, variables: tuple[str, ...]) -> str:
    """Return the Polish names of series, ages by one name."""
    say, knows = material.pen.wording.say, material.pen.wording.knows
    problems = material.study.inputs.problems.values()
    told = {problem.stock_variable: capital(problem.stock_label) for problem in problems}
    for name in variables:
        key = f"table.variable_name.{name}"
        if knows(key):
            told[name] = say(key)
        elif name.startswith("population_"):
            told[name] = material.pen.say("trust.ages")
    return ", ".join(dict.fromkeys(told.get(name, name) for name in variables))
