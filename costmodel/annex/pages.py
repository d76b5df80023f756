"""Which blocks stand on upright pages, and which on pages turned on their side."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.annex.columns import A4, Room, columns_of
from costmodel.annex.document import Heading, PageBreak, Table
from costmodel.annex.outline import Numbered


@dataclass(frozen=True, slots=True)
class PageRun:
    """Blocks that follow one another on pages of one orientation."""

    turned: bool
    items: tuple[Numbered, ...]


def page_runs(items: tuple[Numbered, ...], room: Room = A4) -> tuple[PageRun, ...]:
    """Split ``items`` where the page turns. The first run is upright, and may be empty.

    A table too wide for an upright page turns it. A heading right above such a table
    turns with it, and a page break beside a turn is left out, as the turn is one.

    Examples
    --------
    >>> from costmodel.annex.document import Paragraph
    >>> page_runs((Numbered(Paragraph("Tekst"), ""),))[0].turned
    False
    """
    turned = [isinstance(i.block, Table) and columns_of(i.block, room).turned for i in items]
    for place in range(len(items) - 2, -1, -1):
        if isinstance(items[place].block, Heading | PageBreak):
            turned[place] = turned[place + 1]
    runs: list[tuple[bool, list[Numbered]]] = [(False, [])]
    for item, on_side in zip(items, turned, strict=True):
        if on_side != runs[-1][0]:
            runs.append((on_side, []))
        runs[-1][1].append(item)
    return tuple(
        PageRun(on_side, _trimmed(run) if place > 0 else tuple(run))
        for place, (on_side, run) in enumerate(runs)
    )


def _trimmed(run: list[Numbered]) -> tuple[Numbered, ...]:
    """Drop page breaks where the page turns anyway; each turns with what follows it."""
    while run and isinstance(run[0].block, PageBreak):
        run = run[1:]
    return tuple(run)
