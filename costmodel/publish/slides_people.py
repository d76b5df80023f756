"""The slides on people: what comes without the plan, what is proposed, what is held to."""

from __future__ import annotations

from costmodel.annex.slides import Slide, SlideChart
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.publish.plan import running_years
from costmodel.publish.slides_teller import SHOWN_LEVELS, Teller

SHOWN_INSTRUMENTS = 4
"""The largest instruments that a slide has room for."""


def ahead_of_us(material: Material) -> Slide:
    """Return slide 4: the forecast without the plan, with its interval."""
    tell, problem, last = Teller(material), material.served[0], material.last_year
    id_ = f"people.inaction.{problem.id}.{last}"
    return tell.slide(
        "ahead",
        title=tell.say("ahead.title", year=str(last), range=tell.range(id_), problem=problem.label),
        message=tell.say("ahead.message", value=tell.full(id_)),
        chart=_path(tell, "inaction"),
        answers=[
            tell.say("ahead.sure"),
            *material.study.inputs.problems[problem.id].limits[:2],
            *_of_others(tell, f"people.inaction.{{}}.{last}", "ahead.other"),
        ],
    )


def _of_others(tell: Teller, id_pattern: str, key: str) -> list[str]:
    """Return one sentence for each further problem of the plan: a slide shows the first."""
    year = str(tell.material.last_year)
    return [
        tell.say(key, problem=problem.label, year=year, range=tell.range(id_))
        for problem in tell.material.served[1:]
        if tell.material.pen.knows(id_ := id_pattern.format(problem.id))
    ]


def agenda(material: Material) -> Slide:
    """Return slide 10: the resolution asked for, and what each yearly report will be held to."""
    tell = Teller(material)
    first, last = str(material.first_year), str(material.last_year)
    return tell.slide(
        "agenda",
        title=tell.say("agenda.title", first=first, last=last),
        message=tell.say("agenda.message", problem=capital(material.served[0].label)),
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
    shown = sorted(ids, key=lambda n: -(material.pen.quantity(ids[n][1]).value or 0))[
        :SHOWN_INSTRUMENTS
    ]
    return tell.slide(
        "proposed",
        title=tell.say(
            "proposed.title",
            problem=capital(problem.label),
            year=str(last),
            range=tell.range(f"independent.more.{problem.id}"),
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
            *_of_others(tell, "independent.more.{}", "proposed.other"),
            *(f"{i.instrument.label}: {i.instrument.description}" for i in items),
        ],
    )


def measured(material: Material) -> Slide:
    """Return slide 8: what will be measured, today and as a target."""
    tell, problem = Teller(material), material.served[0]
    base, last = material.base_year, material.last_year
    levels = problem.level[:SHOWN_LEVELS]
    stem = f"people.{{}}.{problem.id}"
    return tell.slide(
        "measured",
        title=tell.say(
            "measured.title",
            problem=problem.label,
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
        answers=[
            tell.say("measured.when"),
            tell.say("measured.others"),
            *_of_others(tell, f"people.activation.{{}}.{last}", "measured.other"),
        ],
    )
