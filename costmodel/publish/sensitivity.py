"""The section on how sure the result is: what moves it, what to collect first, at which price."""

from __future__ import annotations

from costmodel.annex.document import Align, Block, Heading, Paragraph, Table
from costmodel.outcome import PUBLIC
from costmodel.publish.material import Material
from costmodel.studies.quantities_of_sensitivity import ERROR_LIMIT, GROUPS, price_key
from costmodel.studies.sensitivity import PRICES, Factor

GMINA = "gmina"
BOTH = (PUBLIC, GMINA)
SHOWN = 10
"""How many numbers the chart and the table name."""


def sensitivity(material: Material) -> list[Block]:
    """Return the whole section, or nothing where no number is uncertain."""
    if "tornado" not in material.figures:
        return []
    pen = material.pen
    return [
        Heading(1, pen.say("sensitivity.heading")),
        Paragraph(pen.say("sensitivity.text")),
        Paragraph(pen.say("sensitivity.assumed", **_both(material, "group.{}.assumed"))),
        _group_table(material),
        Paragraph(
            pen.say(
                "sensitivity.figure_text",
                low=pen.full("sensitivity.tail_low"),
                high=pen.full("sensitivity.tail_high"),
                draws=pen.number("sensitivity.swing_draws"),
            )
        ),
        material.figures["tornado"],
        *_collect(material),
        *_prices(material),
        *_draws(material),
    ]


def first_to_collect(material: Material) -> list[Factor]:
    """Return the numbers worth most, then those that move most, in either perspective."""

    def weight(factor: Factor) -> tuple[float, float]:
        return max(factor.worth.values()), max(factor.share.values())

    factors = material.study.sensitivity.factors
    return sorted(factors, key=weight, reverse=True)[:SHOWN]


def _both(material: Material, pattern: str) -> dict[str, str]:
    pen = material.pen
    return {who: pen.full(f"sensitivity.{pattern.format(who)}") for who in BOTH}


def _group_table(material: Material) -> Table:
    pen = material.pen
    return Table(
        caption=pen.say("sensitivity.group_table"),
        header=tuple(
            pen.say(f"sensitivity.column_{name}") for name in ("group", "public", "gmina")
        ),
        rows=tuple(
            (
                pen.say(f"sensitivity.group_{name}"),
                *(pen.number(f"sensitivity.group.{who}.{name}") for who in BOTH),
            )
            for name in GROUPS
            if pen.knows(f"sensitivity.group.{PUBLIC}.{name}")
        ),
        align=("left", "right", "right"),
        source=material.own_source,
        note=pen.say("sensitivity.group_note"),
    )


def _collect(material: Material) -> list[Block]:
    pen = material.pen
    return [
        Heading(2, pen.say("sensitivity.collect")),
        Paragraph(pen.say("sensitivity.collect_text")),
        *(Paragraph(_worth(material, who)) for who in BOTH),
        _collect_table(material),
    ]


def _worth(material: Material, perspective: str) -> str:
    """Say what full knowledge would be worth, or that it would change nothing."""
    pen = material.pen
    who = pen.say(f"inaction.who_{perspective}")
    verdict = material.study.sensitivity.verdicts[perspective]
    if verdict.perfect == 0:
        key = "always" if verdict.middle > 0 else "never"
        return pen.say(f"sensitivity.{key}", who=who)
    return pen.say(
        "sensitivity.perfect",
        who=who,
        value=pen.full(f"sensitivity.perfect.{perspective}"),
        yearly=pen.full(f"sensitivity.perfect_yearly.{perspective}"),
        assumed=pen.full(f"sensitivity.assumed.{perspective}"),
        assumed_yearly=pen.full(f"sensitivity.assumed_yearly.{perspective}"),
    )


def _collect_table(material: Material) -> Table:
    pen = material.pen
    found = material.study.sensitivity
    kinds = ["share"]
    if any(factor.worth[who] > 0 for factor in found.factors for who in BOTH):
        kinds.append("worth")
    rows = [
        (
            factor.label,
            pen.say("sensitivity.no_grade") if factor.grade is None else factor.grade.value,
            *(
                pen.number(f"sensitivity.{kind}.{who}.{factor.key}")
                for kind in kinds
                for who in BOTH
            ),
        )
        for factor in first_to_collect(material)
    ]
    columns = ("number", "grade", *(f"{kind}_{who}" for kind in kinds for who in BOTH))
    right: Align = "right"
    notes = [pen.say(f"sensitivity.{kind}_note") for kind in kinds]
    return Table(
        caption=pen.say("sensitivity.collect_table"),
        header=tuple(pen.say(f"sensitivity.column_{name}") for name in columns),
        rows=tuple(rows),
        align=("left", "left", *(right for _ in columns[2:])),
        source=material.own_source,
        note=" ".join(notes),
    )


def _prices(material: Material) -> list[Block]:
    pen = material.pen
    rows = [
        (
            pen.full(f"sensitivity.price.{price_key(price)}"),
            *(pen.number(f"sensitivity.chance.{who}.{price_key(price)}") for who in BOTH),
        )
        for price in PRICES
    ]
    return [
        Heading(2, pen.say("sensitivity.price")),
        Paragraph(pen.say("sensitivity.price_text")),
        Table(
            caption=pen.say("sensitivity.price_table"),
            header=tuple(
                pen.say(f"sensitivity.column_{name}") for name in ("price", "public", "gmina")
            ),
            rows=tuple(rows),
            align=("left", "right", "right"),
            source=material.own_source,
        ),
        material.figures["acceptability"],
    ]


def _draws(material: Material) -> list[Block]:
    pen, verdicts = material.pen, material.study.sensitivity.verdicts
    told = [Paragraph(pen.say("sensitivity.draws_text", **_both(material, "error_share.{}")))]
    if any(verdicts[who].error_share > ERROR_LIMIT for who in BOTH):
        limit = pen.full("sensitivity.error_limit")
        told.append(Paragraph(pen.say("sensitivity.draws_warning", limit=limit), "caution"))
    stems = [
        f"sensitivity.running.{{}}.{part + 1}" for part in range(len(verdicts[PUBLIC].running))
    ]
    rows = [
        (
            pen.number(f"{stem.format(PUBLIC)}.draws"),
            *(pen.number(stem.format(who)) for who in BOTH),
        )
        for stem in stems
    ]
    return [
        Heading(2, pen.say("sensitivity.draws")),
        *told,
        Table(
            caption=pen.say("sensitivity.draws_table"),
            header=tuple(
                pen.say(f"sensitivity.column_{name}") for name in ("draws", "public", "gmina")
            ),
            rows=tuple(rows),
            align=("left", "right", "right"),
            source=material.own_source,
        ),
    ]
