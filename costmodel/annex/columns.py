"""How wide each column of a table stands, so that no word and no number is torn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from costmodel.annex.document import Table
from costmodel.annex.nbsp import FOLD, HARD, foldable, typeset
from costmodel.annex.table_height import balanced
from costmodel.annex.typeface import width_of

PORTRAIT = 481.9
"""Width of the text on an upright A4 page with margins of 2 cm. [pt]"""
LANDSCAPE = 728.5
"""Width of the text on an A4 page turned on its side. [pt]"""
TYPE_SIZE = 10.0
"""Size of the type in tables. [pt]"""
_PADDING = 10.5
Widths = tuple[float, ...]
_AFTER_DASH = re.compile(rf"(?<=[–-])(?!{HARD})")
_IN_ADDRESS = re.compile(r"(?<=[/.?&=_%])(?=\w)")


@dataclass(frozen=True, slots=True)
class Room:
    """Width of the text on an upright page, and on one turned on its side. [pt]"""

    upright: float = PORTRAIT
    on_side: float = LANDSCAPE


A4 = Room()
"""Pages of A4 with margins of 2 cm."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the columns [pt] and whether the table needs a page on its side."""

    widths: tuple[float, ...]
    turned: bool


def columns_of(table: Table, room: Room = A4) -> Columns:
    """Return the widths of the columns of ``table``; they sum to the width of the text.

    Notes
    -----
    Every column gets at least its longest word, which never breaks; what is left makes
    the table as low as can be (:mod:`costmodel.annex.table_height`). A table whose words do not
    fit on an upright page is turned. Relative widths given by the author are kept as
    they are if the words fit into them.

    Examples
    --------
    >>> table = Table("Koszty", ("Rok", "Koszt"), (("2026", "1 250"),), ("left", "right"), "OPS")
    >>> sum(columns_of(table).widths) == PORTRAIT, columns_of(table).turned
    (True, False)
    """
    least = _widths(table, longest_word=True)
    wanted = _widths(table, longest_word=False)
    turned = sum(least) > room.upright
    width = room.on_side if turned else room.upright
    if table.widths is not None:
        scale = width / sum(table.widths)
        given = tuple(part * scale for part in table.widths)
        if all(part >= word for part, word in zip(given, least, strict=True)):
            return Columns(given, turned)
    return Columns(_shared(table, least, wanted, width), turned)


def _widths(table: Table, *, longest_word: bool) -> tuple[float, ...]:
    """Width of the longest text, or of its longest word, of each column. [pt]"""
    columns = zip(table.header, *table.rows, strict=True)
    return tuple(
        _PADDING
        + max(
            width_of(part, size=TYPE_SIZE, bold=row == 0)
            for row, cell in enumerate(cells)
            for part in (_words(cell) if longest_word else [typeset(cell)])
        )
        for cells in columns
    )


def _words(cell: str) -> list[str]:
    """Return the pieces of a text between which a line may end; an address has many."""
    words = _AFTER_DASH.sub(" ", foldable(cell).replace(FOLD, " ")).split(" ")
    return [piece for word in words for piece in _pieces(word)]


def _pieces(word: str) -> list[str]:
    return _IN_ADDRESS.split(word) if "://" in word else [word]


def _shared(table: Table, least: Widths, wanted: Widths, room: float) -> Widths:
    left = room - sum(least)
    if left <= 0:
        return tuple(width * room / sum(least) for width in least)
    lack = [want - have for want, have in zip(wanted, least, strict=True)]
    if sum(lack) <= left:
        spare = (left - sum(lack)) / len(least)
        return tuple(width + spare for width in wanted)
    texts = [[width_of(typeset(c), size=TYPE_SIZE) for c in row] for row in table.rows]
    return balanced(least, texts, room=room, padding=_PADDING)
