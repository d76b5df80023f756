"""The slides on people: what has changed, how others fare, what comes, what is proposed."""

from __future__ import annotations

from costmodel.annex.slides import Slide, SlideChart
from costmodel.publish.material import Material
from costmodel.publish.names import capital, counted_label
from costmodel.publish.plan import running_years
from costmodel.publish.rests_on import stock_sentence
from costmodel.publish.slides_teller import Teller

SHOWN_YEARS = 10
"""The last years of a series that a slide has room for."""
SHOWN_ITEMS = 5
"""The largest instruments, or first levels, that a slide has room for."""
AREAS = ("place", "powiat", "voivodeship", "poland", "peer_median")


def changed(material: Material) -> Slide:
    """Return slide 2: the number of people as it was counted, or as a frequency estimates it."""
    tell, problem = Teller(material), material.served[0]
    ahead = material.study.inputs.stocks[problem.id].forecast
    label = capital(counted_label(problem))
    if ahead is None:
        id_ = f"stock.{problem.id}"
        title = tell.say("changed.guessed", problem=label, range=tell.range(id_))
        chart = tell.chart(
            "columns",
            tell.say("unit_people"),
            categories=[tell.say("estimate")],
            rows=[(label, [id_])],
        )
    else:
        years = [int(year) for year in ahead.history.index][-SHOWN_YEARS:]
        first, last = (f"stock.{problem.id}.{year}" for year in (years[0], years[-1]))
        title = tell.say(
            "changed.title",
            problem=label,
            first_year=str(years[0]),
            last_year=str(years[-1]),
            first=tell.full(first),
            last=tell.full(last),
        )
        ids = [f"stock.{problem.id}.{year}" for year in years]
        chart = tell.chart(
            "columns",
            tell.say("unit_seen"),
            categories=[str(year) for year in years],
            rows=[(label, ids)],
        )
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
            return str(row["name"]), str(row["year"]), str(row["unit"]), id_
    return None


def _levels(tell: Teller, name: str) -> Slide:
    material = tell.material
    problem, base = material.served[0], material.base_year
    stem = f"people.inaction.{problem.id}"
    levels = problem.level[:SHOWN_ITEMS]
    return tell.slide(
        name,
        title=tell.say("compared.alone", year=str(base), range=tell.range(f"{stem}.{base}")),
        message=tell.say("compared.no_peers"),
        chart=tell.chart(
            "bars",
            tell.say("unit_people"),
            categories=[level.label for level in levels],
            rows=[(counted_label(problem), [f"{stem}.{level.id}.{base}" for level in levels])],
        ),
        answers=[tell.say("compared.partners")],
    )


def ahead_of_us(material: Material) -> Slide:
    """Return slide 4: the forecast without the plan, with its interval."""
    tell, problem, last = Teller(material), material.served[0], material.last_year
    id_ = f"people.inaction.{problem.id}.{last}"
    return tell.slide(
        "ahead",
        title=tell.say("ahead.title", year=str(last), range=tell.range(id_), problem=problem.label),
        message=tell.say("ahead.message", value=tell.full(id_)),
        chart=_path(tell, "inaction"),
        answers=[tell.say("ahead.sure"), *material.study.inputs.problems[problem.id].limits[:2]],
    )


def agenda(material: Material) -> Slide:
    """Return slide 10: the resolution asked for, and what each yearly report will be held to."""
    tell = Teller(material)
    first, last = str(material.first_year), str(material.last_year)
    return tell.slide(
        "agenda",
        title=tell.say("agenda.title", first=first, last=last),
        message=tell.say("agenda.message"),
        chart=_path(tell, "activation"),
        answers=[tell.say("agenda.next")],
    )


def _path(tell: Teller, scenario: str) -> SlideChart:
    """Return the years of a pathway with both ends of the interval, as the pen writes them."""
    material = tell.material
    problem = material.served[0]
    years = (material.base_year, *material.study.outcome.years)
    stem = f"people.{scenario}.{problem.id}"
    return tell.band([f"{stem}.{year}" for year in years], [str(year) for year in years])


def proposed(material: Material) -> Slide:
    """Return slide 6: the instruments of the plan and how many take part."""
    tell, problem = Teller(material), material.served[0]
    last = material.last_year
    items = [i for i in material.study.inputs.plan.items if running_years(material, i)]
    ids = {}
    for item in items:
        years = running_years(material, item)
        pair = [f"participants.{item.instrument.id}.{year}" for year in (years[0], years[-1])]
        if all(material.pen.knows(id_) for id_ in pair):
            ids[item.instrument.label] = pair
    shown = sorted(ids, key=lambda n: -(material.pen.quantity(ids[n][1]).value or 0))[:SHOWN_ITEMS]
    return tell.slide(
        "proposed",
        title=tell.say(
            "proposed.title", year=str(last), range=tell.range(f"independent.more.{problem.id}")
        ),
        message=tell.say("proposed.message"),
        chart=tell.chart(
            "bars",
            tell.say("unit_participants"),
            categories=shown or [tell.say("nobody")],
            rows=[
                (tell.say("first_year"), [ids[n][0] for n in shown] or [""]),
                (tell.say("last_year"), [ids[n][1] for n in shown] or [""]),
            ],
        ),
        answers=[
            tell.say("proposed.take"),
            tell.say("proposed.family"),
            *(f"{i.instrument.label}: {i.instrument.description}" for i in items),
        ],
    )


def measured(material: Material) -> Slide:
    """Return slide 8: what will be measured, today and as a target."""
    tell, problem = Teller(material), material.served[0]
    base, last = material.base_year, material.last_year
    levels = problem.level[:SHOWN_ITEMS]
    stem = f"people.{{}}.{problem.id}"
    return tell.slide(
        "measured",
        title=tell.say(
            "measured.title",
            year=str(last),
            range=tell.range(f"{stem.format('activation')}.{last}"),
        ),
        message=tell.say("measured.message"),
        chart=tell.chart(
            "bars",
            tell.say("unit_people"),
            categories=[level.label for level in levels],
            rows=[
                (
                    tell.say("in_year", year=str(year)),
                    [f"{stem.format('activation')}.{level.id}.{year}" for level in levels],
                )
                for year in (base, last)
            ],
        ),
        answers=[tell.say("measured.when"), tell.say("measured.others")],
    )
