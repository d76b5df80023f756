"""A letterhead is passed on only if nothing in it acts or fetches."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from docx.document import Document as WordFile

from costmodel.errors import InputError
from costmodel.statistics.letterhead import letterhead_of, read_letterhead
from costmodel.statistics.place import example_folders, load_place, with_letterhead
from tests.annex.letterheads import MARKER, office, with_parts

DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
RELATION = (
    b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="%s" TargetMode="%s"/></Relationships>'
)


def told(content: bytes, folder: Path) -> str:
    path = folder / "papier.docx"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_letterhead(path)
    return str(caught.value)


def related(kind: bytes, target: bytes, mode: bytes = b"External") -> bytes:
    more = RELATION % (kind, target, mode)
    return with_parts(office(), {RELATIONS: lambda p: p.replace(b"</Relationships>", more)})


def field(*codes: str) -> bytes:
    """A letterhead with a field whose instruction is split into runs."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>' for t in ("begin", "end"))
    told = f"<w:p>{begin}{runs}{end}</w:p><w:sectPr".encode()
    return with_parts(office(), {DOCUMENT: lambda part: part.replace(b"<w:sectPr", told, 1)})


def test_a_sound_letterhead_is_handed_over_as_it_is(tmp_path: Path) -> None:
    for content in (office("Wstęp", MARKER), related(b"hyperlink", b"https://a.example/rd/link")):
        path = tmp_path / "papier.docx"
        path.write_bytes(content)
        assert read_letterhead(path) == content


@pytest.mark.parametrize(
    "code", [' HYPERLINK "https://a.example/link rd dde" ', " PAGE ", ' STYLEREF "Link" ']
)
def test_fields_that_fetch_nothing_are_let_in(code: str, tmp_path: Path) -> None:
    (tmp_path / "papier.docx").write_bytes(field(code))
    assert read_letterhead(tmp_path / "papier.docx")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"to nie jest docx", "nie da się odczytać"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "stary format .doc albo plik z hasłem"),
        (with_parts(office(), {"word/vbaProject.bin": b"x"}), "makra"),
        (with_parts(office(), {"word/embeddings/oleObject1.bin": b"x"}), "osadzone obiekty"),
        (
            with_parts(
                office(),
                {TYPES: lambda p: p.replace(b"document.main", b"document.macroEnabled.main")},
            ),
            "makra",
        ),
        (
            with_parts(office(), {TYPES: lambda p: p.replace(b"document.main", b"template.main")}),
            "inny rodzaj pliku",
        ),
        (with_parts(office(), {DOCUMENT: b"<w:document"}), "nie da się odczytać"),
        (
            with_parts(
                office(),
                {DOCUMENT: lambda p: p.replace(b"<w:body", b"<!DOCTYPE a><w:body")},
            ),
            "DOCTYPE",
        ),
        (with_parts(office(), {"word/big.xml": b" " * 60_000_000}), "najwyżej 50000000 bajtów"),
        (related(b"image", b"https://obcy.example/logo.png"), "łącze: jest „https://obcy.example"),
        (related(b"hyperlink", b"file:///C:/tajne.docx"), "file:///C:/tajne.docx"),
        (related(b"aFChunk", b"dodatek.html", b"Internal"), "dodatek.html"),
        (field(" DDE", 'AUTO cmd "/k calc" '), "DDEAUTO"),
        (field(' INCLUDETEXT "C:\\tajne.docx" '), "INCLUDETEXT"),
        (office(MARKER, MARKER), "2 akapitów"),
        (office(f"Tu wstaw: {MARKER}"), "jeden osobny akapit"),
    ],
)
def test_what_acts_or_fetches_is_refused(content: bytes, says: str, tmp_path: Path) -> None:
    assert says in told(content, tmp_path)


def test_a_marker_within_a_table_is_refused(tmp_path: Path) -> None:
    def in_a_table(file: WordFile) -> None:
        file.add_table(1, 1).cell(0, 0).text = MARKER

    assert "poza tabelą" in told(office(change=in_a_table), tmp_path)


def test_a_missing_or_huge_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"papier\.docx"):
        read_letterhead(tmp_path / "papier.docx")
    monkeypatch.setattr("costmodel.statistics.letterhead._LARGEST", 100)
    assert "najwyżej 100 bajtów" in told(office(), tmp_path)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    whole = io.BytesIO(office())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(whole, "a") as archive:
        archive.writestr(DOCUMENT, b"<x/>")
    assert "dwie części" in told(whole.getvalue(), tmp_path)


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    content = with_parts(office(), {"word/big.xml": b" " * 5_000})
    at = content.rindex(b"word/big.xml") - 46 + 24
    lying = content[:at] + (10).to_bytes(4, "little") + content[at + 4 :]
    assert "nie da się odczytać" in told(lying, tmp_path)


def test_a_letterhead_lies_in_the_folder_of_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "gmina"
    (folder / "wzory").mkdir(parents=True)
    (folder / "wzory" / "papier.docx").write_bytes(office())
    (tmp_path / "obcy.docx").write_bytes(office())
    assert letterhead_of(folder, "") is None
    assert letterhead_of(folder, "wzory/papier.docx") == folder / "wzory" / "papier.docx"
    for named in ("../obcy.docx", str(tmp_path / "obcy.docx")):
        with pytest.raises(InputError, match="plik spoza folderu"):
            letterhead_of(folder, named)


def test_a_place_names_its_letterhead_and_counts_it_among_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "gmina"
    shutil.copytree(example_folders()["3215011"], folder)
    told = (folder / "place.toml").read_text(encoding="utf-8")
    (folder / "place.toml").write_text(told + 'template = "papier.docx"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"papier\.docx: jest .*plik DOCX do odczytu"):
        load_place(folder)
    (folder / "papier.docx").write_bytes(office())
    place = load_place(folder)
    assert place.letterhead == folder / "papier.docx"
    assert place.letterhead in place.files
    other = tmp_path / "inny.docx"
    other.write_bytes(office("Wstęp"))
    changed = with_letterhead(place, other)
    assert changed.letterhead == other
    assert set(changed.files) ^ set(place.files) == {place.letterhead, other}
