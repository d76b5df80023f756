"""An annex in the office's own Word file: theirs stays, ours is added."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.shared import Cm
from lxml import etree  # type: ignore[import-untyped]

from costmodel.annex.document import Document, Footnote, Paragraph
from costmodel.annex.docx import write_docx
from costmodel.annex.nbsp import HARD
from costmodel.statistics.letterhead import read_letterhead
from tests.annex.letterheads import (
    MARKER,
    office,
    own_style,
    polish_ids,
    with_parts,
    without_parts,
)
from tests.annex.sample import money_table, sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return sample(tmp_path_factory.mktemp("charts"))


def written(document: Document, letterhead: bytes, folder: Path) -> Path:
    (folder / "papier.docx").write_bytes(letterhead)
    target = folder / "aneks.docx"
    write_docx(document, target, letterhead=read_letterhead(folder / "papier.docx"))
    return target


def read(path: Path) -> WordFile:
    return docx.Document(str(path))


def texts(file: WordFile) -> list[str]:
    return [paragraph.text.replace(HARD, " ") for paragraph in file.paragraphs]


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def test_head_margins_and_look_of_the_office_stay(document: Document, tmp_path: Path) -> None:
    file = read(written(document, office(), tmp_path))
    first = file.sections[0]
    assert first.header.paragraphs[0].text == "Urząd Gminy Przykładowo, ul. Rynek 1"
    assert first.left_margin == pytest.approx(Cm(3), abs=1000)
    (heading,) = [p for p in file.paragraphs if p.text == "Diagnoza" and p.style]
    assert heading.style.font.color.rgb == (0xC0, 0, 0)  # type: ignore[union-attr]
    assert texts(file)[0] == document.title


def test_headings_get_our_numbers_where_the_office_has_none(
    document: Document, tmp_path: Path
) -> None:
    path = written(document, polish_ids(office()), tmp_path)
    styles = part(path, "word/styles.xml")
    (heading,) = [s for s in styles if s.find(f"{W}name") is not None and is_named(s, "heading 1")]
    assert heading.get(f"{W}styleId") == "Nagwek1"
    number = heading.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    lists = part(path, "word/numbering.xml")
    (used,) = [n for n in lists.iter(f"{W}num") if n.get(f"{W}numId") == number]
    definition = used.find(f"{W}abstractNumId").get(f"{W}val")
    (levels,) = [
        d for d in lists.iter(f"{W}abstractNum") if d.get(f"{W}abstractNumId") == definition
    ]
    assert levels.find(f"{W}lvl/{W}pStyle").get(f"{W}val") == "Nagwek1"
    tags = [child.tag for child in lists]
    assert tags == sorted(tags, key=lambda tag: tag == f"{W}num")
    used_styles = {e.get(f"{W}val") for e in part(path, "word/document.xml").iter(f"{W}pStyle")}
    assert {"Nagwek1", "Legenda", "Lista"} <= used_styles
    assert "Heading1" not in used_styles


def is_named(style: etree._Element, name: str) -> bool:
    return str(style.find(f"{W}name").get(f"{W}val")).lower() == name


def test_numbers_of_the_office_are_left_alone(document: Document, tmp_path: Path) -> None:
    def number(file: WordFile) -> None:
        properties = file.styles["Heading 2"].element.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = 1

    path = written(document, office(change=number), tmp_path)
    styles = part(path, "word/styles.xml")
    by_id = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    assert by_id["Heading1"].find(f"{W}pPr/{W}numPr") is None
    assert by_id["Heading2"].find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "1"


@pytest.mark.parametrize("paragraphs", [(), ("Załącznik do uchwały",), ("Wstęp", MARKER, "Podpis")])
def test_every_style_used_is_defined(
    paragraphs: tuple[str, ...], document: Document, tmp_path: Path
) -> None:
    path = written(document, polish_ids(office(*paragraphs, change=own_style)), tmp_path)
    known = {e.get(f"{W}styleId") for e in part(path, "word/styles.xml").iter(f"{W}style")}
    names = [
        name
        for name in zipfile.ZipFile(path).namelist()
        if re.match(r"word/\w+\.xml", name) and "stylesWithEffects" not in name
    ]
    used = {
        e.get(f"{W}val")
        for name in names
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
        for e in part(path, name).iter(f"{W}{kind}")
        if e.getparent().tag != f"{W}lvl"
    }
    ids = [e.get(f"{W}styleId") for e in part(path, "word/styles.xml").iter(f"{W}style")]
    assert len(ids) == len(set(ids))
    assert used <= known


def test_the_annex_comes_where_the_marker_stands(document: Document, tmp_path: Path) -> None:
    told = texts(read(written(document, office("Wstęp", MARKER, "Podpis"), tmp_path)))
    assert told[:2] == ["Wstęp", document.title]
    assert told[-1] == "Podpis"
    assert not any(MARKER in text for text in told)


def test_without_a_marker_the_annex_follows_the_text_and_no_empty_line(
    document: Document, tmp_path: Path
) -> None:
    told = texts(read(written(document, office("Wstęp", "", ""), tmp_path)))
    assert told[:2] == ["Wstęp", document.title]


def test_tables_fit_between_the_margins_of_the_office(document: Document, tmp_path: Path) -> None:
    file = read(written(document, office(), tmp_path))
    upright, turned = Cm(21 - 6), Cm(29.7 - 6)
    for table in file.tables:
        width = sum(int(column.get(f"{W}w") or 0) for column in table._tbl.tblGrid) * 635
        assert width <= turned + 20_000
        assert width == pytest.approx(upright, rel=0.01) or width == pytest.approx(turned, rel=0.01)
    assert all(shape.width <= upright + 10_000 for shape in file.inline_shapes)


def test_turned_pages_keep_the_head_and_only_the_first_page_is_the_first(
    document: Document, tmp_path: Path
) -> None:
    def different_first_page(file: WordFile) -> None:
        file.sections[0].different_first_page_header_footer = True

    file = read(written(document, office(change=different_first_page), tmp_path))
    assert [s.orientation for s in file.sections] == [0, 1, 0]
    assert [s.different_first_page_header_footer for s in file.sections] == [True, False, False]
    assert all("Urząd Gminy" in s.header.paragraphs[0].text for s in file.sections)


def test_a_text_that_follows_a_turned_table_stands_upright(tmp_path: Path) -> None:
    from datetime import date

    ends = Document("Tytuł", "", "", date(2026, 1, 1), "OPS", (Paragraph("Tekst"), money_table()))
    file = read(written(ends, office(MARKER, "Podpis"), tmp_path))
    assert [s.orientation for s in file.sections] == [0, 1, 0]


def test_a_file_without_a_foot_gets_our_page_numbers(document: Document, tmp_path: Path) -> None:
    file = read(written(document, office(), tmp_path))
    assert all("strona" in s.footer.paragraphs[0].text for s in file.sections)

    def with_foot(file: WordFile) -> None:
        file.sections[0].footer.paragraphs[0].text = "stopka urzędu"

    file = read(written(document, office(change=with_foot), tmp_path))
    assert [s.footer.paragraphs[0].text for s in file.sections] == ["stopka urzędu"] * 3


def test_footnotes_of_the_office_keep_their_numbers(tmp_path: Path) -> None:
    from datetime import date

    note = Paragraph("Tak mówi ustawa.", notes=(Footnote("ustawa, art. 1"),))
    ours = Document("Tytuł", "", "", date(2026, 1, 1), "OPS", (note,))
    first = written(ours, office(), tmp_path).read_bytes()
    second = tmp_path / "drugi"
    second.mkdir()
    path = written(ours, first, second)  # our own file as a letterhead: it has a footnote
    held = [n.get(f"{W}id") for n in part(path, footnote_part(path)).iter(f"{W}footnote")]
    marks = [m.get(f"{W}id") for m in part(path, "word/document.xml").iter(f"{W}footnoteReference")]
    assert held == ["-1", "0", "1", "2"]
    assert marks == ["1", "2"]


def footnote_part(path: Path) -> str:
    return next(n for n in zipfile.ZipFile(path).namelist() if "footnotes" in n and "rels" not in n)


def test_ids_of_pictures_and_bookmarks_stay_unique(document: Document, tmp_path: Path) -> None:
    first = written(document, office(), tmp_path).read_bytes()
    second = tmp_path / "drugi"
    second.mkdir()
    body = part(written(document, first, second), "word/document.xml")
    for kind, key in (("bookmarkStart", f"{W}id"), ("docPr", "id")):
        ids = [e.get(key) for e in body.iter() if etree.QName(e).localname == kind]
        assert ids
        assert len(ids) == len(set(ids))


def test_a_file_without_styles_lists_and_settings_gets_ours(
    document: Document, tmp_path: Path
) -> None:
    names = ("word/styles.xml", "word/numbering.xml", "word/settings.xml", "docProps/core.xml")
    path = written(document, without_parts(office(), *names), tmp_path)
    file = read(path)
    assert file.styles["Zastrzeżenie"].element is not None
    assert part(path, "word/settings.xml").find(f"{W}footnotePr") is not None


def test_the_language_becomes_polish(document: Document, tmp_path: Path) -> None:
    path = written(document, office(), tmp_path)
    lang = part(path, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert lang.get(f"{W}val") == "pl-PL"


def test_a_template_of_another_machine_is_let_go(document: Document, tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="file:///C:/urzad.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    told = (
        b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships" r:id="rId1"/><w:defaultTabStop'
    )
    changed = with_parts(
        office(),
        {
            "word/_rels/settings.xml.rels": relations.encode(),
            "word/settings.xml": lambda part: part.replace(b"<w:defaultTabStop", told, 1),
        },
    )
    with zipfile.ZipFile(written(document, changed, tmp_path)) as archive:
        assert not any(b"urzad.dotm" in archive.read(name) for name in archive.namelist())
        assert b"attachedTemplate" not in archive.read("word/settings.xml")


def test_the_same_letterhead_gives_the_same_bytes(document: Document, tmp_path: Path) -> None:
    letterhead = office("Wstęp")
    first = written(document, letterhead, tmp_path).read_bytes()
    assert written(document, letterhead, tmp_path).read_bytes() == first
    other = written(replace(document, author="GOPS"), letterhead, tmp_path).read_bytes()
    assert other != first


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_file(document: Document, tmp_path: Path) -> None:
    path = written(document, polish_ids(office("Wstęp", MARKER, "Podpis")), tmp_path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    told = (tmp_path / "aneks.txt").read_text(encoding="utf-8")
    assert "Wstęp" in told
    assert re.search(r"^1\.\s+Najważniejsze", told, re.MULTILINE)  # in the contents
    assert re.search(r"^ +1\. Najważniejsze", told, re.MULTILINE)  # counted by the program
    assert re.search(r"^ +2\.1\.1\. Osoby długotrwale", told, re.MULTILINE)
