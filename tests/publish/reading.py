"""Read an annex the way a reader does: its texts, its numbers, its records."""

from __future__ import annotations

import html
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from costmodel.language import current

NUMBER = re.compile(r"(?<![\w,])[−-]?(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:,\d+)?(?![\d])")
"""A number in Polish: spaces between thousands, a comma before decimals."""
ENGLISH_GROUPS, ENGLISH_POINT = (
    re.compile(r"(?<=\d),(?=\d{3}(?!\d))"),
    re.compile(r"(?<=\d)\.(?=\d)"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph (``style``) or a table cell (style ``cell``) of a Word file."""

    style: str
    text: str


def plain(text: str) -> str:
    """Return a text with ordinary single spaces and without invisible marks."""
    return re.sub(r"\s+", " ", re.sub("[\u2060\u00ad\u200b]", "", text)).strip()


def texts(path: Path) -> list[Text]:
    """Return all paragraphs and cells of a Word file in order, the list of contents left out.

    The footnotes come last.
    """
    found: list[Text] = []
    for element in docx.Document(str(path)).element.body:
        if element.tag == qn("w:p"):
            style = element.find(f".//{qn('w:pStyle')}")
            name = "Normal" if style is None else str(style.get(qn("w:val")))
            if not name.upper().startswith("TOC"):
                found.append(Text(name, _words(element)))
        elif element.tag == qn("w:tbl"):
            found += [Text("cell", _words(cell)) for cell in element.iter(qn("w:tc"))]
    found += [Text("FootnoteText", note) for note in _footnotes(path)]
    return [item for item in found if item.text]


def _footnotes(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        root = parse_xml(archive.read("word/footnotes.xml"))
    return [_words(note) for note in root]


def _words(element: Any) -> str:
    return plain("".join(node.text or "" for node in element.iter(qn("w:t"))))


def described_in(path: Path) -> list[str]:
    """Return the text alternatives of a Word file or of slides."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(n).decode("utf-8") for n in archive.namelist() if n[-4:] == ".xml"]
    found = [text for part in parts for text in re.findall(r'descr="([^"]+)"', part)]
    return [plain(html.unescape(text)) for text in found]


def numbers_in(text: str) -> set[str]:
    """Return the numbers that stand in a text of the current language, written plainly in Polish.

    Examples
    --------
    >>> sorted(numbers_in("od −1 234,5 do 20% w 3 lata"))
    ['1234,5', '20', '3']
    >>> from costmodel.language import using
    >>> with using("en"):
    ...     sorted(numbers_in("from −1,234.5 to 20%"))
    ['1234,5', '20']
    """
    marked = plain(text)
    if current() == "en":
        marked = ENGLISH_POINT.sub(",", ENGLISH_GROUPS.sub("", marked))
    return {n.replace(" ", "").lstrip("−-") for n in NUMBER.findall(marked)}


def record(path: Path) -> dict[str, Any]:
    """Return a JSON file, refusing what JSON does not know (NaN, Infinity)."""

    def refuse(word: str) -> float:
        raise ValueError(f"{path.name} holds {word}")

    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)
    return found


def quantities(path: Path) -> dict[str, dict[str, Any]]:
    """Return the numbers of wyniki.json by id."""
    return {row["id"]: row for row in record(path)["liczby"]}
