"""Characters that no text of an office needs: they break files, turn lines or forge a screen."""

from __future__ import annotations

import re

_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and ends of lines
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # turn the direction of what follows
    "\u2028\u2029\ufff9-\ufffb"  # end a line, or set one text beside another, unseen
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"  # no characters at all
)


def odd_character(text: str) -> str:
    """Return the first character that no input may hold, or an empty text.

    Examples
    --------
    >>> odd_character("Łódź\\t1"), odd_character("a\\x1b[2J") == "\\x1b"
    ('', True)
    """
    found = _ODD.search(text)
    return found[0] if found else ""


def named(character: str) -> str:
    """Return how a character is told to a reader who cannot see it.

    Examples
    --------
    >>> named("\\u202e")
    'znak U+202E'
    """
    return f"znak U+{ord(character):04X}"


def visible(text: str) -> str:
    """Return a text on one line, each character of the kind told by its number instead.

    Examples
    --------
    >>> visible("a\\x1b[2J\\nb")
    'a<U+001B>[2J<U+000A>b'
    """
    odd = _ODD.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
    return odd.replace("\n", "<U+000A>").replace("\r", "<U+000D>")
