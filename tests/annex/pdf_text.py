"""The text of a PDF read back through its tags and the fonts' own maps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pikepdf

Marks = Mapping[tuple[int, int], Mapping[int, str]]
"""Texts by page and number of mark."""


BREAK = "¦"
"""Stands where a line ends, and wherever else the text goes on at another place."""
BLOCKS = {"/P", "/H1", "/H2", "/H3", "/TD", "/TH", "/Caption", "/LBody", "/Note", "/FENote"}
LEFT_OUT = {"/TOC", "/Lbl"}
"""Contents repeat the headings; labels are the marks of lists and footnotes."""


def texts_of_tags(path: Path) -> list[str]:
    """Return the text of each paragraph, heading, cell, caption and note, as a reader meets it."""
    with pikepdf.open(path) as opened:
        by_page = {page.obj.objgen: _by_mark(page) for page in opened.pages}
        found: list[str] = []
        _gather(opened.Root.StructTreeRoot.K, None, by_page, found)
    return [text for text in found if text]


def _gather(
    node: pikepdf.Object | int, page: pikepdf.Object | None, by_page: Marks, found: list[str]
) -> str:
    """Return the text of a node; the blocks inside it are added to those found, whole."""
    if isinstance(node, int):
        assert page is not None
        return by_page[page.objgen].get(node, "")
    if isinstance(node, pikepdf.Array):
        return BREAK.join(filter(None, (_gather(k, page, by_page, found) for k in node)))
    if "/MCID" in node:
        return _gather(int(node.MCID), node.get("/Pg", page), by_page, found)
    kind = str(node.get("/S", ""))
    if "/K" not in node or kind in LEFT_OUT:
        return ""
    if kind not in BLOCKS:
        return _gather(node.K, node.get("/Pg", page), by_page, found)
    place = len(found)
    text = _gather(node.K, node.get("/Pg", page), by_page, found)
    found.insert(place, text)
    return ""


def _by_mark(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each marked piece of a page."""
    maps = {name: unicode_map(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    current: dict[int, str] = {}
    marks: list[int | None] = []
    for step in pikepdf.parse_content_stream(page):
        operands = list(step.operands)
        match str(step.operator):
            case "BMC":
                marks.append(None)
            case "BDC":
                mark = operands[1].get("/MCID")
                marks.append(None if mark is None else int(mark))
            case "EMC":
                marks.pop()
            case "Tf":
                current = maps[str(operands[0])]
            case "Tj" | "TJ" if marks and marks[-1] is not None:
                parts = operands[0] if str(step.operator) == "TJ" else operands
                strings = (part for part in parts if isinstance(part, pikepdf.String))
                told = "".join(decoded(bytes(part), current) for part in strings)
                found[marks[-1]] = found.get(marks[-1], "") + told
            case "ET" if marks and marks[-1] is not None:
                found[marks[-1]] = found.get(marks[-1], "") + BREAK
            case _:
                pass
    return found


def decoded(codes: bytes, mapping: dict[int, str]) -> str:
    pairs = zip(codes[::2], codes[1::2], strict=True)
    return "".join(mapping[high * 256 + low] for high, low in pairs)


def unicode_map(font: pikepdf.Object) -> dict[int, str]:
    mapping = {}
    for line in font.ToUnicode.read_bytes().decode("ascii").splitlines():
        words = line.split()
        if len(words) == 2 and words[0].startswith("<") and len(words[0]) == 6:
            glyph, signs = (bytes.fromhex(word.strip("<>")) for word in words)
            mapping[int.from_bytes(glyph)] = signs.decode("utf-16-be")
    return mapping
