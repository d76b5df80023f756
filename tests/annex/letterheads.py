"""Word files of an office: sound ones, and some that must not be passed on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, RGBColor

MARKER = "[[TREŚĆ]]"


def office(*paragraphs: str, change: Callable[[WordFile], None] | None = None) -> bytes:
    """Return a letterhead with a head, wide margins, red headings and the given paragraphs."""
    file = docx.Document()
    head = file.sections[0].header.paragraphs[0]
    head.text = "Urząd Gminy Przykładowo, ul. Rynek 1"
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    style = file.styles["Heading 1"]
    style.font.color.rgb = RGBColor(0xC0, 0, 0)
    for text in paragraphs:
        file.add_paragraph(text)
    if change is not None:
        change(file)
    return saved(file)


def saved(file: WordFile) -> bytes:
    """Return a Word file as bytes."""
    whole = io.BytesIO()
    file.save(whole)
    return whole.getvalue()


def polish_ids(content: bytes) -> bytes:
    """Return a letterhead whose styles have the ids of a Polish Word."""
    ids = {"Heading1": "Nagwek1", "Caption": "Legenda", "ListBullet": "Lista"}
    return with_parts(content, {"word/styles.xml": lambda part: _renamed(part, ids)})


def _renamed(part: bytes, ids: dict[str, str]) -> bytes:
    for old, new in ids.items():
        part = part.replace(f'"{old}"'.encode(), f'"{new}"'.encode())
    return part


def with_parts(content: bytes, parts: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Return a file with parts put in or changed."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            change = parts.get(name, old.read(name))
            new.writestr(name, change(old.read(name)) if callable(change) else change)
        for name, change in parts.items():
            if name not in old.namelist():
                assert isinstance(change, bytes)
                new.writestr(name, change)
    return whole.getvalue()


def without_parts(content: bytes, *names: str) -> bytes:
    """Return a file without parts and without what refers to them."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name in names:
                continue
            part = old.read(name)
            for gone in names:
                part = _unreferred(part, gone)
            new.writestr(name, part)
    return whole.getvalue()


def _unreferred(part: bytes, name: str) -> bytes:
    last = name.rpartition("/")[2].encode()
    pieces = part.split(b"<")
    return b"<".join(p for p in pieces if not (last in p and p.startswith((b"Rel", b"Over"))))


def own_style(file: WordFile) -> None:
    """Give a file a style of its own under an id of ours."""
    style = file.styles.add_style("Moja uwaga", WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "Note"
    )
