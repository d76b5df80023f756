"""One page for councillors: the decision, three numbers, one chart, cost, doubts."""

from __future__ import annotations

from costmodel.annex.document import Block, Bullets, Heading, Paragraph, Table
from costmodel.problems.problem import SocialProblem
from costmodel.publish.effects import switched_off
from costmodel.publish.material import Material
from costmodel.publish.names import capital

MOST_NAMED = 5
"""Problems or instruments that fit the page by name."""


def one_page(material: Material) -> list[Block]:
    """Return the page; its people are those of the largest problem that the plan serves.

    Notes
    -----
    At most 350 words, one chart and seven numbers, each with its range where it has one.
    """
    pen, problem = material.pen, largest(material)
    return [
        Heading(1, pen.say("one_page.heading")),
        Paragraph(pen.say("one_page.decision", years=material.years), "lead"),
        *switched_off(material),
        Bullets(_people(material, problem)),
        material.figures[f"people.{problem.id}"],
        _answers(material, problem),
    ]


def largest(material: Material) -> SocialProblem:
    """Return the problem of the plan with the most people in the base year."""
    base = material.base_year

    def people(problem: SocialProblem) -> float:
        return material.pen.quantity(f"people.inaction.{problem.id}.{base}").value or 0.0

    return max(material.served, key=people)


def _people(material: Material, problem: SocialProblem) -> tuple[str, ...]:
    pen, base, last = material.pen, material.base_year, material.last_year
    now = pen.full(f"people.inaction.{problem.id}.{base}")
    key = "now" if len(material.served) == 1 else "now_largest"
    told = [pen.say(f"one_page.{key}", base_year=str(base), problem=problem.label, now=now)]
    for key, scenario in (("without", "inaction"), ("with_", "activation")):
        id_ = f"people.{scenario}.{problem.id}.{last}"
        text = pen.say(
            f"one_page.{key}", last_year=str(last), range=pen.range(id_), value=pen.full(id_)
        )
        told.append(text)
    return tuple(told)


def _done(material: Material) -> str:
    """Return the goals of the plan; without goals its instruments, if they are few."""
    plan = material.study.inputs.plan
    if plan.goals:
        return "; ".join(goal.name for goal in plan.goals)
    if len(plan.items) > MOST_NAMED:
        return material.pen.say("one_page.what_many")
    return capital(", ".join(item.instrument.label for item in plan.items))


def _answers(material: Material, problem: SocialProblem) -> Table:
    """Return what is done, its cost, who pays, what may be avoided, how it is known, what next."""
    pen = material.pen
    answers = {
        "what": _done(material),
        "cost": _cost(material),
        "payer": _payers(material),
        "avoided": _avoided(material),
        "known": _known(material, problem),
        "risk": f"{pen.say('one_page.risk_told')} {_worth(material)}",
        "proposal": pen.say("one_page.proposal_told", year=str(material.first_year + 1)),
    }
    return Table(
        caption=pen.say("one_page.table", years=material.years),
        header=(pen.say("one_page.column_question"), pen.say("one_page.column_answer")),
        rows=tuple((pen.say(f"one_page.{key}"), text) for key, text in answers.items()),
        align=("left", "left"),
        source=material.own_source,
        widths=(1.0, 4.6),
    )


def _cost(material: Material) -> str:
    pen, id_ = material.pen, "framework.total"
    return pen.say("one_page.cost_told", range=pen.range(id_), value=pen.full(id_))


def _payers(material: Material) -> str:
    pen = material.pen
    paying = [
        pen.wording.say(f"payer.{payer}")
        for payer in material.study.outcome.ledger.public_payers
        if pen.knows(f"framework.{payer}.total")
    ]
    payers = capital(", ".join(paying))
    return pen.say("one_page.payer_told", payers=payers, gmina=_paid_by_gmina(material))


def _paid_by_gmina(material: Material) -> str:
    pen, id_ = material.pen, "framework.gmina.total"
    return pen.full(id_) if pen.knows(id_) else pen.say("targets.none")


def _avoided(material: Material) -> str:
    pen, id_ = material.pen, "total.cost_of_inaction.public"
    return pen.say("one_page.avoided_told", range=pen.range(id_), value=pen.full(id_))


def _known(material: Material, problem: SocialProblem) -> str:
    pen, found = material.pen, material.study.inputs.stocks[problem.id].forecast
    price_year = str(material.price_year)
    if found is None:
        return pen.say("one_page.known_prevalence", price_year=price_year)
    last = str(found.history.index[-1])
    return pen.say("one_page.known_own", year=last, price_year=price_year)


def _worth(material: Material) -> str:
    pen = material.pen
    pays = pen.quantity("payback.public").value is not None
    return pen.say("one_page.pays" if pays else "one_page.does_not_pay")
