"""Write a neutral document as one web page that anyone can read and that asks for nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from costmodel.annex.document import Block, Document, Figure, Heading
from costmodel.annex.files import fail_if_missing, write_whole
from costmodel.annex.html_notes import notes_of, with_notes
from costmodel.annex.html_origins import Origin, anchor_of_block, entries, numbers_of_tables
from costmodel.annex.outline import Numbered, numbered
from costmodel.annex.page_template import filled_page
from costmodel.annex.printed import imprint, is_in_contents, source_line, word
from costmodel.annex.wording import load_wording

_TEMPLATE, _STYLE = "aneks.html", "aneks.css"
_WORDS = ("skip", "top", "origins", "origins_text", "origins_tables", "origins_all",
          "of_table", "made_of", "made_like", "shown_at", "notes", "note", "back")  # fmt: skip
_MEDIA_TYPE = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line of the contents with the lines under it."""

    anchor: str
    number: str
    text: str
    below: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A block as the template shows it.

    ``picture`` is the data address of a chart, ``text`` a paragraph that has footnotes.
    """

    kind: str
    block: Block
    number: str
    anchor: str
    picture: str = ""
    text: Markup | None = None


def write_html(document: Document, path: Path, *, origins: Sequence[Origin] = ()) -> None:
    """Write ``document`` as a web page at ``path``; the same document gives the same bytes.

    Parameters
    ----------
    document : Document
        What to write; its figures are taken as SVG. Numbers that are marked
        (:mod:`costmodel.annex.marks`) become links to their origins.
    path : Path
        The file to write. Its folder must be there.
    origins : sequence of Origin, optional
        What the page tells of its numbers in its last chapter. None: it has no such chapter.

    Raises
    ------
    OutputError
        If a chart is missing or the file cannot be written. Nothing half-written is left.

    Notes
    -----
    The page has no script, and its policy allows none: styles go by their digest, pictures are
    in the page itself.
    """
    fail_if_missing(block.path_svg for block in document.blocks if isinstance(block, Figure))
    items = numbered(document.blocks)
    labels = {origin.id: origin.label for origin in origins}
    tables = numbers_of_tables(items, origins)
    page = filled_page(
        _TEMPLATE,
        style=_STYLE,
        document=document,
        imprint=imprint(document),
        words={name: load_wording().say(f"page.{name}") for name in _WORDS},
        word=word,
        source_line=source_line,
        contents=_contents(items),
        items=[_item(item, labels) for item in items],
        labels=labels,
        table_anchors={group.table.anchor: group.anchor for group in tables},
        tables=tables,
        notes=[note for item in items for note in notes_of(item)],
        entries=entries(items, origins),
    )
    write_whole(path, page)


def _item(item: Numbered, labels: Mapping[str, str]) -> Item:
    picture = _as_data(item.block.path_svg) if isinstance(item.block, Figure) else ""
    kind = type(item.block).__name__
    return Item(
        kind, item.block, item.number, anchor_of_block(item), picture, with_notes(item, labels)
    )


def _as_data(picture: Path) -> str:
    return f"data:{_MEDIA_TYPE};base64,{base64.b64encode(picture.read_bytes()).decode('ascii')}"


def _contents(items: Iterable[Numbered]) -> tuple[Chapter, ...]:
    """Return the chapters with those under them; a chapter of a lower level has one above it."""
    found: list[Chapter] = []
    for item in items:
        if not is_in_contents(item.block) or not isinstance(item.block, Heading):
            continue
        line = Chapter(anchor_of_block(item), item.number, item.block.text)
        if item.block.level == 1:
            found.append(line)
        else:
            above = found[-1]
            found[-1] = Chapter(above.anchor, above.number, above.text, (*above.below, line))
    return tuple(found)
