"""How high a row of a sheet must be for its texts to show whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import ceil

from costmodel.annex.typeface import width_of

POINTS = 10
"""Size of the letters on a sheet. [pt]"""
LINE = 13.5
"""Height of a line of them. [pt]"""
PER_UNIT = 5.25
"""Width of a column of one unit. [pt]"""
PADDING = 6
"""What a cell keeps free beside its text, its indent above all. [pt]"""


def row_height(texts: Sequence[tuple[str, float, bool]]) -> float:
    """Return the height of a row.

    Parameters
    ----------
    texts : sequence of (str, float, bool)
        Each text, the width of its cell [units of a column], and whether it is bold.

    Returns
    -------
    float
        [pt]

    Examples
    --------
    >>> row_height([("gmina", 20.0, False)]) < row_height([("gmina i powiat", 8.0, False)])
    True
    """
    most = max((_lines(text, width, bold) for text, width, bold in texts), default=1)
    return LINE * most


@cache
def _lines(text: str, width: float, bold: bool) -> int:
    """Return on how many lines a text stands; a word wider than the cell is broken."""
    room = width * PER_UNIT - PADDING
    lines, used = 1, 0.0
    for word in text.split(" "):
        wide = width_of(word, size=POINTS, bold=bold)
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        broken = max(ceil(wide / room) - 1, 0)
        lines, used = lines + broken, used + wide - broken * room
        used += width_of(" ", size=POINTS, bold=bold)
    return lines
