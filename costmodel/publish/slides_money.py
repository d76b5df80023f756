"""The slides on money: the decision, who pays for inaction, the framework, how sure it is."""

from __future__ import annotations

from costmodel.annex.slides import Slide
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.publish.slides_teller import Teller, as_number
from costmodel.studies.municipality import PERSPECTIVES

PARTS = ("avoidable_cost", "lost_income")
SHOWN_PAYERS = 4
"""The payers with the largest amounts that a slide has room for."""
AMOUNTS = ("cost_of_inaction", "programme", "net")
GROUPS = ("assumed", "measured", "forecast", "together", "unexplained")


def decision(material: Material) -> Slide:
    """Return slide 1: what the council decides, and the three amounts."""
    tell = Teller(material)
    problem = material.served[0]
    last = material.last_year
    return tell.slide(
        "decision",
        title=tell.say(
            "decision.title", years=material.years, range=tell.range("total.programme.public")
        ),
        message=tell.say(
            "decision.message",
            range=tell.range("total.cost_of_inaction.public"),
            value=tell.full("total.cost_of_inaction.public"),
        ),
        chart=tell.chart(
            "bars",
            tell.say("unit_money", year=str(material.price_year)),
            categories=[tell.say(f"amount_{name}") for name in AMOUNTS],
            rows=_both_purses(tell, [f"total.{name}.{{}}" for name in AMOUNTS]),
        ),
        answers=[
            tell.say(
                "decision.nothing",
                problem=capital(problem.label),
                year=str(last),
                range=tell.range(f"people.inaction.{problem.id}.{last}"),
            ),
            tell.say("decision.worth"),
        ],
    )


def payers(material: Material) -> Slide:
    """Return slide 5: the cost of inaction by who bears it."""
    tell, pen = Teller(material), material.pen
    bearing = {
        payer: sum(abs(as_number(tell.number(f"payer.{payer}.{part}")) or 0) for part in PARTS)
        for payer in material.study.outcome.ledger.public_payers
    }
    largest = sorted((p for p in bearing if bearing[p]), key=lambda p: -bearing[p])
    shown = largest[:SHOWN_PAYERS] or ["gmina"]
    return tell.slide(
        "payers",
        title=tell.say(
            "payers.title",
            range=tell.range("total.cost_of_inaction.public"),
            gmina=tell.range("total.cost_of_inaction.gmina"),
        ),
        message=tell.say("payers.message"),
        chart=tell.chart(
            "bars",
            tell.say("unit_money", year=str(material.price_year)),
            categories=[pen.wording.say(f"payer.{payer}") for payer in shown],
            rows=[
                (tell.say(f"part_{part}"), [f"payer.{payer}.{part}" for payer in shown])
                for part in PARTS
            ],
        ),
        answers=[
            tell.say(
                "payers.own",
                gmina=tell.range("total.programme.gmina"),
                all=tell.range("total.programme.public"),
            ),
            tell.say("payers.care"),
        ],
    )


def framework(material: Material) -> Slide:
    """Return slide 7: what the plan costs in each year, together and the gmina."""
    tell, pen = Teller(material), material.pen
    years = material.study.outcome.years
    rows = [(tell.say("all_payers"), [f"framework.total.{year}" for year in years])]
    whole = tell.range("framework.total")
    title = tell.say("framework.of_others", range=whole)
    if pen.knows(f"framework.gmina.{years[0]}"):
        rows.append((tell.say("purse_gmina"), [f"framework.gmina.{year}" for year in years]))
        own = tell.range("framework.gmina.total")
        title = tell.say("framework.title", range=whole, gmina=own)
    return tell.slide(
        "framework",
        title=title,
        message=tell.say("framework.message"),
        chart=tell.chart(
            "columns",
            tell.say("unit_current"),
            categories=[str(year) for year in years],
            rows=rows,
        ),
        answers=[tell.say("framework.fits"), tell.say("framework.posts")],
    )


def risks(material: Material) -> Slide:
    """Return slide 9: how often the plan pays, and what the uncertainty rests on."""
    tell = Teller(material)
    groups = [name for name in GROUPS if _matters(tell, name)] or ["unexplained"]
    return tell.slide(
        "risks",
        title=tell.say(
            "risks.title",
            public=tell.full("positive.public"),
            gmina=tell.full("positive.gmina"),
        ),
        message=tell.say("risks.message"),
        chart=tell.chart(
            "bars",
            tell.say("unit_share"),
            categories=[tell.say(f"group_{name}") for name in groups],
            rows=_both_purses(tell, [f"sensitivity.group.{{}}.{name}" for name in groups]),
        ),
        answers=[tell.say("risks.unseen"), tell.say("risks.sure")],
    )


def _matters(tell: Teller, group: str) -> bool:
    """Return whether any of the uncertainty of either purse rests on a group."""
    shares = (tell.number(f"sensitivity.group.{purse}.{group}") for purse in PERSPECTIVES)
    return any(as_number(share) for share in shares)


def _both_purses(tell: Teller, patterns: list[str]) -> list[tuple[str, list[str]]]:
    """Return the rows of all public finance and of the gmina."""
    return [
        (tell.say(f"purse_{purse}"), [pattern.format(purse) for pattern in patterns])
        for purse in PERSPECTIVES
    ]
