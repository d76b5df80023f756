"""The card of indicators: what each one counts, which side is better, how it is misread."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.plural import form
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.indicator import Indicator
from costmodel.problems.problem import SocialProblem
from costmodel.publish.material import Material
from costmodel.publish.names import FEW
from costmodel.translation import translated

COLUMNS = ("indicator", "counted", "trap")
WIDTHS = (1.2, 2.3, 2.0)
CHECKED = "yes"


def definitions(material: Material) -> list[Block]:
    """Return a definition of every indicator that the annex compares or sets a target of."""
    pen = material.pen
    return [
        Heading(1, pen.say("definitions.heading")),
        Paragraph(pen.say("definitions.text")),
        Table(
            caption=pen.say("definitions.table"),
            header=tuple(pen.say(f"definitions.column_{name}") for name in COLUMNS),
            rows=(
                *(_of_problem(material, problem) for problem in material.problems),
                *(_of_indicator(material, indicator) for indicator in shown_indicators(material)),
            ),
            align=("left", "left", "left"),
            source=pen.say("own_work"),
            note=pen.say("definitions.note"),
            widths=WIDTHS,
        ),
    ]


def shown_indicators(material: Material) -> list[Indicator]:
    """Return the indicators of the comparison and of the targets, as the catalogue orders them."""
    shown = {*material.comparison.table["indicator"], *material.targets.table["indicator"]}
    return [indicator for indicator in default_catalogue().indicators if indicator.id in shown]


def _of_indicator(material: Material, indicator: Indicator) -> tuple[str, ...]:
    pen = material.pen
    told = [pen.say(f"definitions.{indicator.direction}"), indicator.trap]
    if indicator.checked != CHECKED:
        told.append(pen.say("definitions.unchecked"))
    return (
        pen.say("diagnosis.indicator", name=indicator.name, unit=translated(indicator.unit)),
        _counted(material, indicator.scope or translated(indicator.base), indicator.source),
        " ".join(told),
    )


def _of_problem(material: Material, problem: SocialProblem) -> tuple[str, ...]:
    """Return the row of the number of people in a problem, told by who is counted."""
    pen, stock = material.pen, material.study.inputs.stocks[problem.id]
    history = None if stock.forecast is None else stock.forecast.history
    id_ = f"stock.{problem.id}"
    last = id_ if history is None else f"{id_}.{int(history.index[-1])}"
    unit = form(FEW, problem.unit)
    return (
        pen.say("definitions.people", problem=problem.label, unit=unit),
        _counted(material, problem.stock_label, pen.quantity(last).source),
        pen.say("definitions.down"),
    )


def _counted(material: Material, what: str, source: str) -> str:
    return material.pen.say("definitions.counted", what=what.rstrip("."), source=source)
