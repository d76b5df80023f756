"""The Word file that an annex is written into: our own template, or the office's letterhead."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from costmodel.annex.files import packed
from costmodel.annex.opc import Parts, main_part, related, with_part
from costmodel.annex.word_footnotes import first_free, with_notes
from costmodel.annex.word_settings import spoken, with_separators, without_template
from costmodel.annex.word_styles import Merged, merged, renamed

OWN_FOOTER = "rId4"
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/footer1.xml": "footer.xml",
    "word/footnotes.xml": "footnotes.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
_KINDS = ("styles", "numbering", "footnotes", "settings")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file before anything is written into it.

    Parameters
    ----------
    content : bytes
        The file; footnotes and styles are in it already.
    styles : mapping of str to str
        The id that each style of ours has there, where it is another one.
    first_note : int
        Id of the first footnote of the annex.
    footer : str
        Id of the relation to a foot of ours; empty where the office's file has feet of its own.
    """

    content: bytes
    styles: Mapping[str, str]
    first_note: int
    footer: str


def package_of(notes: Sequence[str], *, lang: str, letterhead: bytes = b"") -> Package:
    """Return the file to write into, with the texts of all footnotes in it.

    Parameters
    ----------
    notes : sequence of str
        The footnotes in the order of their marks.
    lang : str
        Language of the text, for example „pl-PL”.
    letterhead : bytes
        The office's own file, known to be sound; empty for our template.
    """
    folder = files("costmodel.annex") / "word"
    ours: Parts = {
        name: spoken((folder / file).read_bytes(), lang) for name, file in _PARTS.items()
    }
    if not letterhead:
        name = "word/footnotes.xml"
        first = first_free(ours[name])
        told = with_notes(ours[name], notes, first=first)
        return Package(packed({**ours, name: told}), {}, first, OWN_FOOTER)
    with zipfile.ZipFile(io.BytesIO(letterhead)) as archive:
        theirs = {e.filename: archive.read(e) for e in archive.infolist() if not e.is_dir()}
    return _completed(theirs, ours, notes, lang)


def _completed(theirs: Parts, ours: Parts, notes: Sequence[str], lang: str) -> Package:
    """Return the office's file with the styles, lists and footnotes that it lacks."""
    main = main_part(theirs)
    had = {kind: related(theirs, main, kind) for kind in _KINDS}
    done = _merged_styles(theirs, had, ours, lang)
    parts = theirs
    for kind in _KINDS:
        if not had[kind]:
            parts, _ = _with_ours(parts, main, kind, ours[f"word/{kind}.xml"])
    parts, footer = _with_footer(parts, main, ours, done)
    styles, numbering, footnotes, settings = (related(parts, main, kind) for kind in _KINDS)
    first = first_free(parts[footnotes])
    told = renamed(with_notes(parts[footnotes], notes, first=first), done.names)
    added = {styles: done.styles, numbering: done.numbering, footnotes: told}
    whole = without_template({**parts, **added}, settings)
    if not had["footnotes"]:
        whole[settings] = with_separators(whole[settings])
    return Package(packed(whole), done.names, first, footer)


def _merged_styles(theirs: Parts, had: Mapping[str, str], ours: Parts, lang: str) -> Merged:
    return merged(
        theirs[had["styles"]] if had["styles"] else ours["word/styles.xml"],
        theirs[had["numbering"]] if had["numbering"] else b"",
        ours=ours["word/styles.xml"],
        our_numbering=ours["word/numbering.xml"],
        lang=lang,
    )


def _with_footer(parts: Parts, main: str, ours: Parts, done: Merged) -> tuple[Parts, str]:
    """Put our foot with the page number in, unless the office's file has one."""
    if related(parts, main, "footer"):
        return parts, ""
    return _with_ours(parts, main, "footer", renamed(ours["word/footer1.xml"], done.names))


def _with_ours(parts: Parts, main: str, kind: str, content: bytes) -> tuple[dict[str, bytes], str]:
    type_ = _TYPE.format(kind)
    return with_part(parts, main, kind, name=f"{kind}.xml", content=content, content_type=type_)
