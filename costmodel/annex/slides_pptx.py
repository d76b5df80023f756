"""Write a deck as a PowerPoint file that stays editable and is the same every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from costmodel.annex.files import packed, repacked, write_whole
from costmodel.annex.nbsp import typeset
from costmodel.annex.printed import word
from costmodel.annex.slides import Deck, Slide
from costmodel.annex.slides_chart import POINTS, chart_data, chart_type, native, style_chart
from costmodel.annex.typeface import width_of
from costmodel.language import tag

PACKAGE = "pptx"
SIZE = (13.333, 7.5)
"""Width and height of a slide, 16:9. [inch]"""
LAYOUT = "Two Content"
TITLE, BODY, FOOT = 0, 1, 2
BOXES = {
    TITLE: (0.5, 0.25, 12.33, 1.15),
    BODY: (0.5, 1.4, 12.33, 1.35),
    FOOT: (0.5, 6.85, 12.33, 0.5),
}
"""Left, top, width and height of each placeholder. [inch]"""
CHART = (0.5, 2.8, 12.33, 4.0)
TITLE_POINTS, LINES = 28, 2
"""Size of a title, and the lines that it may take. [pt]"""
FILLED, PER_INCH = 0.93, 72
"""Part of a line that is full where words are not broken; points to the inch."""
FAMILY = "Arial"
"""What every office suite has, or sets with letters of the same width."""
CAUTION_COLOUR = "8A3C00"
_STAMPED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")

_LONGEST_PROPERTY = 255
"""Characters that a property of a file may have."""


def slides_are_possible() -> bool:
    """Return whether the package that writes slides is installed."""
    return find_spec(PACKAGE) is not None


def write_slides(deck: Deck, path: Path) -> None:
    """Write a deck to ``path``.

    Raises
    ------
    MissingExtraError
        If python-pptx is not installed.
    OutputError
        If the file cannot be written.
    """
    presentation = _blank(deck)
    layout = presentation.slide_layouts.get_by_name(LAYOUT)
    for number, slide in enumerate(deck.slides, start=1):
        page = presentation.slides.add_slide(layout)
        _fill(page, slide, name=f"{word('figure')} {number}")
    whole = io.BytesIO()
    presentation.save(whole)
    write_whole(path, _timeless(whole.getvalue(), deck.date))


def _blank(deck: Deck) -> Any:
    """Return an empty presentation, 16:9, with the one layout of the house."""
    made = native("").Presentation()
    made.slide_width, made.slide_height = _inches(SIZE)
    for layout in list(made.slide_layouts):
        if layout.name == LAYOUT:
            _arrange(layout)
        else:
            made.slide_layouts.remove(layout)
    for shape in list(made.slide_master.placeholders):
        if shape.placeholder_format.idx in (TITLE, BODY):
            _put(shape, BOXES[shape.placeholder_format.idx])
        else:
            shape.element.getparent().remove(shape.element)
    told = made.core_properties
    told.title = f"{deck.title}: {deck.place}"[:_LONGEST_PROPERTY]
    told.author, told.language = deck.author[:_LONGEST_PROPERTY], tag()
    told.last_modified_by, told.revision = told.author, 1
    told.created = told.modified = datetime.combine(deck.date, time())
    return made


def _arrange(layout: Any) -> None:
    """Give the placeholders of the layout their places on a wide slide; drop the others."""
    for shape in list(layout.placeholders):
        box = BOXES.get(shape.placeholder_format.idx)
        if box is None:
            shape.element.getparent().remove(shape.element)
        else:
            _put(shape, box)


def _inches(sides: Iterable[float]) -> list[Any]:
    return [native(".util").Inches(side) for side in sides]


def _put(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = _inches(box)


def _fill(page: Any, slide: Slide, *, name: str) -> None:
    boxes = {shape.placeholder_format.idx: shape for shape in page.placeholders}
    for idx, box in BOXES.items():
        _put(boxes[idx], box)
    _write(boxes[TITLE].text_frame, (slide.title,), size=title_points(slide.title), bold=True)
    _write(boxes[BODY].text_frame, (slide.caution, slide.message), size=POINTS)
    _write(boxes[FOOT].text_frame, (slide.source,), size=POINTS)
    _colour_caution(boxes[BODY].text_frame)
    frame = page.shapes.add_chart(chart_type(slide.chart), *_inches(CHART), chart_data(slide.chart))
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", typeset(slide.chart.alt))
    frame.chart.font.name = FAMILY
    style_chart(frame.chart, slide.chart)
    notes = page.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join(typeset(note) for note in slide.notes)
        for paragraph in notes.paragraphs:
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", tag())


def title_points(title: str) -> int:
    """Return how large a title is set: smaller where it needs a third line. [pt]

    Examples
    --------
    >>> title_points("Prosimy radę o decyzję."), title_points("Prosimy radę o decyzję. " * 6)
    (28, 24)
    """
    room = LINES * FILLED * BOXES[TITLE][2] * PER_INCH
    return TITLE_POINTS if width_of(title, size=TITLE_POINTS, bold=True) <= room else POINTS


def _write(frame: Any, texts: tuple[str, ...], *, size: int, bold: bool = False) -> None:
    """Put paragraphs without bullets into a placeholder, in letters of one size."""
    text_enum, points = native(".enum.text"), native(".util").Pt
    frame.word_wrap = True
    frame.vertical_anchor = text_enum.MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.line_spacing = text_enum.PP_ALIGN.LEFT, 0.95
        paragraph.space_before = paragraph.space_after = points(0)
        run = paragraph.add_run()
        run.text = typeset(text)
        run.font.size, run.font.bold, run.font.name = points(size), bold, FAMILY
        run._r.get_or_add_rPr().set("lang", tag())
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.insert_element_before(
            properties.makeelement(f"{{{properties.nsmap['a']}}}buNone", {}),
            "a:tabLst",
            "a:defRPr",
            "a:extLst",
        )


def _colour_caution(frame: Any) -> None:
    for run in frame.paragraphs[0].runs:
        run.font.bold = True
        run.font.color.rgb = native(".dml.color").RGBColor.from_string(CAUTION_COLOUR)


def _timeless(archive: bytes, day: date) -> bytes:
    """Return the file with no trace of when it was made, the worksheets inside it too."""
    with zipfile.ZipFile(io.BytesIO(archive)) as original:
        parts = {name: original.read(name) for name in original.namelist()}
    stamp = rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode() + rb"\g<3>"
    for name, part in parts.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(part)) as sheet:
                inner = {n: sheet.read(n) for n in sheet.namelist()}
            core = "docProps/core.xml"
            inner[core] = _STAMPED.sub(stamp, inner[core])
            parts[name] = packed(inner)
    return repacked(packed(parts))
