"""Marks around the numbers of a text that tell their ids, so that a page can make them links."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN, _NAMED, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
"""Code points that Unicode keeps free of meaning: no text of a reader holds them."""
_MARK = re.compile(f"({_OPEN}[^{_OPEN}{_NAMED}{_CLOSE}]*{_NAMED}|{_CLOSE})")
_ANY = re.compile(f"[{_OPEN}{_NAMED}{_CLOSE}]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; ``id`` names the number that it shows, and is empty between numbers."""

    text: str
    id: str = ""


def marked(id_: str, text: str) -> str:
    """Return ``text`` as the printed form of the number ``id_``.

    Examples
    --------
    >>> parts("Razem " + marked("net.public", "1,2 mln zł") + ".")
    (Part(text='Razem ', id=''), Part(text='1,2 mln zł', id='net.public'), Part(text='.', id=''))
    """
    return f"{_OPEN}{id_}{_NAMED}{text}{_CLOSE}"


def parts(text: str) -> tuple[Part, ...]:
    """Return the pieces of a text in order; marks within a mark give way to the outer one.

    Examples
    --------
    >>> parts(marked("range", "od " + marked("low", "1") + " do 2"))
    (Part(text='od 1 do 2', id='range'),)
    """
    found: list[Part] = []
    names: list[str] = []
    for piece in _MARK.split(text):
        if _MARK.fullmatch(piece):
            names = names[:-1] if piece == _CLOSE else [*names, piece[1:-1]]
            continue
        shown, id_ = _ANY.sub("", piece), names[0] if names else ""
        if shown and found and found[-1].id == id_ and id_:
            found[-1] = Part(found[-1].text + shown, id_)
        elif shown:
            found.append(Part(shown, id_))
    return tuple(found)


def unmarked(text: str) -> str:
    """Return a text as it is read, without marks.

    Examples
    --------
    >>> unmarked("Razem " + marked("net.public", "1,2 mln zł"))
    'Razem 1,2 mln zł'
    """
    return "".join(part.text for part in parts(text))
