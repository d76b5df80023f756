"""Put the parts of an annex together: as one document, or as a document each."""

from __future__ import annotations

from collections.abc import Iterable

from costmodel.annex.document import Block, Document, Figure, Heading, PageBreak, Paragraph
from costmodel.evidence.finding import Finding
from costmodel.publish.material import Material
from costmodel.publish.part_names import is_numbered, part_title
from costmodel.publish.parts import Part, parts_of

FIRST = "z9"
"""The part that stands alone on the first page."""
LAST = "certificate"
"""The part that stands alone on the last page."""


def annex_document(material: Material, findings: dict[str, Finding]) -> Document:
    """Return the whole annex, ready to be rendered.

    Parameters
    ----------
    material : Material
        Study, comparison, figures and pen; the pen keeps what is printed.
    findings : dict of str to Finding
        Evidence by id.
    """
    return whole_document(material, parts_of(material, findings))


def whole_document(material: Material, parts: Iterable[Part]) -> Document:
    """Return all parts as one document; a chart that two parts show is shown in the first."""
    pen = material.pen
    blocks: list[Block] = [PageBreak()]
    shown: dict[Figure, str] = {}
    for part in parts:
        title = part_title(material, part.key)
        if part.key == LAST:
            blocks.append(PageBreak())
        for block in _under(title, pen.say(f"set.{part.key}"), part):
            if isinstance(block, Figure) and block in shown:
                told = pen.say("set.shown_in", caption=block.caption, place=shown[block])
                blocks.append(Paragraph(told, "note"))
                continue
            if isinstance(block, Figure):
                shown[block] = title
            blocks.append(block)
        if part.key == FIRST:
            blocks.append(PageBreak())
    return _document(material, pen.say("title"), pen.say("subtitle"), blocks)


def part_document(material: Material, part: Part) -> Document:
    """Return one part as a document of its own.

    The heading of its only section gives way to the title of the document.
    """
    pen = material.pen
    subtitle = pen.say("set.subtitle_plain")
    if is_numbered(part.key):
        subtitle = pen.say("set.subtitle", code=part.key.upper())
    if len(part.sections) == 1:
        blocks = [_raised(block) for block in part.sections[0][1:]]
    else:
        blocks = [block for section in part.sections for block in section]
    return _document(material, pen.say(f"set.{part.key}"), subtitle, blocks)


def _document(material: Material, title: str, subtitle: str, blocks: Iterable[Block]) -> Document:
    place, left_polish = material.study.inputs.place, material.pen.say("language_note")
    first = (Paragraph(left_polish, "note"),) if left_polish else ()
    return Document(
        title=title,
        subtitle=subtitle,
        place=place.name,
        date=place.annex_date,
        author=place.author.strip() or material.pen.say("author"),
        blocks=(*first, *blocks),
    )


def _under(title: str, plain: str, part: Part) -> Iterable[Block]:
    """Yield the blocks of a part under its title.

    The heading of the only section gives way to the title, and so does that of the first section
    if it says the same; other sections go one level down, with what hangs below them.
    """
    yield Heading(1, title)
    down = False
    for number, section in enumerate(part.sections):
        head = section[0]
        if not (isinstance(head, Heading) and head.level == 1):
            yield from (_lowered(block) for block in section) if down else section
            continue
        down = len(part.sections) > 1 and (number > 0 or head.text != plain)
        yield from (_lowered(block) for block in section) if down else section[1:]


def _raised(block: Block) -> Block:
    """Return a heading one level up."""
    match block:
        case Heading(level=2, text=text):
            return Heading(1, text)
        case Heading(level=3, text=text):
            return Heading(2, text)
        case _:
            return block


def _lowered(block: Block) -> Block:
    """Return a heading one level down, and below the lowest level as a line of its own."""
    match block:
        case Heading(level=1, text=text):
            return Heading(2, text)
        case Heading(level=2, text=text):
            return Heading(3, text)
        case Heading(text=text):
            return Paragraph(text, "lead")
        case _:
            return block
