"""Where in a Word file the annex goes: in place of the paragraph „[[TREŚĆ]]”, or after its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from costmodel.annex.word_sections import empty_section, prepared, with_footer
from costmodel.annex.word_styles import W
from costmodel.annex.wordml import element

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

MARKER = "[[TREŚĆ]]"
"""A paragraph with this text alone is where the annex goes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a Word file.

    Parameters
    ----------
    anchor : Element
        An empty paragraph; what is written goes before it.
    setting : Element
        The setting of the pages there, which stands behind the place.
    continues : bool
        Whether text of the office follows.
    first_id : int
        From here on ids of bookmarks and pictures are free.
    """

    anchor: Element
    setting: Element
    continues: bool
    first_id: int

    def close(self) -> None:
        """Take the empty paragraph away."""
        self.anchor.getparent().remove(self.anchor)


def opened_place(file: WordFile, footer: str) -> Place:
    """Return the place for an annex in ``file``, its pages made ready.

    Parameters
    ----------
    file : docx.document.Document
        The file.
    footer : str
        Id of a foot for its pages; empty where they have one.
    """
    body = file.element.body
    if body.find(f"{W}sectPr") is None:
        body.append(empty_section())
    anchor = element("p")
    marked = [child for child in body if child.tag == f"{W}p" and _text(child) == MARKER]
    if marked:
        body.replace(marked[0], anchor)
    else:
        body.find(f"{W}sectPr").addprevious(anchor)
        _drop_empty_before(anchor)
    behind = next(setting for setting in body.iter(f"{W}sectPr") if _is_behind(setting, anchor))
    setting = with_footer(prepared(behind), footer)
    behind.getparent().replace(behind, setting)
    continues = anchor.getnext() is not setting
    return Place(anchor, setting, continues, _first_free_id(body))


def _text(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t")).strip()


def _drop_empty_before(anchor: Element) -> None:
    """Take away the empty paragraphs that a letterhead ends with."""
    above = anchor.getprevious()
    while (
        above is not None
        and above.tag == f"{W}p"
        and not any(
            child.tag != f"{W}pPr" or child.find(f"{W}sectPr") is not None for child in above
        )
    ):
        above.getparent().remove(above)
        above = anchor.getprevious()


def _is_behind(setting: Element, anchor: Element) -> bool:
    body = anchor.getparent()
    top = setting
    while top.getparent() is not body:
        top = top.getparent()
    return int(body.index(top)) > int(body.index(anchor))


def _first_free_id(body: Element) -> int:
    """Return a number above the ids of the bookmarks and pictures that the file has; 0 if none."""
    named = (
        child for child in body.iter() if str(child.tag).endswith(("}bookmarkStart", "}docPr"))
    )
    ids = [int(child.get(f"{W}id") or child.get("id") or 0) for child in named]
    return max(ids, default=0)
