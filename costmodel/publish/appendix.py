"""The values of problems that the plan does not touch, at the end of the annex."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph
from costmodel.publish.assumptions import value_table
from costmodel.publish.material import Material
from costmodel.publish.names import capital


def appendix(material: Material) -> list[Block]:
    """Return one table of values for each problem untouched; nothing where there is none."""
    pen, problems = material.pen, material.untouched
    if not problems:
        return []
    return [
        Heading(1, pen.say("appendix.heading")),
        Paragraph(pen.say("appendix.text")),
        *(value_table(material, p.id, capital(p.label)) for p in problems),
    ]
