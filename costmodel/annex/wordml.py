"""Elements of a Word text (WordprocessingML), each with its children in the order of the schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costmodel.annex.nbsp import typeset

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_ADDRESS = re.compile(r"(https?://[^\s;()„”\"<>\\]+[^\s,;()„”\"<>.\\])")


def element(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of Word's own namespace with ``children``; attributes are Word's too."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    for child in children:
        made.append(child)
    return made


def text_run(text: str, *, style: str = "") -> Element:
    """Return a run that prints ``text`` as it is, whatever signs stand in it."""
    from docx.oxml.ns import qn

    printed = element("t")
    printed.text = text
    printed.set(qn("xml:space"), "preserve")
    properties = [element("rPr", element("rStyle", val=style))] if style else []
    return element("r", *properties, printed)


def text_runs(text: str) -> list[Element]:
    """Return the runs of a text as it is set; addresses in it can be followed."""
    return set_runs(typeset(text))


def set_runs(text: str) -> list[Element]:
    """Return the runs of a text that is set already."""
    runs: list[Element] = []
    for place, piece in enumerate(_ADDRESS.split(text)):
        if place % 2:
            runs += field(f'HYPERLINK "{piece}"', piece, style="Hyperlink")
        elif piece:
            runs.append(text_run(piece))
    return runs


def field(instruction: str, result: str, *, style: str = "") -> list[Element]:
    """Return the runs of a field that shows ``result`` until someone updates it."""
    from docx.oxml.ns import qn

    code = element("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", code),
        element("r", element("fldChar", fldCharType="separate")),
        text_run(result, style=style),
        element("r", element("fldChar", fldCharType="end")),
    ]


def paragraph(style: str, *runs: Element, keep_next: bool = False, align: str = "") -> Element:
    """Return a paragraph of a style, with what differs from it."""
    properties = [element("pStyle", val=style)]
    if keep_next:
        properties.append(element("keepNext"))
    if align:
        properties.append(element("jc", val=align))
    return element("p", element("pPr", *properties), *runs)


def plain(style: str, text: str) -> Element:
    """Return a paragraph with nothing but text in it."""
    return paragraph(style, *text_runs(text))


def caption(label: str, number: str, text: str) -> Element:
    """Return „Tabela 1. Tekst” whose number Word counts on by itself."""
    counted = field(f"SEQ {label} \\* ARABIC", number)
    label_run = text_run(f"{label}\u00a0")
    told = text_run(f". {typeset(text)}")
    return paragraph("Caption", label_run, *counted, told, keep_next=True)


def bookmarked(number: int, name: str, *runs: Element) -> list[Element]:
    """Return ``runs`` between the two ends of a bookmark."""
    start = element("bookmarkStart", id=number, name=name)
    return [start, *runs, element("bookmarkEnd", id=number)]


def begin_page(paragraph: Element) -> None:
    """Let a paragraph begin a page; a paragraph of its own could leave an empty page behind."""
    properties = paragraph[0]
    first = ("pStyle", "keepNext", "keepLines")
    place = sum(child.tag.endswith(tuple(f"}}{name}" for name in first)) for child in properties)
    properties.insert(place, element("pageBreakBefore"))


def section_end(setting: Element) -> Element:
    """Return a paragraph, as low as can be, that closes a run of pages."""
    closing = paragraph("Turn")
    closing[0].append(setting)
    return closing
