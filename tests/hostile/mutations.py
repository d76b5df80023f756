"""Spoil a good file: a byte here, a piece there, a cell, a value or a part of an archive."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from hypothesis import strategies as st

NASTY = (
    "",
    "\x00",
    "\ufeff",
    "\u202e",
    "\x1b[2J",
    "\x0b",
    "\u2028",
    "=HYPERLINK(1)",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "#panic()",
    "../../etc/passwd",
    "NaN",
    "inf",
    "-1",
    "1e999",
    "9" * 30,
    "9" * 5000,
    "0001-01-01",
    "9999-12-31",
    "²",
    "١٢٣",
    '"',
    ";",
    ",",
    "\r",
    "\n\n",
    "'''",
    "[" * 2000,
    "{" * 2000,
    "a." * 500,
    "true",
    "null",
    "[]",
    "{}",
    "ł",
    "ab" * 300,
    "&lol;",
    "<!DOCTYPE x>",
)
Bytes = st.SearchStrategy[bytes]


@st.composite
def spoiled(draw: st.DrawFn, good: bytes) -> bytes:
    """Draw a content that is like ``good`` but for a few changes."""
    if good.startswith(b"PK\x03\x04") and draw(st.integers(0, 3)):
        return draw(spoiled_archive(good))
    content = good
    for _ in range(draw(st.integers(1, 3))):
        content = draw(_changed(content))
    return content


@st.composite
def _changed(draw: st.DrawFn, content: bytes) -> bytes:
    at = draw(st.integers(0, len(content)))
    end = min(len(content), at + draw(st.integers(0, 40)))
    kind = draw(st.sampled_from(("put", "cut", "flip", "nasty", "cell", "copy", "end", "encoding")))
    nasty = draw(st.sampled_from(NASTY)).encode("utf-8", errors="surrogatepass")
    if kind == "put":
        return content[:at] + draw(st.binary(max_size=8)) + content[at:]
    if kind == "cut":
        return content[:at] + content[end:]
    if kind == "flip" and at < len(content):
        return (
            content[:at] + bytes([content[at] ^ (1 << draw(st.integers(0, 7)))]) + content[at + 1 :]
        )
    if kind == "cell":
        return _with_cell(content, at, nasty)
    if kind == "copy":
        return content[:end] + content[at:]
    if kind == "end":
        return content[:at]
    if kind == "encoding":
        text = content.decode("utf-8", errors="replace")
        coding = draw(st.sampled_from(("utf-16", "utf-32", "cp1250", "iso-8859-2", "utf-8-sig")))
        return text.encode(coding, errors="replace")
    return content[:at] + nasty + content[at:]


def _with_cell(content: bytes, at: int, value: bytes) -> bytes:
    """Put a value in place of what stands between two marks."""
    marks = b';,\n"=[]{}<>: '
    start, end = at, at
    while start and content[start - 1] not in marks:
        start -= 1
    while end < len(content) and content[end] not in marks:
        end += 1
    return content[:start] + value + content[end:]


@st.composite
def spoiled_archive(draw: st.DrawFn, good: bytes) -> bytes:
    """Draw an archive whose parts, or one of their names, are changed."""
    with zipfile.ZipFile(io.BytesIO(good)) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    at = draw(st.integers(0, len(parts) - 1))
    name, content = parts[at]
    kind = draw(st.sampled_from(("part", "part", "part", "drop", "twice", "name", "method")))
    if kind == "drop":
        del parts[at]
    elif kind == "twice":
        parts.append((name, draw(_changed(content))))
    elif kind == "name":
        strange = (
            "../../etc/passwd",
            "/etc/passwd",
            "a\\b.xml",
            name.upper(),
            "",
            "vbaProject.bin",
        )
        parts[at] = (draw(st.sampled_from(strange)), content)
    else:
        parts[at] = (name, draw(_changed(content)))
    return zipped(parts)


def zipped(parts: list[tuple[str, bytes]]) -> bytes:
    """Return an archive of parts, some perhaps of one name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.NameToInfo.pop(name, None)  # so that a second one is written without a warning
            archive.writestr(entry, content)
    return made.getvalue()


@cache
def bomb(name: str, size: int) -> bytes:
    """Return an archive with one part of so many zeros, packed a thousandfold."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        block = bytes(1 << 20)
        for _ in range(size >> 20):
            part.write(block)
    return made.getvalue()


def with_told_size(archive: bytes, size: int) -> bytes:
    """Return an archive whose list of contents says that its first part is of another size."""
    at = archive.index(b"PK\x01\x02") + 24
    return archive[:at] + size.to_bytes(4, "little") + archive[at + 4 :]
