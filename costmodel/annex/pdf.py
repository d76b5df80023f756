"""Write a neutral document as a tagged PDF that a screen reader can follow."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from costmodel.annex.columns import PORTRAIT, columns_of
from costmodel.annex.document import (
    Bullets,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    texts_of,
    texts_of_document,
)
from costmodel.annex.files import fail_if_missing, write_whole
from costmodel.annex.footnotes import noted
from costmodel.annex.nbsp import foldable, typeset
from costmodel.annex.outline import Numbered, numbered
from costmodel.annex.pages import PageRun, page_runs
from costmodel.annex.printed import (
    CONTENTS_DEPTH,
    foot,
    imprint,
    is_in_contents,
    moment,
    source_line,
    word,
)
from costmodel.annex.row_headers import with_row_headers
from costmodel.annex.typeface import FAMILY, font_folder, unprintable
from costmodel.errors import InputError, OutputError, Problem

STANDARDS: tuple[Literal["ua-1"], Literal["a-2a"]] = ("ua-1", "a-2a")
"""What the file conforms to: PDF/UA-1 (accessible) and PDF/A-2a (to be archived)."""
_KEPT_WHOLE = 12
_TALLEST = 540.0
_LONG_CELL, _LONG_TABLE = 1000, 2000
_TEMPLATE = "annex.typ"

Json = Mapping[str, object]


def write_pdf(document: Document, path: Path) -> None:
    """Write ``document`` as PDF/UA-1 and PDF/A-2a; the same document gives the same bytes.

    Parameters
    ----------
    document : Document
        What to write. Its figures are taken as SVG.
    path : Path
        The file to write. Its folder must be there.

    Raises
    ------
    InputError
        If a text has characters that the typeface cannot print.
    OutputError
        If a chart is missing or the file cannot be written. Nothing half-written is left.
    """
    fail_if_missing(block.path_svg for block in document.blocks if isinstance(block, Figure))
    _fail_if_unprintable(document)
    with TemporaryDirectory(prefix="costmodel-") as name:
        folder = Path(name)
        _lay_out(document, folder)
        content = _compiled(folder, document)
    write_whole(path, with_row_headers(content, _row_header_counts(document)))


def _row_header_counts(document: Document) -> list[int]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [len(table.rows) if table.row_header else 0 for table in tables]


def _fail_if_unprintable(document: Document) -> None:
    problems = [
        Problem(
            "dokument",
            place,
            f"znak {character} (U+{ord(character):04X})",
            f"znaki, które ma krój pisma {FAMILY}",
            f"Zastąp go w tekście „{text[:60]}”.",
        )
        for place, text in texts_of_document(document)
        for character in unprintable(text)
    ]
    if problems:
        raise InputError(problems)


def _lay_out(document: Document, folder: Path) -> None:
    """Put the template, the texts and the pictures side by side, as the typesetter wants them."""
    template = (files("costmodel.annex") / _TEMPLATE).read_bytes()
    (folder / _TEMPLATE).write_bytes(template)
    items = numbered(document.blocks)
    for item in items:
        if isinstance(item.block, Figure):
            shutil.copyfile(item.block.path_svg, folder / _picture_name(item))
    data = json.dumps(_told(document, items), ensure_ascii=False)
    (folder / "data.json").write_text(data, encoding="utf-8")


def _compiled(folder: Path, document: Document) -> bytes:
    import typst

    try:
        return typst.compile(
            folder / _TEMPLATE,
            root=folder,
            format="pdf",
            font_paths=[font_folder()],
            ignore_system_fonts=True,
            pdf_standards=[*STANDARDS],
            timestamp=int(moment(document).timestamp()),
            package_path=folder,
            package_cache_path=folder,
        )
    except typst.TypstError as error:
        raise OutputError(
            f"Nie udało się złożyć pliku PDF: {error.message}. Sprawdź, czy wykresy SVG są całe."
        ) from error


def _told(document: Document, items: tuple[Numbered, ...]) -> Json:
    """Return the document as the template reads it: plain texts, nothing to be computed."""
    lang, region = document.lang.split("-")
    return {
        "title": document.title,
        "headline": foldable(document.title),
        "subtitle": foldable(document.subtitle),
        "author": document.author,
        "imprint": foldable(imprint(document)),
        "foot": _without_links(foldable(foot(document))),
        "page": word("page"),
        "contents": any(is_in_contents(item.block) for item in items),
        "contents-title": word("contents"),
        "contents-depth": CONTENTS_DEPTH,
        "lang": lang,
        "region": region,
        "font": FAMILY,
        "year": document.date.year,
        "month": document.date.month,
        "day": document.date.day,
        "runs": [_run(run) for run in page_runs(items)],
    }


def _without_links(text: str) -> str:
    """Return a text in which no address is seen as one: the foot of a page may hold no link."""
    return text.replace("://", ":\u2060//")


def _run(run: PageRun) -> Json:
    return {"turned": run.turned, "blocks": [_block(item) for item in run.items]}


def _block(item: Numbered) -> Json:
    match item.block:
        case Heading(level=level, text=text):
            return {"kind": "heading", "level": level, "text": foldable(text)}
        case Paragraph(text=text, role=role, notes=notes):
            pieces = [
                {"text": piece, "note": foldable(note)}
                for piece, note in noted(foldable(text), notes)
            ]
            return {"kind": "paragraph", "role": role, "pieces": pieces}
        case Bullets(items=texts):
            return {"kind": "bullets", "items": [foldable(text) for text in texts]}
        case Table() as table:
            return _table(table)
        case Figure() as figure:
            return _figure(item, figure)
        case PageBreak():
            return {"kind": "break"}


def _table(table: Table) -> Json:
    return {
        "kind": "table",
        "label": word("table"),
        "caption": foldable(table.caption),
        "header": [foldable(cell) for cell in table.header],
        "rows": [[foldable(cell) for cell in row] for row in table.rows],
        "align": table.align,
        "widths": columns_of(table).widths,
        "breakable": len(table.rows) > _KEPT_WHOLE or sum(map(len, texts_of(table))) > _LONG_TABLE,
        "whole-rows": max(len(cell) for row in table.rows for cell in row) < _LONG_CELL,
        "note": foldable(table.note),
        "source": foldable(source_line(table.source)),
    }


def _figure(item: Numbered, figure: Figure) -> Json:
    return {
        "kind": "figure",
        "label": word("figure"),
        "caption": foldable(figure.caption),
        "alt": typeset(figure.alt),
        "file": _picture_name(item),
        "widest": PORTRAIT,
        "tallest": _TALLEST,
        "source": foldable(source_line(figure.source)),
    }


def _picture_name(item: Numbered) -> str:
    return f"figure-{item.number}.svg"
