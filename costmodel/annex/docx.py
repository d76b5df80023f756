"""Write a neutral document as a Word file that an office can edit."""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from costmodel.annex.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Role,
    Table,
)
from costmodel.annex.files import fail_if_missing, packed, repacked, write_whole
from costmodel.annex.nbsp import typeset
from costmodel.annex.outline import Numbered, numbered
from costmodel.annex.pages import page_runs
from costmodel.annex.printed import (
    CONTENTS_DEPTH,
    foot,
    imprint,
    is_in_contents,
    moment,
    source_line,
    word,
)
from costmodel.annex.word_table import word_table
from costmodel.annex.wordml import (
    bookmarked,
    caption,
    element,
    field,
    page_break,
    paragraph,
    plain,
    section,
    section_end,
    text_run,
    text_runs,
)

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_TEMPLATE = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/footer1.xml": "footer.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
_STYLES: dict[Role, str] = {
    "body": "Normal",
    "lead": "Lead",
    "caution": "Caution",
    "note": "Note",
    "source": "SourceLine",
}
_WIDEST_CM, _TALLEST_CM = 17.0, 19.0
_FOOTER = "rId4"
_LONGEST_PROPERTY = 255


def write_docx(document: Document, path: Path) -> None:
    """Write ``document`` as a Word file at ``path``; the same document gives the same bytes.

    Parameters
    ----------
    document : Document
        What to write. Its figures are taken as PNG.
    path : Path
        The file to write. Its folder must be there.

    Raises
    ------
    OutputError
        If a chart is missing or the file cannot be written. Nothing half-written is left.
    """
    fail_if_missing(block.path_png for block in document.blocks if isinstance(block, Figure))
    file = _from_template()
    _sign(file, document)
    items = numbered(document.blocks)
    elements = [*_front(document), *_contents(items), *_pages(file, items)]
    for made in elements:
        file.element.body.insert_element_before(made, "w:sectPr")
    whole = io.BytesIO()
    file.save(whole)
    write_whole(path, repacked(whole.getvalue()))


def _from_template() -> WordFile:
    """Open the template, which lies in the package as readable XML."""
    import docx

    folder = files("costmodel.annex") / "word"
    parts = {name: (folder / file).read_bytes() for name, file in _TEMPLATE.items()}
    return docx.Document(io.BytesIO(packed(parts)))


def _front(document: Document) -> list[Element]:
    made = [plain("Title", document.title)]
    if document.subtitle.strip():
        made.append(plain("Subtitle", document.subtitle))
    made.append(plain("Imprint", imprint(document)))
    return made


def _contents(items: tuple[Numbered, ...]) -> list[Element]:
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
    content = element("sdtContent", plain("TOCHeading", word("contents")), *lines)
    return [element("sdt", element("sdtPr", setting), content)]


def _entry(heading: Heading, number: str, position: int) -> Element:
    tab = element("r", element("tab"))
    runs = [text_run(number), tab, text_run(typeset(heading.text))]
    link = element("hyperlink", *runs, anchor=_anchor(position), history=1)
    return paragraph(f"TOC{heading.level}", link)


def _anchor(position: int) -> str:
    return f"_Toc{position:08d}"


def _pages(file: WordFile, items: tuple[Numbered, ...]) -> list[Element]:
    """Return the blocks, with a section of its own for each run of turned pages."""
    runs = page_runs(items)
    made: list[Element] = []
    for place, run in enumerate(runs):
        for item in run.items:
            made += _rendered(file, item)
        if place < len(runs) - 1:
            made.append(section_end(section(turned=run.turned, footer=_FOOTER)))
    if runs[-1].turned:
        last = file.element.body.sectPr
        file.element.body.replace(last, section(turned=True, footer=_FOOTER))
    return made


def _rendered(file: WordFile, item: Numbered) -> list[Element]:
    block: Block = item.block
    match block:
        case Heading():
            runs = bookmarked(item.position, _anchor(item.position), text_run(typeset(block.text)))
            return [paragraph(f"Heading{block.level}", *runs)]
        case Paragraph():
            return [plain(_STYLES[block.role], block.text)]
        case Bullets():
            return [plain("ListBullet", text) for text in block.items]
        case Table():
            return _table(block, item.number)
        case Figure():
            return _figure(file, block, item.number)
        case PageBreak():
            return [page_break()]


def _table(table: Table, number: str) -> list[Element]:
    made = [caption(word("table"), number, table.caption), word_table(table)]
    if table.note.strip():
        made.append(paragraph("Note", *text_runs(table.note), keep_next=True))
    made.append(plain("SourceLine", source_line(table.source)))
    return made


def _figure(file: WordFile, figure: Figure, number: str) -> list[Element]:
    from docx.shared import Cm

    drawn = file.add_paragraph()
    inline = drawn.add_run().add_picture(str(figure.path_png))
    scale = min(Cm(_WIDEST_CM) / inline.width, Cm(_TALLEST_CM) / inline.height, 1.0)
    inline.width, inline.height = round(inline.width * scale), round(inline.height * scale)
    properties = inline._inline.docPr
    properties.set("id", number)
    properties.set("name", f"{word('figure')} {number}")
    properties.set("descr", typeset(figure.alt))
    picture = paragraph("Picture", *drawn._p.r_lst)
    file.element.body.remove(drawn._p)
    source = plain("SourceLine", source_line(figure.source))
    return [caption(word("figure"), number, figure.caption), picture, source]


def _sign(file: WordFile, document: Document) -> None:
    """Say who made the file, what it is and which day it bears, and print it at the foot."""
    properties = file.core_properties
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.subject = document.subtitle[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = document.author[:_LONGEST_PROPERTY]
    properties.language = document.lang
    properties.created = properties.modified = moment(document)
    properties.revision = 1
    place, page, *_ = file.sections[0].footer.paragraphs[0].runs
    place.text = typeset(foot(document))
    page.text = f" · {word('page')} "
