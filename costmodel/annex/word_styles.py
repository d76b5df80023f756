"""Styles and numberings of an annex put into a Word file that has its own: its own come first."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from costmodel.annex.opc import parsed, serialized
from costmodel.annex.wordml import element

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = ("Heading1", "Heading2", "Heading3")
_REFERENCES = ("basedOn", "next", "link")
_BEFORE_NUMBERS = tuple(
    f"{W}{name}"
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_BEHIND_PARAGRAPH = tuple(f"{W}{name}" for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_USED_BY = ("pStyle", "rStyle", "tblStyle")
_OWN_ENDING = "Aneks"


@dataclass(frozen=True, slots=True)
class Merged:
    """Styles and numberings as bytes, and the id that each style of ours has there."""

    styles: bytes
    numbering: bytes
    names: Mapping[str, str]


def merged(
    styles: bytes, numbering: bytes, *, ours: bytes, our_numbering: bytes, lang: str
) -> Merged:
    """Return the styles of a file with those of ours that it lacks, and ours numbered as ours are.

    Parameters
    ----------
    styles, numbering : bytes
        The two parts of the file; ``numbering`` may be empty.
    ours, our_numbering : bytes
        The two parts of our own template.
    lang : str
        The language that the whole document is written in.

    Notes
    -----
    A style is the same where kind and name are: ids differ, because Word translates them („heading
    1” is „Nagwek1” in a Polish Word). A style that the file has keeps its look. Headings
    get our numbers only if none of the three has numbers of its own.
    """
    theirs, source = parsed(styles), parsed(ours)
    known = {_key(style): _id(style) for style in theirs.iterfind(f"{W}style")}
    taken = set(known.values())
    names = {
        _id(style): known.get(_key(style)) or _free(_id(style), taken)
        for style in source.iterfind(f"{W}style")
    }
    lists = parsed(numbering) if numbering else _emptied(our_numbering)
    own = {_id(style): style for style in theirs.iterfind(f"{W}style")}
    has_numbers = any(
        own[names[h]].find(f"{W}pPr/{W}numPr") is not None for h in HEADINGS if names[h] in own
    )
    shift = _shift(lists)
    for style in source.iterfind(f"{W}style"):
        id_ = _id(style)
        if names[id_] not in own:
            theirs.append(_translated(style, names, shift))
        elif (id_ in HEADINGS and not has_numbers) or id_ == "ListBullet":
            _number(own[names[id_]], style, shift)
    skipped = set(HEADINGS) if has_numbers else set()
    _add_lists(lists, parsed(our_numbering), names, shift, skipped)
    _speak(theirs, lang)
    return Merged(serialized(theirs), serialized(lists), names)


def renamed(part: bytes, names: Mapping[str, str]) -> bytes:
    """Return a part of ours with the ids that our styles have in the other file."""
    root = parsed(part)
    rename(root, names)
    return serialized(root)


def rename(root: Element, names: Mapping[str, str]) -> None:
    """Put the ids that our styles have in the other file into an element of ours."""
    for kind in _USED_BY:
        for used in root.iter(f"{W}{kind}"):
            id_ = used.get(f"{W}val") or ""
            used.set(f"{W}val", names.get(id_, id_))


def _speak(styles: Element, lang: str) -> None:
    """Let the whole file be in one language, unless a style of the office says otherwise."""
    above = styles
    for place, name in enumerate(("docDefaults", "rPrDefault", "rPr", "lang")):
        found = above.find(f"{W}{name}")
        if found is None:
            found = element(name)
            above.insert(0 if place == 0 else len(above), found)
        above = found
    above.set(f"{W}val", lang)


def _key(style: Element) -> tuple[str, str]:
    name = style.find(f"{W}name")
    told = "" if name is None else (name.get(f"{W}val") or "")
    return style.get(f"{W}type") or "paragraph", told.lower()


def _id(style: Element) -> str:
    return style.get(f"{W}styleId") or ""


def _free(id_: str, taken: set[str]) -> str:
    while id_ in taken:
        id_ += _OWN_ENDING
    return id_


def _emptied(numbering: bytes) -> Element:
    root = parsed(numbering)
    for child in list(root):
        root.remove(child)
    return root


def _shift(lists: Element) -> int:
    """Return a number above all ids of lists in use."""
    ids = [
        int(child.get(f"{W}{key}") or 0)
        for key, tag in (("abstractNumId", "abstractNum"), ("numId", "num"))
        for child in lists.iterfind(f"{W}{tag}")
    ]
    return max(ids, default=-1) + 1


def _translated(style: Element, names: Mapping[str, str], shift: int) -> Element:
    """Return a style of ours with the ids that hold in the other file."""
    made = deepcopy(style)
    made.set(f"{W}styleId", names[_id(style)])
    made.attrib.pop(f"{W}default", None)
    for key in _REFERENCES:
        for reference in made.iterfind(f"{W}{key}"):
            reference.set(f"{W}val", names[reference.get(f"{W}val") or ""])
    for number in made.iterfind(f"{W}pPr/{W}numPr/{W}numId"):
        _raise(number, "val", shift)
    return made


def _number(style: Element, ours: Element, shift: int) -> None:
    """Give a style the numbers that ours has; nothing where it has its own or ours none."""
    numbers = ours.find(f"{W}pPr/{W}numPr")
    if numbers is None or style.find(f"{W}pPr/{W}numPr") is not None:
        return
    properties = style.find(f"{W}pPr")
    if properties is None:
        properties = element("pPr")
        looks = [child for child in style if child.tag in _BEHIND_PARAGRAPH]
        style.insert(style.index(looks[0]) if looks else len(style), properties)
    made = deepcopy(numbers)
    for number in made.iterfind(f"{W}numId"):
        _raise(number, "val", shift)
    place = sum(child.tag in _BEFORE_NUMBERS for child in properties)
    properties.insert(place, made)


def _add_lists(
    lists: Element, ours: Element, names: Mapping[str, str], shift: int, skipped: set[str]
) -> None:
    """Put our lists in: their definitions before all lists, as the schema wants them."""
    kinds = [child.tag for child in lists]
    place = kinds.count(f"{W}numPicBullet") + kinds.count(f"{W}abstractNum")
    for definition in reversed(list(ours.iterfind(f"{W}abstractNum"))):
        _raise(definition, "abstractNumId", shift)
        for level in definition.iterfind(f"{W}lvl"):
            style = level.find(f"{W}pStyle")
            if style is not None and (style.get(f"{W}val") or "") in skipped:
                level.remove(style)
            elif style is not None:
                style.set(f"{W}val", names[style.get(f"{W}val") or ""])
        lists.insert(place, definition)
    kinds = [child.tag for child in lists]
    end = sum(kinds.count(f"{W}{kind}") for kind in ("numPicBullet", "abstractNum", "num"))
    for number in reversed(list(ours.iterfind(f"{W}num"))):
        _raise(number, "numId", shift)
        for target in number.iterfind(f"{W}abstractNumId"):
            _raise(target, "val", shift)
        lists.insert(end, number)


def _raise(part: Element, key: str, shift: int) -> None:
    """Add ``shift`` to an id."""
    part.set(f"{W}{key}", str(int(part.get(f"{W}{key}") or 0) + shift))
