"""What every writer prints around the blocks of a document: imprint, foot, source, words."""

from __future__ import annotations

from datetime import UTC, datetime, time

from costmodel.annex.dates import long_date
from costmodel.annex.document import Block, Document, Heading
from costmodel.annex.wording import load_wording

CONTENTS_DEPTH = 2
"""Lowest level of heading that stands in the contents."""


def word(name: str) -> str:
    """Return a word that stands around the blocks, for example before a number.

    Examples
    --------
    >>> word("table"), word("figure")
    ('Tabela', 'Wykres')
    """
    return load_wording().say(f"document.{name}")


def source_line(source: str) -> str:
    """Return the line below a table or a figure.

    Examples
    --------
    >>> source_line("GUS, BDL")
    'Źródło: GUS, BDL'
    """
    return load_wording().say("document.source", source=source)


def imprint(document: Document) -> str:
    """Return who made the document, for where and on which day."""
    parts = [document.author, document.place, long_date(document.date)]
    return " · ".join(part for part in parts if part.strip())


def foot(document: Document) -> str:
    """Return what stands at the foot of every page, before its number."""
    return document.place or document.title


def is_in_contents(block: Block) -> bool:
    """Return whether the block is a heading that the contents list."""
    return isinstance(block, Heading) and block.level <= CONTENTS_DEPTH


def moment(document: Document) -> datetime:
    """Return noon of the day that the document bears, the time in its properties."""
    return datetime.combine(document.date, time(12), tzinfo=UTC)
