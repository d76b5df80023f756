"""The parts of an Office package are found where relations say, and a new one takes no place."""

from __future__ import annotations

import pytest

from costmodel.annex.opc import CONTENT_TYPES, main_part, parsed, related, with_part

TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(*targets: tuple[str, str]) -> bytes:
    each = "".join(f'<Relationship Id="r" Type="{KIND}/{k}" Target="{t}"/>' for k, t in targets)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{each}</Relationships>'.encode()


@pytest.mark.parametrize("target", ["word/document.xml", "/word/document.xml"])
def test_the_main_part_is_found_by_either_spelling_of_its_place(target: str) -> None:
    assert main_part({"_rels/.rels": relations(("officeDocument", target))}) == "word/document.xml"


def test_a_part_without_relations_is_related_to_nothing() -> None:
    assert related({"word/document.xml": b"<a/>"}, "word/document.xml", "styles") == ""


def test_a_relation_to_a_part_that_is_not_there_gives_nothing() -> None:
    parts = {"word/_rels/document.xml.rels": relations(("styles", "styles.xml"))}
    assert related(parts, "word/document.xml", "styles") == ""


def test_a_new_part_does_not_take_the_place_of_another() -> None:
    parts = {"word/notes.xml": b"<old/>", "word/notesx.xml": b"<older/>", CONTENT_TYPES: TYPES}
    more, id_ = with_part(
        parts,
        "word/document.xml",
        "footnotes",
        name="notes.xml",
        content=b"<new/>",
        content_type="t",
    )
    assert more["word/notes.xml"] == b"<old/>"
    assert more["word/notesx.xml"] == b"<older/>"
    assert more["word/notesxx.xml"] == b"<new/>"
    assert related(more, "word/document.xml", "footnotes") == "word/notesxx.xml"
    (relation,) = parsed(more["word/_rels/document.xml.rels"])
    assert relation.get("Id") == id_
