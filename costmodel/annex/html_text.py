"""A text of the document as HTML: typeset, escaped, its numbers and addresses made links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from costmodel.annex.marks import Part, parts, unmarked
from costmodel.annex.nbsp import typeset
from costmodel.language import current

_ADDRESS = re.compile(r"https?://[^\s;()„”\"<>\\]+[^\s,;()„”\"<>.\\]")
_SIGNS = " .–—-"
"""A dot for what is not known, or a dash, is too small to be a link."""
_SPACE = re.compile(r"\s")
_LINK = Markup('<a class="address" href="{0}">{0}</a>')
_NUMBER = Markup('<a class="number" href="#{anchor}"{rest}>{text}</a>')
_TOLD = Markup(' title="{}"')
_OUT_OF_THE_WAY = Markup(' tabindex="-1"')
"""Numbers in cells are not stops of the Tab key: below each table one link leads to them all."""


def anchor_of(id_: str) -> str:
    """Return the name of the place on the page where a number is explained.

    Examples
    --------
    >>> anchor_of("net.public")
    'liczba-net.public'
    """
    return f"liczba-{_SPACE.sub('_', id_)}"


def as_plain(text: str) -> str:
    """Return a text as typeset, without marks: for an attribute or a title."""
    return _plain(text, current())


@lru_cache(maxsize=8192)
def _plain(text: str, _lang: str) -> str:
    return typeset(unmarked(text))


def as_html(text: str, labels: Mapping[str, str] | None = None, *, in_cell: bool = False) -> Markup:
    """Return a text as HTML.

    Parameters
    ----------
    text : str
        Perhaps with marks of :mod:`costmodel.annex.marks`.
    labels : mapping of str to str, optional
        What the numbers that the page explains are; a number that is not there is no link.
    in_cell : bool
        Whether the text stands in a table.

    Examples
    --------
    >>> as_html("<b> & " + "https://a.pl.")
    Markup('&lt;b&gt; &amp; <a class="address" href="https://a.pl">https://a.pl</a>.')
    """
    (whole,) = cut_html(text, (), labels or {}, in_cell=in_cell)
    return whole


def cut_html(
    text: str, cuts: Sequence[int], labels: Mapping[str, str], *, in_cell: bool = False
) -> tuple[Markup, ...]:
    """Return a text as HTML in pieces, one more than there are cuts.

    Parameters
    ----------
    cuts : sequence of int
        Places in the text as :func:`as_plain` gives it, in order. One within a number falls
        behind it.
    """
    pieces, at, waiting = [Markup()], 0, list(cuts)
    for part in _typeset_parts(text):
        end = at + len(part.text)
        if part.id in labels and part.text.strip(_SIGNS):
            pieces[-1] += _number(part, labels[part.id], in_cell=in_cell)
            at = end
        while waiting and waiting[0] <= end:
            cut = max(waiting.pop(0), at)
            pieces[-1] += _running(part.text[len(part.text) - (end - at) :][: cut - at])
            pieces.append(Markup())
            at = cut
        pieces[-1] += _running(part.text[len(part.text) - (end - at) :])
        at = end
    return (*pieces, *[Markup()] * len(waiting))


def _typeset_parts(text: str) -> Iterator[Part]:
    """Yield the parts of a text, cut from the whole as it is typeset."""
    found = parts(text)
    if all(not part.id for part in found):
        yield Part(as_plain(text))
        return
    whole = "".join(part.text for part in found)
    line, read, start = typeset(whole), 0, 0
    for part in found:
        read += len(part.text)
        end = len(typeset(whole[:read] + "x")) - 1  # typesetting keeps lengths but for spaces
        yield Part(line[start:end], part.id)
        start = end


def _number(part: Part, label: str, *, in_cell: bool) -> Markup:
    rest = _TOLD.format(label) + (_OUT_OF_THE_WAY if in_cell else Markup())
    return _NUMBER.format(anchor=anchor_of(part.id), rest=rest, text=part.text)


def _running(text: str) -> Markup:
    told, end = Markup(), 0
    for address in _ADDRESS.finditer(text):
        told += Markup.escape(text[end : address.start()]) + _LINK.format(address[0])
        end = address.end()
    return told + Markup.escape(text[end:])
