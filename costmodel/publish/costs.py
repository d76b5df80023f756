"""The section on the cost of inaction: people and money on both pathways."""

from __future__ import annotations

from costmodel.annex.document import Align, Block, Heading, Paragraph, Table
from costmodel.problems.problem import SocialProblem
from costmodel.publish.by_problem import by_problem
from costmodel.publish.cited import concept_note, model_note, once, stock_note
from costmodel.publish.effects import effects
from costmodel.publish.material import Material, money_note, people_note
from costmodel.publish.names import capital, counted_label
from costmodel.publish.thresholds import thresholds
from costmodel.publish.worth import PERSPECTIVES, payers, verdict

SPENDING = ("year", "mandatory_inaction", "mandatory_activation", "sum_inaction", "sum_activation")
BOTH = ("inaction", "activation")
PEOPLE_ALIGN: tuple[Align, ...] = ("left", "right", "right", "right", "right")


def cost_of_inaction(material: Material) -> list[Block]:
    """Return the whole section."""
    pen = material.pen
    return [
        Heading(1, pen.say("inaction.heading")),
        Paragraph(pen.say("caution"), "caution"),
        Paragraph(pen.say("inaction.meaning"), notes=(concept_note(material),)),
        *_people(material),
        *_money(material),
        *by_problem(material),
        *payers(material),
        *effects(material),
        *verdict(material),
        *thresholds(material),
    ]


def _people(material: Material) -> list[Block]:
    pen = material.pen
    blocks: list[Block] = [Heading(2, pen.say("inaction.people"))]
    for problem in material.served:
        blocks += [
            Paragraph(_people_text(material, problem), notes=(stock_note(material, problem),)),
            material.figures[f"people.{problem.id}"],
            _people_table(material, problem),
        ]
    return [*once(blocks), *_others_table(material)]


def _people_text(material: Material, problem: SocialProblem) -> str:
    pen, last, name = material.pen, material.last_year, problem.id
    return pen.say(
        "inaction.people_text",
        problem=capital(problem.label),
        year=str(last),
        without=pen.full(f"people.inaction.{name}.{last}"),
        with_=pen.full(f"people.activation.{name}.{last}"),
        more=pen.full(f"independent.more.{name}"),
        more_range=pen.range(f"independent.more.{name}"),
        fewer=pen.full(f"people.fewer.{name}"),
        fewer_range=pen.range(f"people.fewer.{name}"),
    )


def _people_table(material: Material, problem: SocialProblem) -> Table:
    pen, last, stem = material.pen, material.last_year, f"people.{{}}.{problem.id}"
    rows = [(level.label, *_both(material, f"{stem}.{level.id}.{last}")) for level in problem.level]
    rows.append((pen.say("inaction.all_levels"), *_both(material, f"{stem}.{last}")))
    independent = f"independent.{{}}.{problem.id}"
    rows.append((pen.say("inaction.independent"), *_both(material, independent)))
    return Table(
        caption=pen.say(
            "inaction.people_table", year=str(last), problem=capital(counted_label(problem))
        ),
        header=_people_header(material, "level"),
        rows=tuple(rows),
        align=PEOPLE_ALIGN,
        source=material.own_source,
        note=pen.say("note_interval"),
    )


def _others_table(material: Material) -> list[Block]:
    """Return the problems that the plan does not serve, one row each."""
    if not material.others:
        return []
    pen, last = material.pen, material.last_year
    return [
        Table(
            caption=pen.say("inaction.others_table", year=str(last)),
            header=_people_header(material, "problem"),
            rows=tuple(
                (counted_label(p), *_both(material, f"people.{{}}.{p.id}.{last}"))
                for p in material.others
            ),
            align=PEOPLE_ALIGN,
            source=material.own_source,
            note=f"{pen.say('inaction.others_note')} {people_note(material)}",
        )
    ]


def _people_header(material: Material, first: str) -> tuple[str, ...]:
    pen, range_ = material.pen, material.pen.say("diagnosis.column_range")
    without, with_ = (pen.say(f"inaction.column_{name}") for name in BOTH)
    return (pen.say(f"inaction.column_{first}"), without, range_, with_, range_)


def _both(material: Material, pattern: str) -> tuple[str, str, str, str]:
    pen = material.pen
    without, with_ = (pattern.format(scenario) for scenario in BOTH)
    return (
        pen.number(without),
        pen.number_range(without),
        pen.number(with_),
        pen.number_range(with_),
    )


def _money(material: Material) -> list[Block]:
    pen = material.pen
    without, with_ = (f"total.mandatory.{s}.public" for s in BOTH)
    return [
        Heading(2, pen.say("inaction.money")),
        Paragraph(
            pen.say(
                "inaction.money_text",
                years=material.years,
                without=pen.range(without),
                without_mean=pen.full(without),
                with_=pen.range(with_),
                with_mean=pen.full(with_),
            ),
            notes=(model_note(material),),
        ),
        material.figures["yearly_cost"],
        *(_yearly_table(material, perspective) for perspective in PERSPECTIVES),
        _cumulated_table(material),
        material.figures["pathways"],
        material.figures["cumulative"],
    ]


def _yearly_table(material: Material, perspective: str) -> Table:
    pen = material.pen
    names = {"public": "yearly_table", "gmina": "gmina_table"}
    rows = [
        (
            str(year),
            pen.number(f"coi.{perspective}.{year}"),
            pen.number(f"programme.{perspective}.{year}"),
            pen.number(f"net.{perspective}.{year}"),
            pen.number_range(f"net.{perspective}.{year}"),
            pen.number(f"net_cumulated.{perspective}.{year}"),
        )
        for year in material.study.outcome.years
    ]
    rows.append(
        (
            pen.say("inaction.total"),
            pen.number(f"total.cost_of_inaction.{perspective}"),
            pen.number(f"total.programme.{perspective}"),
            pen.number(f"total.net.{perspective}"),
            pen.number_range(f"total.net.{perspective}"),
            pen.number(f"net_cumulated.{perspective}.{material.last_year}"),
        )
    )
    columns = ("year", "gross", "programme", "net", "net_range", "cumulated")
    return Table(
        caption=pen.say(f"inaction.{names[perspective]}"),
        header=tuple(pen.say(f"inaction.column_{name}") for name in columns),
        rows=tuple(rows),
        align=("left", *("right",) * 5),
        source=material.own_source,
        note=money_note(material),
    )


def _cumulated_table(material: Material) -> Table:
    pen = material.pen
    return Table(
        caption=pen.say("inaction.cumulated_table"),
        header=tuple(pen.say(f"inaction.column_{name}") for name in SPENDING),
        rows=tuple(
            (
                str(year),
                pen.number(f"mandatory.inaction.public.{year}"),
                pen.number(f"mandatory.activation.public.{year}"),
                pen.number(f"cumulated.inaction.public.{year}"),
                pen.number(f"cumulated.activation.public.{year}"),
            )
            for year in material.study.outcome.years
        ),
        align=("left", "right", "right", "right", "right"),
        source=material.own_source,
        note=money_note(material),
    )
