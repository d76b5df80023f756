"""The glossary: what the words of an annex mean, in plain words."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.language import SOURCE, current
from costmodel.publish.material import Material

TERMS = (
    "base_value",
    "target_value",
    "discounting",
    "optional",
    "mandatory",
    "pathway",
    "peers",
    "real",
    "avoided",
    "inaction",
    "draw",
    "cashable",
    "payer",
    "level",
    "relapse",
    "backtest",
    "break_even",
    "break",
    "related",
    "interval",
    "framework",
    "independence",
    "grade",
    "mean",
    "median",
)
"""Terms by key; they are printed in the order of the alphabet of their language."""
ALPHABETS = {SOURCE: "aąbcćdeęfghijklłmnńoóprsśtuwyzźż", "en": "abcdefghijklmnopqrstuvwxyz"}


def glossary(material: Material) -> list[Block]:
    """Return the terms and their meanings, in the order of the alphabet."""
    pen = material.pen
    rows = [(pen.say(f"glossary.term.{key}"), pen.say(f"glossary.meaning.{key}")) for key in TERMS]
    return [
        Heading(1, pen.say("glossary.heading")),
        Paragraph(pen.say("glossary.text")),
        Table(
            caption=pen.say("glossary.table"),
            header=(pen.say("glossary.column_term"), pen.say("glossary.column_meaning")),
            rows=tuple(sorted(rows, key=lambda row: _place(row[0]))),
            align=("left", "left"),
            source=pen.say("glossary.source"),
            widths=(1.0, 3.0),
        ),
    ]


def _place(term: str) -> list[int]:
    """Return where a term stands in the alphabet; signs and foreign letters go first."""
    return [ALPHABETS[current()].find(letter) for letter in term.lower()]
