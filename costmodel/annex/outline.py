"""The numbers a document counts by itself: of headings, tables, figures, notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from costmodel.annex.document import Block, Figure, Heading, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block with what stands before its text: „1.2.” for a heading, „3” for a caption.

    ``position`` counts all blocks from 1; ``notes_before`` the footnotes of those above.
    """

    block: Block
    number: str
    position: int = 0
    notes_before: int = 0


def numbered(blocks: Iterable[Block]) -> tuple[Numbered, ...]:
    """Return the blocks with their numbers; a block that is not counted has an empty one.

    Examples
    --------
    >>> blocks = (Heading(1, "Diagnoza"), Heading(2, "Ludność"), Heading(1, "Prognoza"))
    >>> [item.number for item in numbered(blocks)]
    ['1.', '1.1.', '2.']
    """
    levels = [0, 0, 0]
    tables = figures = notes = 0
    result = []
    for position, block in enumerate(blocks, start=1):
        number = ""
        match block:
            case Heading(level=level):
                levels = [*levels[: level - 1], levels[level - 1] + 1, *[0] * (3 - level)]
                number = "".join(f"{count}." for count in levels[:level])
            case Table():
                tables += 1
                number = str(tables)
            case Figure():
                figures += 1
                number = str(figures)
            case _:
                pass
        result.append(Numbered(block, number, position, notes))
        notes += len(block.notes) if isinstance(block, Paragraph) else 0
    return tuple(result)
