"""The section that leads from the effect as claimed to money in the budget."""

from __future__ import annotations

from costmodel.annex.document import Block, Bullets, Heading, Paragraph, Table
from costmodel.publish.effects import switched_off
from costmodel.publish.material import Material, money_note
from costmodel.publish.worth import PERSPECTIVES
from costmodel.studies.municipality import Study
from costmodel.studies.waterfall import STEPS

FADING = "lasting"
IN_A_SENTENCE = 2
"""More services than these stand in a list."""


def waterfall(material: Material) -> list[Block]:
    """Return the steps in words, as a chart and as a table."""
    pen = material.pen
    text = "text_fading" if FADING in shown_steps(material.study) else "text"
    return [
        Heading(2, pen.say("waterfall.heading")),
        Paragraph(
            pen.say(
                f"waterfall.{text}",
                years=material.years,
                gross=pen.full("waterfall.public.gross"),
                used=pen.full("waterfall.public.attributable"),
            )
        ),
        *switched_off(material),
        *_cash(material),
        material.figures["waterfall"],
        _table(material),
        Paragraph(pen.say("waterfall.relapse"), "note"),
    ]


def shown_steps(study: Study) -> tuple[str, ...]:
    """Return the steps that are told: that of fading only where some effect fades."""
    fades = any(reach.lasting is not None for reach in study.model.activation.reach)
    return tuple(step for step in STEPS if fades or step != FADING)


def _cash(material: Material) -> list[Block]:
    """Say what is money in budgets, and which services are so in part: in a list if many."""
    pen, problems = material.pen, material.study.inputs.problems.values()
    told = [
        pen.say(
            "waterfall.cash",
            cashable=pen.full("waterfall.public.cashable"),
            gmina=pen.full("waterfall.gmina.cashable"),
        )
    ]
    shares = [pen.quantity(f"waterfall_share.{p}") for p in PERSPECTIVES]
    if all(share.value is not None for share in shares):
        public, gmina = (pen.full(share.id) for share in shares)
        told.append(pen.say("waterfall.share", share=public, gmina=gmina))
    labels = [s.label for problem in problems for s in problem.service if s.cashable]
    partly = tuple(dict.fromkeys(labels))
    if len(partly) > IN_A_SENTENCE:
        listed: list[Block] = [Paragraph(pen.say("waterfall.partial_listed")), Bullets(partly)]
        return [Paragraph(" ".join(told)), *listed]
    if partly:
        told.append(pen.say("waterfall.partial", services="; ".join(partly)))
    return [Paragraph(" ".join(told))]


def _table(material: Material) -> Table:
    pen = material.pen
    rows = tuple(
        (
            pen.say(f"waterfall.{step}"),
            *(
                write(f"waterfall.{perspective}.{step}")
                for perspective in PERSPECTIVES
                for write in (pen.number, pen.number_range)
            ),
        )
        for step in shown_steps(material.study)
    )
    columns = ("step", "public", "public_range", "gmina", "gmina_range")
    return Table(
        caption=pen.say("waterfall.table", years=material.years),
        header=tuple(pen.say(f"waterfall.column_{name}") for name in columns),
        rows=rows,
        align=("left", *("right",) * 4),
        source=material.own_source,
        note=" ".join(part for part in (_already_net(material), money_note(material)) if part),
    )


def _already_net(material: Material) -> str:
    """Return which instruments have no gross step, or nothing."""
    inputs = material.study.inputs
    planned = {reach.instrument for reach in material.study.model.activation.reach}
    net = dict.fromkeys(
        step.instrument
        for step in inputs.steps
        if step.gross is None and step.instrument in planned
    )
    if not net:
        return ""
    labels = ", ".join(inputs.instruments[name].label for name in net)
    return material.pen.say("waterfall.net_already", instruments=labels)
