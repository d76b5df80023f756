"""Runs of pages of a Word file: their size, margins and feet are those of the file itself."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from costmodel.annex.columns import LANDSCAPE, PORTRAIT, Room
from costmodel.annex.word_styles import W
from costmodel.annex.wordml import element

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_TWIPS = 20
_A4 = {"w": 11906, "h": 16838}
_MARGINS = {"top": 1304, "right": 1134, "bottom": 1304, "left": 1134}
_DISTANCES = {"header": 624, "footer": 624, "gutter": 0}
_ONLY_ONCE = ("type", "pgNumType", "titlePg")
"""What holds for the first run of pages alone, or would stop the page from turning."""


def room_of(setting: Element) -> Room:
    """Return the width of the text on the pages of a setting, upright and turned. [pt]"""
    size, margins = setting.find(f"{W}pgSz"), setting.find(f"{W}pgMar")
    sides = sum(
        _number(margins, key, default) for key, default in (("left", 1134), ("right", 1134))
    )
    sides += _number(margins, "gutter", 0)
    wide, high = _number(size, "w", _A4["w"]), _number(size, "h", _A4["h"])
    if (wide, high, sides) == (*_A4.values(), 2268):
        return Room(PORTRAIT, LANDSCAPE)
    return Room((wide - sides) / _TWIPS, (max(wide, high) - sides) / _TWIPS)


def prepared(setting: Element) -> Element:
    """Return a setting with what a page cannot do without, and with one column of text."""
    made = deepcopy(setting)
    parts = {"pgSz": _A4, "pgMar": _MARGINS | _DISTANCES}
    for name, sizes in parts.items():
        if made.find(f"{W}{name}") is None:
            _insert(made, element(name, **sizes))
    for columns in list(made.iterfind(f"{W}cols")):
        if int(columns.get(f"{W}num") or 1) > 1:
            made.replace(columns, element("cols", space=708))
    return made


def empty_section() -> Element:
    """Return a setting that says nothing."""
    return element("sectPr")


def with_footer(setting: Element, footer: str) -> Element:
    """Return a setting with a foot on every page; the same where ``footer`` is empty.

    It has one already where the file is our own.
    """
    from docx.oxml.ns import qn

    made = deepcopy(setting)
    if footer and made.find(f"{W}footerReference") is None:
        foot = element("footerReference", type="default")
        foot.set(qn("r:id"), footer)
        made.insert(len(list(made.iterfind(f"{W}headerReference"))), foot)
    return made


def section(setting: Element, *, turned: bool, first: bool) -> Element:
    """Return the setting of a run of pages, on their side where ``turned``."""
    made = deepcopy(setting)
    if not first:
        for name in _ONLY_ONCE:
            for part in list(made.iterfind(f"{W}{name}")):
                made.remove(part)
    size = made.find(f"{W}pgSz")
    wide, high = _number(size, "w", _A4["w"]), _number(size, "h", _A4["h"])
    if turned and size is not None and wide < high:
        made.replace(size, element("pgSz", w=high, h=wide, orient="landscape"))
    return made


def _insert(setting: Element, part: Element) -> None:
    """Put a part behind the references to headers and feet and the notes' settings."""
    before = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz")
    place = sum(child.tag in {f"{W}{name}" for name in before} for child in setting)
    setting.insert(place, part)


def _number(part: Element | None, key: str, default: int) -> int:
    told = None if part is None else part.get(f"{W}{key}")
    return default if told is None else round(float(told))
