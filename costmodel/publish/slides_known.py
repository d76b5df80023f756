"""The slides on what is known today: how the number of people changed, how others fare."""

from __future__ import annotations

from costmodel.annex.slides import Slide, SlideChart
from costmodel.problems.problem import SocialProblem
from costmodel.publish.material import Material
from costmodel.publish.names import capital, counted_label
from costmodel.publish.rests_on import stock_sentence
from costmodel.publish.slides_teller import SHOWN_LEVELS, Teller
from costmodel.translation import translated

SHOWN_YEARS = 10
"""The last years of a series that a slide has room for."""
AREAS = ("place", "powiat", "voivodeship", "poland", "peer_median")


def changed(material: Material) -> Slide:
    """Return slide 2: the number of people as it was counted, or as a frequency estimates it."""
    tell, problem = Teller(material), material.served[0]
    ahead = material.study.inputs.stocks[problem.id].forecast
    if ahead is None:
        title, chart = _guessed(tell, problem)
    else:
        years = [int(year) for year in ahead.history.index][-SHOWN_YEARS:]
        title, chart = _counted(tell, problem, years)
    answers = [
        tell.say("changed.how_many"),
        *(stock_sentence(material, p) for p in material.served),
    ]
    return tell.slide(
        "changed",
        title=title,
        message=tell.say("changed.message"),
        chart=chart,
        answers=[*answers, tell.say("changed.before")],
    )


def _guessed(tell: Teller, problem: SocialProblem) -> tuple[str, SlideChart]:
    """Return title and chart of a problem whose people nobody has counted here."""
    id_, label = f"stock.{problem.id}", capital(counted_label(problem))
    title = tell.say("changed.guessed", problem=label, range=tell.range(id_))
    chart = tell.chart(
        "columns",
        tell.say("unit_people"),
        categories=[tell.say("estimate")],
        rows=[(label, [id_])],
    )
    return title, chart


def _counted(tell: Teller, problem: SocialProblem, years: list[int]) -> tuple[str, SlideChart]:
    """Return title and chart of the years that were counted."""
    label = capital(counted_label(problem))
    ids = [f"stock.{problem.id}.{year}" for year in years]
    title = tell.say(
        "changed.title",
        problem=label,
        first_year=str(years[0]),
        last_year=str(years[-1]),
        first=tell.full(ids[0]),
        last=tell.full(ids[-1]),
    )
    chart = tell.chart(
        "columns",
        tell.say("unit_seen"),
        categories=[str(year) for year in years],
        rows=[(label, ids)],
    )
    return title, chart


def compared(material: Material) -> Slide:
    """Return slide 3: one indicator here and elsewhere, or the levels where none is known."""
    tell, found = Teller(material), _indicator(material)
    if found is None:
        return _levels(tell, "compared")
    name, year, unit, id_ = found
    names = [tell.say(f"area_{area}") for area in AREAS]
    chart = tell.chart(
        "bars", unit, categories=names, rows=[(name, [f"{id_}.{area}" for area in AREAS])]
    )
    return tell.slide(
        "compared",
        title=tell.say(
            "compared.title",
            place=tell.number(f"{id_}.place"),
            peers=tell.number(f"{id_}.peer_median"),
        ),
        message=tell.say("compared.message", indicator=name, year=year),
        chart=chart,
        answers=[tell.say("compared.others"), tell.say("compared.partners")],
    )


def _indicator(material: Material) -> tuple[str, str, str, str] | None:
    """Return name, year, unit and id of the indicator that is drawn in the annex too."""
    pen = material.pen
    for row in material.comparison.table.to_dict("records"):
        id_ = f"indicator.{row['indicator']}"
        needed = [f"{id_}.{area}" for area in ("place", "peer_median")]
        if material.comparison.shown.startswith(str(row["name"]) + ",") and all(
            pen.knows(i) and pen.quantity(i).value is not None for i in needed
        ):
            return str(row["name"]), str(row["year"]), translated(str(row["unit"])), id_
    return None


def _levels(tell: Teller, name: str) -> Slide:
    material = tell.material
    problem, base = material.served[0], material.base_year
    stem = f"people.inaction.{problem.id}"
    levels = problem.level[:SHOWN_LEVELS]
    return tell.slide(
        name,
        title=tell.say(
            "compared.alone",
            problem=capital(problem.label),
            year=str(base),
            range=tell.range(f"{stem}.{base}"),
        ),
        message=tell.say("compared.no_peers"),
        chart=tell.chart(
            "bars",
            tell.say("unit_people"),
            categories=[level.label for level in levels],
            rows=[(counted_label(problem), [f"{stem}.{level.id}.{base}" for level in levels])],
        ),
        answers=[tell.say("compared.partners")],
    )
