"""The office's own Word file that an annex begins from: read only if it is safe to pass on."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from costmodel.errors import InputError, Problem
from costmodel.limits import read_limited
from costmodel.statistics.archives import UNREADABLE

MARKER = "[[TREŚĆ]]"
"""A paragraph with this text alone is where the annex goes."""
_LARGEST, _LARGEST_UNPACKED, _MOST_PARTS = 20_000_000, 50_000_000, 2_000
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_ACTIVE = re.compile(r"vbaproject|vbadata|/activex/|/embeddings/|\.bin$|\.exe$", re.IGNORECASE)
_LETS_GO = "attachedTemplate"
"""A relation that Word writes by itself; it is dropped when the annex is written."""
_FETCHING = frozenset(
    {
        *("DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK"),
        *("EMBED", "RD", "DATABASE", "MACROBUTTON", ""),
    }
)
"""First words of fields that bring something in; a field that begins with another has none."""
_SAVE = "Otwórz plik w programie Word i zapisz jako „Dokument programu Word (.docx)”."


def letterhead_of(folder: Path, named: str) -> Path | None:
    """Return the letterhead that a place names, known to be safe; ``None`` where it names none.

    Parameters
    ----------
    folder : Path
        The folder of the place.
    named : str
        Path of the file within that folder.

    Raises
    ------
    InputError
        If the file lies elsewhere, or as :func:`read_letterhead` does.
    """
    if not named.strip():
        return None
    path = folder / named
    if not path.resolve().is_relative_to(folder.resolve()):
        mend = "Skopiuj plik do folderu gminy i wpisz samą nazwę."
        raise InputError([Problem(named, "", "plik spoza folderu", "plik w folderze gminy", mend)])
    read_letterhead(path, named=named)
    return path


def letterhead_bytes(path: Path | None) -> bytes:
    """Return what :func:`read_letterhead` returns, or nothing where there is no letterhead."""
    return b"" if path is None else read_letterhead(path)


def letterhead_problems(folder: Path, named: str) -> tuple[Problem, ...]:
    """Return what is wrong with the letterhead that a place names."""
    try:
        letterhead_of(folder, named)
    except InputError as error:
        return error.problems
    return ()


def read_letterhead(path: Path, *, named: str = "") -> bytes:
    """Return the office's Word file as bytes.

    Parameters
    ----------
    path : Path
        The file.
    named : str
        Its name as the user wrote it; the name of the file by default.

    Raises
    ------
    InputError
        If it is no DOCX, is locked or far too large; if it holds macros, embedded objects, parts
        or pictures of other machines, or fields that fetch something; if the marker
        „[[TREŚĆ]]” stands twice or within a table.
    """
    file = named or path.name
    try:
        size = path.stat().st_size
        content = read_limited(path) if size <= _LARGEST else b""
    except OSError as error:
        reason = error.strerror or "błąd odczytu"
        mend = "Popraw nazwę w kluczu template albo w --template i połóż plik w folderze gminy."
        raise InputError([Problem(file, "", reason, "plik DOCX do odczytu", mend)]) from error
    if size > _LARGEST:
        raise InputError([_size_problem(file, size, _LARGEST)])
    problems = list(_problems(content, file))
    if problems:
        raise InputError(problems)
    return content


def _problems(content: bytes, file: str) -> Iterator[Problem]:
    if content.startswith(_OLD_OR_LOCKED):
        value = "stary format .doc albo plik z hasłem"
        yield Problem(file, "", value, "plik DOCX bez hasła", _SAVE)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            size = sum(entry.file_size for entry in entries)
            if size > _LARGEST_UNPACKED or len(entries) > _MOST_PARTS:
                yield _size_problem(file, size, _LARGEST_UNPACKED)
                return
            parts = {entry.filename: archive.read(entry) for entry in entries}
        if len(parts) != len(entries):
            yield Problem(file, "", "dwie części o tej samej nazwie", "plik DOCX", _SAVE)
            return
        yield from _part_problems(parts, file)
    except (*UNREADABLE, ElementTree.ParseError, LookupError):
        yield Problem(file, "", "plik, którego nie da się odczytać", "plik DOCX", _SAVE)


def _size_problem(file: str, size: int, limit: int) -> Problem:
    mend = "Usuń z pliku duże obrazy; sam papier firmowy jest mały."
    return Problem(file, "", f"{size} bajtów", f"najwyżej {limit} bajtów", mend)


def _part_problems(parts: Mapping[str, bytes], file: str) -> Iterator[Problem]:
    """Yield what is wrong with the parts of an unpacked file."""
    types = parts["[Content_Types].xml"].decode("utf-8", errors="replace")
    if "macroEnabled" in types or any(_ACTIVE.search(f"/{name}") for name in parts):
        value = "makra albo osadzone obiekty"
        yield Problem(file, "", value, "plik DOCX bez makr i obiektów", _SAVE)
        return
    roots = {}
    for name, content in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            if b"<!DOCTYPE" in content.replace(b"\0", b"").upper():
                yield Problem(file, name, "DOCTYPE", "plik zapisany przez program Word", _SAVE)
                return
            roots[name] = ElementTree.fromstring(content)
    main = _main_part(roots)
    if _MAIN_TYPE not in types or main not in roots or roots[main].tag != f"{{{_WORD}}}document":
        yield Problem(file, "", "inny rodzaj pliku", "dokument programu Word (.docx)", _SAVE)
        return
    for name, root in roots.items():
        if name.endswith(".rels"):
            yield from _relation_problems(root, file)
        else:
            yield from _field_problems(root, file)
    yield from _marker_problems(roots[main], file)


def _main_part(roots: Mapping[str, ElementTree.Element]) -> str:
    for relation in roots["_rels/.rels"]:
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    return ""


def _relation_problems(relations: ElementTree.Element, file: str) -> Iterator[Problem]:
    for relation in relations:
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        is_outside = relation.get("TargetMode") == "External"
        is_link = kind == "hyperlink" and re.match(r"https?://|mailto:", target)
        if kind == "aFChunk" or (is_outside and kind != _LETS_GO and not is_link):
            mend = "Wstaw obraz do pliku zamiast łącza; usuń łącza do innych plików."
            yield Problem(file, "łącze", target[:80], "treść w samym pliku", mend)


def _field_problems(root: ElementTree.Element, file: str) -> Iterator[Problem]:
    names = {code.strip().partition(" ")[0].upper() for code in _instructions(root)}
    for name in sorted(names & _FETCHING):
        mend = "Zamień pole na zwykły tekst (Ctrl+Shift+F9)."
        yield Problem(file, "pole", name, "pola, które niczego nie pobierają", mend)


def _instructions(root: ElementTree.Element) -> Iterator[str]:
    """Yield the instruction of each field, put together from the runs that it is split into."""
    open_fields: list[str] = []
    for part in root.iter():
        match part.tag.removeprefix(f"{{{_WORD}}}"):
            case "fldChar" if part.get(f"{{{_WORD}}}fldCharType") == "begin":
                open_fields.append("")
            case "fldChar" if part.get(f"{{{_WORD}}}fldCharType") == "end" and open_fields:
                yield open_fields.pop()
            case "instrText" if open_fields:
                open_fields[-1] += part.text or ""
            case "instrText":
                yield part.text or ""
            case "fldSimple":
                yield part.get(f"{{{_WORD}}}instr", "")
            case _:
                pass
    yield from open_fields


def _marker_problems(document: ElementTree.Element, file: str) -> Iterator[Problem]:
    body = document.find(f"{{{_WORD}}}body")
    if body is None:
        yield Problem(file, "", "plik bez treści", "dokument programu Word (.docx)", _SAVE)
        return
    everywhere = [p for p in body.iter(f"{{{_WORD}}}p") if MARKER in _text(p)]
    alone = [p for p in body.findall(f"{{{_WORD}}}p") if _text(p).strip() == MARKER]
    if len(everywhere) > 1 or len(alone) != len(everywhere):
        value = f"{len(everywhere)} akapitów ze znakiem {MARKER}"
        expected = "jeden osobny akapit, poza tabelą i ramką"
        yield Problem(file, MARKER, value, expected, "Zostaw jeden taki akapit albo żadnego.")


def _text(paragraph: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{{{_WORD}}}t"))
