"""The typeface of printed pages: where its files lie, what it can print, how wide a text runs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

FAMILY = "DejaVu Sans"
_FIXED_POINT = 65536
_INVISIBLE = frozenset("\t\n\r\u00ad\u200b\u2060")


def font_folder() -> Path:
    """Return the folder of the font files, which come with matplotlib."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def width_of(text: str, *, size: float, bold: bool = False) -> float:
    """Return how wide ``text`` runs on one line. [pt]

    Parameters
    ----------
    text : str
        Text without line ends.
    size : float
        Size of the type. [pt]
    bold : bool
        Whether the text is set in the bold cut.

    Examples
    --------
    >>> round(width_of("1 250", size=10.0), 1)
    28.6
    """
    return size * sum(_advance(character, bold) for character in text)


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of ``text`` for which the typeface has no glyph, each once.

    Examples
    --------
    >>> unprintable("zażółć 5 m²"), unprintable("漢字 i 漢")
    ((), ('漢', '字'))
    """
    known, seen = _known(), dict.fromkeys(text)
    return tuple(c for c in seen if ord(c) not in known and c not in _INVISIBLE)


@cache
def _known() -> frozenset[int]:
    """Code points for which both cuts have a glyph."""
    return frozenset(_font(False).get_charmap()) & frozenset(_font(True).get_charmap())


@cache
def _font(bold: bool) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(font_folder() / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")))
    font.set_size(1.0, 72.0)
    return font


@cache
def _advance(character: str, bold: bool) -> float:
    """Width of one character in a type of size 1."""
    return _font(bold).load_char(ord(character)).linearHoriAdvance / _FIXED_POINT
