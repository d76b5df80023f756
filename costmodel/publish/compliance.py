"""The map of compliance with art. 16b: each element, where it stands, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.annex.dates import long_date
from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.plural import count
from costmodel.publish.material import Material
from costmodel.publish.part_names import part_title

COLUMNS = ("element", "place", "state")


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a strategy: keys of its name and of its part, and why it is not whole.

    ``why`` is empty where nothing lacks; ``missing`` tells that nothing of it is there.
    """

    key: str
    part: str
    why: str = ""
    missing: bool = False


def compliance(material: Material) -> list[Block]:
    """Return the section on art. 16b: which element stands where, whole or not."""
    pen = material.pen
    return [
        Heading(1, pen.say("law.heading")),
        Paragraph(pen.say("law.text")),
        Table(
            caption=pen.say("law.table"),
            header=tuple(pen.say(f"law.column_{name}") for name in COLUMNS),
            rows=tuple(_row(material, element) for element in elements(material)),
            align=("left", "left", "left"),
            source=pen.say("law.source"),
        ),
        Paragraph(
            pen.say(
                "law.scope",
                problems=_scope(material),
                date=long_date(material.study.inputs.place.annex_date),
                price_year=str(material.price_year),
            )
        ),
        Paragraph(pen.say("law.inspiration"), "note"),
    ]


def elements(material: Material) -> tuple[Element, ...]:
    """Return the elements of art. 16b in its order, each with what it lacks."""
    pen, plan = material.pen, material.study.inputs.plan
    compared = "" if len(material.comparison.table) else pen.say("law.why_diagnosis")
    goals = "" if plan.goals else pen.say("law.why_goals")
    does = [item.doers.implementers for item in plan.items]
    whole = all(does) or (plan.goals and all(goal.doers.implementers for goal in plan.goals))
    return (
        Element("diagnosis", "diagnosis", compared),
        Element("forecast", "z3", _forecast_lacks(material)),
        Element("goals", "plan", goals, missing=not plan.goals),
        Element("directions", "plan", pen.say("law.why_directions")),
        Element("method", "plan", "" if whole else pen.say("law.why_method")),
        Element("money", "z4", pen.say("law.why_money")),
        Element("indicators", "z2", _targets_lack(material)),
        Element("economy", "", pen.say("law.why_economy"), missing=True),
    )


def _forecast_lacks(material: Material) -> str:
    stocks = material.study.inputs.stocks
    guessed = [p.label for p in material.served if stocks[p.id].forecast is None]
    if not guessed:
        return ""
    return material.pen.say("law.why_forecast", problems=", ".join(guessed))


def _targets_lack(material: Material) -> str:
    pen, found = material.pen, material.targets
    if not found.is_declared:
        return pen.say("law.why_suggested")
    return pen.say("law.why_unmeasurable") if len(found.unmeasurable) else ""


def _row(material: Material, element: Element) -> tuple[str, str, str]:
    pen = material.pen
    place = part_title(material, element.part) if element.part else pen.say("law.outside")
    if not element.why:
        state = pen.say("law.state_given")
    else:
        kind = "missing" if element.missing else "part"
        state = pen.say(f"law.state_{kind}", why=element.why)
    return pen.say(f"law.{element.key}"), place, state


def _scope(material: Material) -> str:
    """Return „3 problemy: bezrobocie, ubóstwo, bezdomność”, or the name of the only one."""
    pen, problems = material.pen, material.problems
    if material.is_single:
        return pen.say("law.scope_one", problem=problems[0].label)
    number = pen.note("settings.problems", count(len(problems), "problem"))
    return pen.say("law.scope_many", number=number, problems=", ".join(p.label for p in problems))
