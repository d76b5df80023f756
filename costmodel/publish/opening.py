"""The result in short: the headline with its caution, people and money, ranges first."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.problems.problem import SocialProblem
from costmodel.publish.cited import model_note, plan_note, stock_note
from costmodel.publish.effects import switched_off
from costmodel.publish.material import Material, money_note, people_note
from costmodel.publish.names import capital, counted_label


def summary(material: Material) -> list[Block]:
    """Return the first section: what the council must know, ranges first."""
    pen = material.pen
    return [
        Heading(1, pen.say("summary.heading")),
        Paragraph(pen.say("caution"), "caution"),
        Paragraph(pen.say("summary.decision", problems=_served(material)), "lead"),
        *switched_off(material),
        *_people(material),
        Paragraph(
            pen.say(
                "summary.public",
                years=material.years,
                range=pen.range("total.cost_of_inaction.public"),
                value=pen.full("total.cost_of_inaction.public"),
            )
            + " "
            + pen.say(
                "summary.gmina",
                range=pen.range("total.cost_of_inaction.gmina"),
                value=pen.full("total.cost_of_inaction.gmina"),
            ),
            notes=(model_note(material),),
        ),
        Paragraph(_plan(material), notes=(plan_note(material),)),
        Paragraph(_verdict(material)),
        _short_table(material),
        Paragraph(_unsure(material), "note"),
    ]


def _short_table(material: Material) -> Table:
    pen = material.pen
    rows = tuple(
        (
            pen.say(f"summary.row_{name}"),
            pen.number(f"total.{name}.public"),
            pen.number_range(f"total.{name}.public"),
            pen.number(f"total.{name}.gmina"),
            pen.number_range(f"total.{name}.gmina"),
        )
        for name in ("cost_of_inaction", "programme", "net")
    )
    columns = ("item", "public", "public_range", "gmina", "gmina_range")
    return Table(
        caption=pen.say("summary.table", years=material.years),
        header=tuple(pen.say(f"summary.column_{name}") for name in columns),
        rows=rows,
        align=("left", "right", "right", "right", "right"),
        source=material.own_source,
        note=money_note(material),
    )


def _served(material: Material) -> str:
    """Return „bezrobocie, ubóstwo”: what the plan is about."""
    return ", ".join(problem.label for problem in material.served)


def _people(material: Material) -> list[Block]:
    """Return the people of the plan: one sentence, or a table where there are several problems."""
    if material.is_single:
        problem = material.served[0]
        note = stock_note(material, problem)
        return [Paragraph(_people_sentence(material, problem), notes=(note,))]
    pen, base, last = material.pen, material.base_year, material.last_year
    rows = tuple(
        (
            counted_label(problem),
            pen.spread(f"people.inaction.{problem.id}.{base}"),
            pen.spread(f"people.inaction.{problem.id}.{last}"),
            pen.spread(f"people.activation.{problem.id}.{last}"),
            pen.spread(f"independent.more.{problem.id}"),
        )
        for problem in material.served
    )
    return [
        Table(
            caption=pen.say("summary.people_table"),
            header=(
                pen.say("diagnosis.column_problem"),
                pen.say("summary.column_now", year=str(base)),
                pen.say("summary.column_without", year=str(last)),
                pen.say("summary.column_with", year=str(last)),
                pen.say("summary.column_more"),
            ),
            rows=rows,
            align=("left", "right", "right", "right", "right"),
            source=material.own_source,
            note=people_note(material),
        )
    ]


def _people_sentence(material: Material, problem: SocialProblem) -> str:
    pen, base, last = material.pen, material.base_year, material.last_year
    now = f"people.inaction.{problem.id}.{base}"
    without, with_ = (f"people.{s}.{problem.id}.{last}" for s in ("inaction", "activation"))
    return pen.say(
        "summary.people",
        problem=capital(problem.label),
        base_year=str(base),
        last_year=str(last),
        now=pen.full(now),
        now_range=pen.range(now),
        without=pen.full(without),
        without_range=pen.range(without),
        with_=pen.full(with_),
        with_range=pen.range(with_),
        more_range=pen.range(f"independent.more.{problem.id}"),
        fewer_range=pen.range(f"people.fewer.{problem.id}"),
    )


def _plan(material: Material) -> str:
    pen = material.pen
    return pen.say(
        "summary.programme",
        range=pen.range("total.programme.public"),
        value=pen.full("total.programme.public"),
        gmina_range=pen.range("total.programme.gmina"),
        gmina=pen.full("total.programme.gmina"),
    )


def _verdict(material: Material) -> str:
    pen = material.pen
    net = pen.say(
        "summary.net",
        range=pen.range("total.net.public"),
        value=pen.full("total.net.public"),
        gmina_range=pen.range("total.net.gmina"),
        gmina=pen.full("total.net.gmina"),
    )
    chance = pen.say(
        "summary.chance",
        positive=pen.full("positive.public"),
        gmina_positive=pen.full("positive.gmina"),
    )
    if pen.quantity("payback.public").value is None:
        last = pen.say("summary.does_not_pay", horizon=material.horizon)
    else:
        last = pen.say("summary.pays", year=pen.full("payback.public"))
    return f"{net} {chance} {last}"


def _unsure(material: Material) -> str:
    """Return what is known least, and what the numbers of people rest on."""
    pen, inputs = material.pen, material.study.inputs
    told = [pen.say("summary.unsure")]
    local = {inputs.splits[p.id].is_local for p in material.served}
    if len(local) == 1:
        told.append(pen.say(f"summary.split_{'local' if local == {True} else 'national'}"))
    else:
        told.append(pen.say("summary.split_mixed"))
    guessed = [p.label for p in material.problems if inputs.stocks[p.id].forecast is None]
    if guessed:
        told.append(pen.say("summary.prevalence", problems=", ".join(guessed)))
    return " ".join(told)
