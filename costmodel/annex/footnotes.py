"""Where the marks of footnotes stand in a text: before a full stop, as is usual in Polish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from costmodel.annex.document import Footnote

_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:r|w|gr|ust|art|poz|pkt|np|in|itd|itp|tys|ok|godz|mies|os|szt|proc|nr|lit)\.$"
)
"""Full stops that belong to a word: a mark follows them."""


def noted(text: str, notes: Sequence[Footnote]) -> tuple[tuple[str, str], ...]:
    """Return the pieces of a text, each with the footnote whose mark follows it, or with „”.

    Parameters
    ----------
    text : str
        The text of the paragraph as it is set: hard spaces count as spaces.
    notes : sequence of Footnote
        The footnotes of the paragraph, in any order.

    Examples
    --------
    >>> noted("Było 5 osób. Są 3.", [Footnote("GUS", after="Było 5 osób.")])
    (('Było 5 osób', 'GUS'), ('. Są 3.', ''))
    >>> noted("Tak było w 2024 r.", [Footnote("GUS")])
    (('Tak było w 2024 r.', 'GUS'),)
    """
    pieces = []
    begin = 0
    for end, note in sorted(((_end(text, note), note.text) for note in notes), key=_place):
        pieces.append((text[begin:end], note))
        begin = end
    if text[begin:]:
        pieces.append((text[begin:], ""))
    return tuple(pieces)


def _place(mark: tuple[int, str]) -> int:
    return mark[0]


def _end(text: str, note: Footnote) -> int:
    """Return where the mark of a footnote stands."""
    words = r"\s+".join(re.escape(word) for word in note.after.split())
    found = re.search(words, text) if words else None
    end = found.end() if found else len(text)
    told = text[:end]
    return end - 1 if told.endswith(".") and not _ABBREVIATED.search(told) else end
