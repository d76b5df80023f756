"""Blocks of a document as elements of a Word text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from costmodel.annex.columns import Room
from costmodel.annex.document import (
    Block,
    Bullets,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Role,
    Table,
)
from costmodel.annex.nbsp import typeset
from costmodel.annex.outline import Numbered
from costmodel.annex.printed import CONTENTS_DEPTH, is_in_contents, source_line, word
from costmodel.annex.word_footnotes import noted_runs
from costmodel.annex.word_table import word_table
from costmodel.annex.wordml import (
    bookmarked,
    caption,
    element,
    field,
    paragraph,
    plain,
    text_run,
    text_runs,
)

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_STYLES: dict[Role, str] = {
    "body": "Normal",
    "lead": "Lead",
    "caution": "Caution",
    "note": "Note",
    "source": "SourceLine",
}
_TALLEST_CM = 19.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What blocks must know of the file they stand in.

    Parameters
    ----------
    file : docx.document.Document
        The file; it takes in the pictures.
    room : Room
        The width of its text.
    first_note, first_id : int
        Ids of the first footnote, and of the first bookmark or picture that is not taken.
    """

    file: WordFile
    room: Room
    first_note: int
    first_id: int


def contents(items: tuple[Numbered, ...]) -> list[Element]:
    """Return the contents as they stand after an update, so that nobody has to ask for one."""
    lines = [
        _entry(item.block, item.number, item.position)
        for item in items
        if isinstance(item.block, Heading) and is_in_contents(item.block)
    ]
    if not lines:
        return []
    instruction = f'TOC \\o "1-{CONTENTS_DEPTH}" \\n \\h \\z \\u'
    opening = field(instruction, "")[:3]
    for place, run in enumerate(opening, start=1):
        lines[0].insert(place, run)
    lines[-1].append(field(instruction, "")[-1])
    gallery = element("docPartGallery", val="Table of Contents")
    setting = element("docPartObj", gallery, element("docPartUnique"))
    content = element("sdtContent", _contents_heading(), *lines)
    return [element("sdt", element("sdtPr", setting), content)]


def rendered(item: Numbered, setting: Setting) -> list[Element]:
    """Return the elements of one block."""
    block: Block = item.block
    match block:
        case Heading():
            text = text_run(typeset(block.text))
            runs = bookmarked(setting.first_id + item.position, _anchor(item.position), text)
            return [paragraph(f"Heading{block.level}", *runs)]
        case Paragraph():
            runs = noted_runs(typeset(block.text), item, first=setting.first_note)
            return [paragraph(_STYLES[block.role], *runs)]
        case Bullets():
            return [plain("ListBullet", text) for text in block.items]
        case Table():
            return _table(block, item.number, setting.room)
        case Figure():
            return _figure(block, item.number, setting)
        case PageBreak():
            return []


def _contents_heading() -> Element:
    """Return the heading of the contents: it has no number, even where its style has one."""
    made = plain("TOCHeading", word("contents"))
    made[0].append(element("numPr", element("ilvl", val=0), element("numId", val=0)))
    return made


def _entry(heading: Heading, number: str, position: int) -> Element:
    tab = element("r", element("tab"))
    runs = [text_run(number), tab, text_run(typeset(heading.text))]
    link = element("hyperlink", *runs, anchor=_anchor(position), history=1)
    return paragraph(f"TOC{heading.level}", link)


def _anchor(position: int) -> str:
    return f"_Toc{position:08d}"


def _table(table: Table, number: str, room: Room) -> list[Element]:
    made = [caption(word("table"), number, table.caption), word_table(table, room)]
    if table.note.strip():
        made.append(paragraph("Note", *text_runs(table.note), keep_next=True))
    made.append(plain("SourceLine", source_line(table.source)))
    return made


def _figure(figure: Figure, number: str, setting: Setting) -> list[Element]:
    from docx.shared import Cm, Pt

    drawn = setting.file.add_paragraph()
    inline = drawn.add_run().add_picture(str(figure.path_png))
    widest = Pt(setting.room.upright)
    scale = min(widest / inline.width, Cm(_TALLEST_CM) / inline.height, 1.0)
    inline.width, inline.height = round(inline.width * scale), round(inline.height * scale)
    properties = inline._inline.docPr
    properties.set("id", str(setting.first_id + int(number)))
    properties.set("name", f"{word('figure')} {number}")
    properties.set("descr", typeset(figure.alt))
    picture = paragraph("Picture", *drawn._p.r_lst, keep_next=True)
    setting.file.element.body.remove(drawn._p)
    source = plain("SourceLine", source_line(figure.source))
    return [caption(word("figure"), number, figure.caption), picture, source]
