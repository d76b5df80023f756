"""Footnotes on a page: a mark in the text that leads to the note, and the note that leads back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from costmodel.annex.document import Paragraph
from costmodel.annex.footnotes import noted
from costmodel.annex.html_text import as_plain, cut_html
from costmodel.annex.marks import unmarked
from costmodel.annex.outline import Numbered

_MARK = Markup('<sup><a id="{}" href="#{}" role="doc-noteref">{}</a></sup>')


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote with its number in the whole document."""

    number: int
    text: str

    @property
    def anchor(self) -> str:
        """The name of the place where the note stands."""
        return f"przypis-{self.number}"

    @property
    def mark(self) -> str:
        """The name of the place where its mark stands in the text."""
        return f"{self.anchor}-w-tekscie"


def notes_of(item: Numbered) -> tuple[Note, ...]:
    """Return the footnotes of a block in the order of their marks.

    Examples
    --------
    >>> from costmodel.annex.document import Footnote
    >>> notes_of(Numbered(Paragraph("Jest 5 osób.", notes=(Footnote("GUS"),)), "", 1, 2))
    (Note(number=3, text='GUS'),)
    """
    return tuple(note for _, note in _pieces(item) if note is not None)


def with_notes(item: Numbered, labels: Mapping[str, str]) -> Markup:
    """Return the text of a block with marks of its footnotes; nothing where it has none."""
    pieces = [(length, note) for length, note in _pieces(item) if note is not None]
    if not isinstance(item.block, Paragraph) or not pieces:
        return Markup()
    texts = cut_html(item.block.text, [end for end, _ in pieces], labels)
    marks = [_MARK.format(note.mark, note.anchor, note.number) for _, note in pieces]
    return Markup().join(
        part for pair in zip(texts, [*marks, Markup()], strict=True) for part in pair
    )


def _pieces(item: Numbered) -> tuple[tuple[int, Note | None], ...]:
    """Return where each piece of a paragraph ends, and the footnote whose mark follows it."""
    if not isinstance(item.block, Paragraph) or not item.block.notes:
        return ()
    notes = [replace(note, after=unmarked(note.after)) for note in item.block.notes]
    found: list[tuple[int, Note | None]] = []
    end, number = 0, item.notes_before
    for text, told in noted(as_plain(item.block.text), notes):
        end += len(text)
        number += bool(told)
        found.append((end, Note(number, told) if told else None))
    return tuple(found)
