"""What the annex keeps to itself: the rule of small numbers, and the figures it hides."""

from __future__ import annotations

from costmodel.annex.dates import year_list
from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.errors import ModelError
from costmodel.indicators.catalogue import default_catalogue
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.statistics.hidden import Hidden
from costmodel.statistics.place import Place
from costmodel.studies.quantities_of_hidden import hidden_id


def hidden_figures(material: Material) -> list[Block]:
    """Return what is hidden and why, or why nothing is; no block where the rule found nothing."""
    pen, place = material.pen, material.study.inputs.place
    heading = Heading(2, pen.say("hidden.heading"))
    if place.shown_because:
        return [heading, Paragraph(pen.say("hidden.shown", reason=place.shown_because))]
    hidden = place.hidden
    if hidden is None or not (hidden.number or _moves_are_counted(material)):
        return []
    return [heading, *_rule(material, hidden), *_table(material, hidden)]


def sign_note(material: Material) -> str:
    """Return what the sign of a hidden number means; nothing where no problem has one."""
    stocks = material.study.inputs.stocks.values()
    return material.pen.say("hidden.sign") if any(s.hidden_years for s in stocks) else ""


def _moves_are_counted(material: Material) -> bool:
    return any(known.counted for known in material.study.inputs.calibrations.values())


def _rule(material: Material, hidden: Hidden) -> list[Block]:
    pen = material.pen
    ends = {end: pen.number(f"small_numbers.{end}") for end in ("first", "last")}
    told = [pen.say("hidden.text", **ends)]
    if hidden.figures["stand_in"].notna().any():
        told.append(pen.say("hidden.model", middle=pen.number("small_numbers.middle")))
    levels = _levels(material, hidden)
    if levels:
        told.append(pen.say("hidden.levels", levels=levels))
    if _moves_are_counted(material):
        told.append(pen.say("hidden.moves", step=pen.number("small_numbers.step")))
    return [Paragraph(text) for text in told]


def _levels(material: Material, hidden: Hidden) -> str:
    """Return the problems of the study whose levels are withheld, with the years."""
    told, pen = [], material.pen
    for problem in material.problems:
        names = {*problem.levels, *(f"{problem.id}.{level}" for level in problem.levels)}
        years = hidden.levels[hidden.levels["level"].isin(names)]["year"]
        if len(years):
            listed = year_list(int(year) for year in years)
            told.append(pen.say("hidden.level_years", problem=problem.label, years=listed))
    return ", ".join(told)


def _table(material: Material, hidden: Hidden) -> list[Block]:
    """Return the hidden figures by variable, each as the sign that it is."""
    if hidden.figures.empty:
        return []
    pen, own = material.pen, material.study.inputs.place.teryt
    rows = []
    for (variable, teryt), part in hidden.figures.groupby(["variable", "teryt"], sort=True):
        years = sorted(int(year) for year in part["year"])
        signs = [pen.number(hidden_id(str(variable), str(teryt), year)) for year in years]
        what = capital(_name(material, str(variable)))
        if teryt != own:
            what = pen.say("hidden.elsewhere", what=what, teryt=str(teryt))
        rows.append((what, year_list(years), signs[0]))
    return [
        Table(
            caption=pen.say("hidden.table"),
            header=tuple(pen.say(f"hidden.column_{name}") for name in ("what", "years", "sign")),
            rows=tuple(rows),
            align=("left", "left", "right"),
            source=pen.say("own_work"),
        )
    ]


def _name(material: Material, variable: str) -> str:
    """Return what a variable counts; one that nobody describes keeps its id."""
    declared = default_catalogue().declared
    if variable in declared:
        return declared[variable].name
    labels = {p.stock_variable: p.stock_label for p in material.problems}
    return labels.get(variable, variable)


def fail_if_as_read(place: Place) -> None:
    """Refuse to print a place whose small counts nobody has hidden.

    Raises
    ------
    ModelError
        If the place has not been through the rule.
    """
    if place.hidden is None:
        raise ModelError(
            f"the figures of {place.teryt} are as read: an annex is written of a place without "
            "small counts. Make the study with study_municipality."
        )
