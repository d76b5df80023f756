"""Write a neutral document as a Word file that an office can edit."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from costmodel.annex.document import Document, Figure, PageBreak
from costmodel.annex.files import fail_if_missing, repacked, write_whole
from costmodel.annex.nbsp import typeset
from costmodel.annex.outline import Numbered, numbered
from costmodel.annex.pages import page_runs
from costmodel.annex.printed import foot, imprint, moment, word
from costmodel.annex.word_blocks import Setting, contents, rendered
from costmodel.annex.word_footnotes import notes_of
from costmodel.annex.word_package import Package, package_of
from costmodel.annex.word_place import Place, opened_place
from costmodel.annex.word_sections import room_of, section
from costmodel.annex.word_styles import rename
from costmodel.annex.wordml import begin_page, plain, section_end
from costmodel.errors import InputError, Problem

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_LONGEST_PROPERTY = 255
_UNFIT = (AttributeError, LookupError, SyntaxError, TypeError, ValueError)
"""What the parts of a Word file of an odd make may raise as they are filled."""


def write_docx(document: Document, path: Path, *, letterhead: bytes = b"") -> None:
    """Write ``document`` as a Word file at ``path``; the same document gives the same bytes.

    Parameters
    ----------
    document : Document
        What to write. Its figures are taken as PNG.
    path : Path
        The file to write. Its folder must be there.
    letterhead : bytes
        The office's own Word file, known to be sound
        (:func:`costmodel.statistics.letterhead.read_letterhead`). Its heads, feet, margins and
        styles hold, what it lacks is added; the document comes where it has the paragraph
        „[[TREŚĆ]]”, or after what stands in it. Empty: our own look.

    Raises
    ------
    InputError
        If nothing can be written into the letterhead.
    OutputError
        If a chart is missing or the file cannot be written. Nothing half-written is left.
    """
    fail_if_missing(block.path_png for block in document.blocks if isinstance(block, Figure))
    try:
        content = _content(document, letterhead)
    except _UNFIT as error:
        if not letterhead:
            raise
        _content(document, b"")  # what fails here too is no fault of the letterhead
        mend = "Otwórz go w programie Word, zapisz jako nowy plik .docx i podaj ten plik."
        value, expected = "plik, w którym nie da się pisać", "dokument programu Word (.docx)"
        raise InputError([Problem("papier firmowy", "", value, expected, mend)]) from error
    write_whole(path, content)


def _content(document: Document, letterhead: bytes) -> bytes:
    import docx

    items = numbered(document.blocks)
    package = package_of(notes_of(items), lang=document.lang, letterhead=letterhead)
    file = docx.Document(io.BytesIO(package.content))
    _sign(file, document)
    place = opened_place(file, package.footer)
    setting = Setting(file, room_of(place.setting), package.first_note, place.first_id)
    for made in (*_front(document), *contents(items), *_pages(place, items, setting)):
        rename(made, package.styles)
        place.anchor.addprevious(made)
    place.close()
    _foot(file, document, package)
    whole = io.BytesIO()
    file.save(whole)
    return repacked(whole.getvalue())


def _front(document: Document) -> list[Element]:
    made = [plain("Title", document.title)]
    if document.subtitle.strip():
        made.append(plain("Subtitle", document.subtitle))
    made.append(plain("Imprint", imprint(document)))
    return made


def _pages(place: Place, items: tuple[Numbered, ...], setting: Setting) -> list[Element]:
    """Return the blocks, with a section of its own for each run of turned pages."""
    runs = page_runs(items, setting.room)
    made: list[Element] = []
    for number, run in enumerate(runs):
        for before, item in pairwise((None, *run.items)):
            elements = rendered(item, setting) if item else []
            if before and isinstance(before.block, PageBreak) and elements:
                begin_page(elements[0])
            made += elements
        closed = number < len(runs) - 1 or (run.turned and place.continues)
        if closed:
            pages = section(place.setting, turned=run.turned, first=number == 0)
            made.append(section_end(pages))
    turned = runs[-1].turned and not place.continues
    last = section(place.setting, turned=turned, first=len(runs) == 1)
    place.setting.getparent().replace(place.setting, last)
    return made


def _sign(file: WordFile, document: Document) -> None:
    """Say who made the file, what it is and which day it bears."""
    properties = file.core_properties
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.subject = document.subtitle[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = document.author[:_LONGEST_PROPERTY]
    properties.language = document.lang
    properties.created = properties.modified = moment(document)
    properties.revision = 1


def _foot(file: WordFile, document: Document, package: Package) -> None:
    """Print place and page at the foot, where it is ours."""
    if not package.footer:
        return
    place, page, *_ = file.part.related_parts[package.footer].element.p_lst[0].r_lst
    place.text = typeset(foot(document))
    page.text = f" · {word('page')} "
