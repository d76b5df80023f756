"""How a reader of paper walks a number back: the headline numbers with the ids that name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from costmodel.annex.document import Block, Heading, Paragraph, Table, texts_of
from costmodel.annex.marks import parts
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.publish.one_page import one_page
from costmodel.publish.opening import summary
from costmodel.publish.trace_record import TRACE

FORMS = 2
"""Printed forms of a number that the table repeats: as the text has them, with units."""


def walk_back(material: Material) -> list[Block]:
    """Return how to find where a number is from, with the ids of those that the summary tells."""
    pen = material.pen
    marking = replace(material, pen=pen.marking())
    headline = printed_forms([*one_page(marking), *summary(marking)])
    columns = ("what", "number", "id")
    return [
        Heading(1, pen.say("walk_back.heading")),
        Paragraph(pen.say("walk_back.text", trace=TRACE)),
        Table(
            caption=pen.say("walk_back.table"),
            header=tuple(pen.say(f"walk_back.column_{name}") for name in columns),
            rows=tuple(
                (
                    capital(pen.quantity(id_).label),
                    "; ".join(pen.note(id_, form) for form in forms[:FORMS]),
                    id_,
                )
                for id_, forms in headline.items()
            ),
            align=("left", "left", "left"),
            source=pen.say("own_work"),
            note=pen.say("walk_back.note"),
        ),
    ]


def printed_forms(blocks: Iterable[Block]) -> dict[str, tuple[str, ...]]:
    """Return the numbers that marked blocks tell, in order, each in all its forms.

    Examples
    --------
    >>> from costmodel.annex.marks import marked
    >>> block = Paragraph(f"{marked('a', '1 zł')}, {marked('b', '2')} i {marked('a', '1')}")
    >>> printed_forms([block])
    {'a': ('1 zł', '1'), 'b': ('2',)}
    """
    found: dict[str, dict[str, None]] = {}
    for block in blocks:
        for text in texts_of(block):
            for part in parts(text):
                if part.id:
                    found.setdefault(part.id, {})[part.text] = None
    return {id_: tuple(forms) for id_, forms in found.items()}
