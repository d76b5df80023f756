"""The annex on paper: what Word, a screen reader and an archive find in its two files."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from costmodel.publish.write import AnnexFiles
from costmodel.studies.municipality import Study
from tests.annex.tags import Tag, kinds, walk
from tests.publish.reading import plain

LOW_BY_DESIGN = "Turn"
"""Style of the paragraph that closes a page or a run of pages; it is one twentieth of a line."""


@pytest.fixture(scope="module")
def body(annex: AnnexFiles) -> Element:
    found: Element = docx.Document(str(annex.docx)).element.body
    return found


@pytest.fixture(scope="module")
def pdf(annex: AnnexFiles) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(annex.pdf) as opened:
        yield opened


@pytest.fixture(scope="module")
def tags(pdf: pikepdf.Pdf) -> list[Tag]:
    return list(walk(pdf.Root.StructTreeRoot.K))


def part(path: Path, name: str) -> Element:
    with zipfile.ZipFile(path) as archive:
        return parse_xml(archive.read(name))


def style_of(paragraph: Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "Normal" if style is None else str(style.get(qn("w:val")))


def styled(body: Element, prefix: str) -> list[Element]:
    return [p for p in body.iter(qn("w:p")) if style_of(p).startswith(prefix)]


def codes_in(element: Element) -> list[str]:
    return [(code.text or "").strip() for code in element.iter(qn("w:instrText"))]


def words_of(element: Element) -> str:
    return plain("".join(text.text or "" for text in element.iter(qn("w:t"))))


def test_headings_of_word_skip_no_level_and_carry_no_typed_number(body: Element) -> None:
    headings = styled(body, "Heading")
    levels = [int(style_of(heading)[-1]) for heading in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not [words_of(h) for h in headings if re.match(r"\d+\.", words_of(h))]


def test_each_table_and_chart_of_word_has_a_counted_caption(body: Element, study: Study) -> None:
    captions = styled(body, "Caption")
    counted = [code.split()[1] for caption in captions for code in codes_in(caption)]
    pictures = list(body.iter(qn("w:drawing")))
    assert counted.count("Tabela") == len(list(body.iterchildren(qn("w:tbl"))))
    assert counted.count("Wykres") == len(pictures)
    assert len(counted) == len(captions)
    numbers = [int(m[1]) for c in captions if (m := re.match(r"Tabela (\d+)\.", words_of(c)))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_contents_of_word_are_a_field_already_filled(body: Element) -> None:
    (contents,) = body.iter(qn("w:sdtContent"))
    assert codes_in(contents)[0].startswith('TOC \\o "1-2"')
    told = [words_of(line) for line in contents.iter(qn("w:hyperlink"))]
    headings = [words_of(heading) for heading in styled(body, "Heading")]
    assert [re.sub(r"^[\d.]+", "", line) for line in told] == [
        words_of(h) for h in styled(body, "Heading") if style_of(h)[-1] in "12"
    ]
    assert len(set(headings)) > len(told) / 2


def test_tables_of_word_repeat_their_head_keep_rows_whole_and_name_themselves(
    body: Element,
) -> None:
    tables = list(body.iterchildren(qn("w:tbl")))
    assert tables
    for table in tables:
        first, *others = table.iterchildren(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert not [r for r in others if r.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        assert all(
            r.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for r in (first, *others)
        )
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        assert look is not None
        assert look.get(qn("w:firstRow")) == "1"
        caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        assert caption is not None
        assert caption.get(qn("w:val"))


def test_every_picture_of_word_is_described_and_no_table_is_one(
    body: Element, annex: AnnexFiles
) -> None:
    pictures = [e for e in body.iter() if str(e.tag).endswith("}docPr")]
    assert all(len(picture.get("descr") or "") > 40 for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == len(pictures)
    drawn = {path.stem for path in annex.charts}
    assert len(pictures) <= len(drawn)


def test_no_empty_paragraph_of_word_makes_room(body: Element) -> None:
    empty = [
        style_of(p)
        for p in body.iterchildren(qn("w:p"))
        if not words_of(p) and not list(p.iter(qn("w:drawing")))
    ]
    assert set(empty) <= {LOW_BY_DESIGN}


def test_word_is_told_the_language_once_and_for_all(annex: AnnexFiles, study: Study) -> None:
    styles = part(annex.docx, "word/styles.xml")
    lang = styles.find(
        "/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr", "lang"))
    )
    assert lang is not None
    assert lang.get(qn("w:val")) == "pl-PL"
    properties = docx.Document(str(annex.docx)).core_properties
    assert properties.language == "pl-PL"
    assert properties.title
    assert properties.created is not None
    assert properties.created.date() == study.inputs.place.annex_date


def test_footnotes_of_word_and_their_marks_belong_together(
    annex: AnnexFiles, body: Element
) -> None:
    notes = part(annex.docx, "word/footnotes.xml")
    told = {n.get(qn("w:id")): words_of(n) for n in notes if n.get(qn("w:type")) is None}
    marks = [mark.get(qn("w:id")) for mark in body.iter(qn("w:footnoteReference"))]
    assert marks == list(told)
    assert len(marks) >= 8
    assert all(len(text) > 10 for text in told.values())


def test_summary_costs_and_effects_say_in_footnotes_what_they_rest_on(annex: AnnexFiles) -> None:
    told = " ".join(words_of(n) for n in part(annex.docx, "word/footnotes.xml"))
    for source in (
        "GUS, Bank Danych Lokalnych, bezrobotni zarejestrowani",  # the number of people
        "o dochodach jednostek samorządu terytorialnego",  # who gets the tax
        "480/2014",  # the discount rate
        "NIK, P/13/102",  # the effect of an instrument
        "Kalkulator Kosztów Zaniechania",  # the notion
    ):
        assert source in told


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_word_file_and_counts_as_we_do(
    annex: AnnexFiles, body: Element, tmp_path: Path
) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(annex.docx)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    told = (tmp_path / "aneks.txt").read_text(encoding="utf-8")
    lines = [plain(line) for line in told.splitlines()]
    (contents,) = body.iter(qn("w:sdtContent"))
    for entry in contents.iter(qn("w:hyperlink")):
        number, text = (words_of(run) for run in entry if words_of(run))
        assert lines.count(f"{number} {text}") == 2  # in the contents, and counted by the program
    assert "Error" not in told


def test_the_pdf_is_polish_tagged_and_titled(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "pl-PL"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_headings_of_the_pdf_are_those_of_word_in_the_same_order(
    tags: list[Tag], body: Element
) -> None:
    found = [(int(t.kind[2]), plain(str(t.node.T))) for t in kinds(tags, "/H1", "/H2", "/H3")]
    told = [(int(style_of(h)[-1]), words_of(h)) for h in styled(body, "Heading")]
    assert found == [(1, "Spis treści"), *told]


def test_tables_of_the_pdf_have_heads_with_scopes_and_captions(
    tags: list[Tag], body: Element
) -> None:
    tables = kinds(tags, "/Table")
    assert len(tables) == len(list(body.iterchildren(qn("w:tbl"))))
    for table in tables:
        inside = list(walk(table.node.K))
        heads = [tag for tag in kinds(inside, "/TH") if "/THead" in tag.parents]
        assert heads
        assert {tag.attribute("/Scope") for tag in heads} == {"/Column"}
        assert {t.attribute("/Scope") for t in kinds(inside, "/TH") if t not in heads} <= {"/Row"}
    figures = kinds(tags, "/Figure")
    assert len(kinds(tags, "/Caption")) == len(tables) + len(figures)
    assert all(len(str(figure.node.Alt)) > 40 for figure in figures)


def test_footnotes_of_the_pdf_are_notes_right_behind_their_marks(
    tags: list[Tag], body: Element
) -> None:
    notes = kinds(tags, "/Note")
    assert len(notes) == len(list(body.iter(qn("w:footnoteReference"))))
    assert len({str(note.node.ID) for note in notes}) == len(notes)
    order = [tag.kind for tag in tags if tag.kind in ("/Lbl", "/Note") and "/P" in tag.parents]
    assert order[: 3 * len(notes)] == ["/Lbl", "/Note", "/Lbl"] * len(notes)


def test_links_of_the_pdf_say_where_they_lead_and_none_is_cut_short(pdf: pikepdf.Pdf) -> None:
    links = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert all(str(link.Contents).strip() for link in links)
    addresses = {str(link.A.URI) for link in links if "/A" in link}
    assert any("," in address for address in addresses)
    assert not [address for address in addresses if address.endswith((",", ".", ")"))]
