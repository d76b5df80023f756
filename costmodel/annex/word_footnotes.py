"""Real footnotes of a Word file: the part that holds them, and their marks in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from costmodel.annex.document import Paragraph
from costmodel.annex.footnotes import noted
from costmodel.annex.nbsp import typeset
from costmodel.annex.opc import parsed, serialized
from costmodel.annex.outline import Numbered
from costmodel.annex.word_styles import W
from costmodel.annex.wordml import element, paragraph, set_runs, text_run, text_runs

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

TEXT_STYLE, MARK_STYLE = "FootnoteText", "FootnoteReference"


def notes_of(items: Sequence[Numbered]) -> tuple[str, ...]:
    """Return the texts of all footnotes in the order of their marks."""
    return tuple(
        note
        for item in items
        if isinstance(item.block, Paragraph)
        for _, note in noted(typeset(item.block.text), item.block.notes)
        if note
    )


def first_free(footnotes: bytes) -> int:
    """Return the lowest id that no footnote of the part has."""
    ids = [int(note.get(f"{W}id") or 0) for note in parsed(footnotes).iterfind(f"{W}footnote")]
    return max((0, *ids)) + 1


def with_notes(footnotes: bytes, notes: Sequence[str], *, first: int) -> bytes:
    """Return the part with ``notes`` added, numbered from ``first`` on."""
    root = parsed(footnotes)
    for id_, note in enumerate(notes, start=first):
        mark = element("r", _style(MARK_STYLE), element("footnoteRef"))
        told = paragraph(TEXT_STYLE, mark, text_run(" "), *text_runs(note))
        root.append(element("footnote", told, id=id_))
    return serialized(root)


def noted_runs(text: str, item: Numbered, *, first: int) -> list[Element]:
    """Return the runs of a paragraph with the marks of its footnotes.

    Parameters
    ----------
    text : str
        Its text as it is set.
    item : Numbered
        The paragraph, with the number of footnotes above it.
    first : int
        Id of the first footnote of the document.
    """
    block = item.block
    notes = block.notes if isinstance(block, Paragraph) else ()
    runs: list[Element] = []
    id_ = first + item.notes_before
    for piece, note in noted(text, notes):
        runs += set_runs(piece)
        if note:
            runs.append(element("r", _style(MARK_STYLE), element("footnoteReference", id=id_)))
            id_ += 1
    return runs


def _style(name: str) -> Element:
    return element("rPr", element("rStyle", val=name))
