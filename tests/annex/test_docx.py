from __future__ import annotations

import os
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from lxml import etree  # type: ignore[import-untyped]

from costmodel.annex.document import Document, Figure, Heading, PageBreak, Paragraph, Table
from costmodel.annex.docx import write_docx
from costmodel.annex.nbsp import typeset
from costmodel.annex.wordml import text_runs
from costmodel.errors import OutputError
from tests.annex.sample import (
    ALT,
    HOSTILE,
    NOTES,
    long_table,
    money_table,
    sample,
    sources_table,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing "
    "ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i color sz szCs u shd vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan tcBorders shd noWrap tcMar vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "footerReference type pgSz pgMar cols titlePg",
    "tbl": "tblPr tblGrid tr",
    "style": "name basedOn next link autoRedefine uiPriority semiHidden unhideWhenUsed qFormat "
    "pPr rPr tblPr tblStylePr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "settings": "zoom defaultTabStop autoHyphenation characterSpacingControl footnotePr compat "
    "themeFontLang decimalSymbol listSeparator",
    "sdt": "sdtPr sdtContent",
    "numPr": "ilvl numId",
    "pBdr": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
}
"""Children in the order of the schema (ECMA-376, part 1, annex A), those that occur here."""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return sample(tmp_path_factory.mktemp("charts"))


@pytest.fixture(scope="module")
def path(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("word") / "aneks.docx"
    write_docx(document, target)
    return target


@pytest.fixture(scope="module")
def word(path: Path) -> WordFile:
    return docx.Document(str(path))


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def body(path: Path) -> etree._Element:
    return part(path, "word/document.xml")


def test_headings_have_real_styles_with_live_numbers(word: WordFile, path: Path) -> None:
    headings = [p for p in word.paragraphs if ((p.style and p.style.name) or "").startswith("Head")]
    assert [p.text for p in headings][:3] == [
        typeset("Najważniejsze w skrócie"),
        "Diagnoza",
        "Osoby zarejestrowane jako bezrobotne",
    ]
    assert not any(p.text[0].isdigit() for p in headings)
    styles = part(path, "word/styles.xml")
    for level in (1, 2, 3):
        (style,) = styles.iterfind(f"{W}style[@{W}styleId='Heading{level}']")
        assert style.findtext(f"{W}name") is not None
        assert style.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "1"
    formats = [e.get(f"{W}val") for e in part(path, "word/numbering.xml").iter(f"{W}lvlText")]
    assert formats[:3] == ["%1.", "%1.%2.", "%1.%2.%3."]


def test_every_style_used_is_defined(path: Path) -> None:
    known = {e.get(f"{W}styleId") for e in part(path, "word/styles.xml").iter(f"{W}style")}
    used = {
        e.get(f"{W}val")
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for name in ("word/document.xml", "word/footer1.xml", "word/styles.xml")
        for e in part(path, name).iter(f"{W}{kind}")
    }
    assert used <= known


def test_the_language_is_polish_everywhere(path: Path) -> None:
    styles = part(path, "word/styles.xml")
    lang = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert lang is not None
    assert lang.get(f"{W}val") == "pl-PL"
    assert not list(body(path).iter(f"{W}lang"))


def test_contents_are_there_without_asking_and_lead_somewhere(path: Path) -> None:
    whole = body(path)
    (contents,) = whole.iter(f"{W}sdtContent")
    entries = ["".join(link.itertext()) for link in contents.iter(f"{W}hyperlink")]
    assert entries[0] == typeset("1.Najważniejsze w skrócie")
    assert entries[2] == "2.1.Osoby zarejestrowane jako bezrobotne"
    marks = {mark.get(f"{W}name") for mark in whole.iter(f"{W}bookmarkStart")}
    assert {link.get(f"{W}anchor") for link in contents.iter(f"{W}hyperlink")} <= marks


def test_fields_are_opened_and_closed(path: Path) -> None:
    kinds = [e.get(f"{W}fldCharType") for e in body(path).iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 8 + 4
    depth = 0
    for kind in kinds:
        depth += {"begin": 1, "separate": 0, "end": -1}[str(kind)]
        assert depth in (0, 1)


def test_captions_count_by_themselves_and_show_their_number(word: WordFile, path: Path) -> None:
    captions = [p.text for p in word.paragraphs if p.style and p.style.name == "Caption"]
    assert [re.match(r"\w+\u00a0\d", text)[0] for text in captions] == [  # type: ignore[index]
        "Wykres\u00a01",
        "Tabela\u00a01",
        "Tabela\u00a02",
        "Wykres\u00a02",
        "Tabela\u00a03",
        "Tabela\u00a04",
        "Tabela\u00a05",
    ]
    codes = [e.text or "" for e in body(path).iter(f"{W}instrText")]
    assert [code.split()[1] for code in codes if "SEQ" in code].count("Tabela") == 5


def test_addresses_can_be_followed_and_only_addresses(path: Path) -> None:
    codes = [e.text or "" for e in body(path).iter(f"{W}instrText") if "HYPER" in (e.text or "")]
    assert set(codes) == {f' HYPERLINK "{sources_table().rows[0][3]}" '}
    hostile = 'https://a.example/"\\ \\o https://b.example.'
    instructions = [e.text for run in text_runs(hostile) for e in run.iter(f"{W}instrText")]
    assert instructions == [' HYPERLINK "https://a.example/" ', ' HYPERLINK "https://b.example" ']


def test_footnotes_are_real_and_stand_behind_their_sentences(path: Path) -> None:
    held = {n.get(f"{W}id"): n for n in part(path, "word/footnotes.xml").iter(f"{W}footnote")}
    assert [held[id_].get(f"{W}type") for id_ in ("-1", "0")] == [
        "separator",
        "continuationSeparator",
    ]
    marks = list(body(path).iter(f"{W}footnoteReference"))
    assert [mark.get(f"{W}id") for mark in marks] == ["1", "2"]
    assert ["".join(t.text for t in held[i].iter(f"{W}t")) for i in ("1", "2")] == [
        f" {typeset(note)}" for note in NOTES
    ]
    before = [text_before(mark) for mark in marks]
    assert before[0].endswith("dłużej niż rok")
    assert before[1].endswith("obowiązek prognozy")
    assert all(held[i].find(f".//{W}footnoteRef") is not None for i in ("1", "2"))


def test_a_footnote_leads_to_its_address(path: Path) -> None:
    codes = [e.text for e in part(path, "word/footnotes.xml").iter(f"{W}instrText")]
    assert codes == [' HYPERLINK "https://a.example/D,1,b.html" ']


def text_before(mark: etree._Element) -> str:
    """The text of the paragraph of a mark, up to the mark."""
    run = mark.getparent()
    above = [
        text for e in reversed(list(run.itersiblings(preceding=True))) for text in e.iter(f"{W}t")
    ]
    return "".join(text.text for text in above)


def test_each_table_repeats_its_header_and_keeps_rows_whole(word: WordFile) -> None:
    assert len(word.tables) == 5
    for table in word.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert not any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in others)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *others))


def test_cells_and_grid_tell_the_same_widths(word: WordFile) -> None:
    for table in word.tables:
        grid = [int(column.get(f"{W}w") or 0) for column in table._tbl.tblGrid]
        for row in table._tbl.tr_lst:
            cells = [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.tc_lst]
            assert cells == grid


def test_numbers_stand_on_the_right_and_the_caption_stays_with_its_table(word: WordFile) -> None:
    first = word.tables[0].rows[1].cells
    assert [cell.paragraphs[0].alignment for cell in first[:2]] == [0, 2]
    assert word.tables[0].rows[1].cells[0].paragraphs[0].style.name == "Boczek tabeli"
    caption = word.styles["Caption"].element
    assert caption.find(f"{W}pPr/{W}keepNext") is not None


def test_pictures_have_their_text_alternative(path: Path) -> None:
    pictures = [e for e in body(path).iter() if etree.QName(e).localname == "docPr"]
    assert [e.get("descr") for e in pictures] == [typeset(ALT)] * 2
    assert len({e.get("id") for e in pictures}) == 2


def test_a_wide_table_stands_on_a_turned_page_of_its_own(word: WordFile) -> None:
    assert [s.orientation for s in word.sections] == [0, 1, 0]
    assert all("strona" in s.footer.paragraphs[0].text for s in word.sections)


def test_the_foot_of_the_page_bears_place_and_page_number(path: Path) -> None:
    foot = part(path, "word/footer1.xml")
    assert "Gmina" in "".join(foot.itertext())
    assert [code.text for code in foot.iter(f"{W}instrText")] == [" PAGE "]


def test_properties_say_whose_and_when(word: WordFile, document: Document) -> None:
    properties = word.core_properties
    assert properties.title == document.title
    assert properties.author == document.author
    assert properties.language == "pl-PL"
    assert properties.created == properties.modified == datetime(2026, 3, 15, 12, tzinfo=UTC)
    assert properties.revision == 1


def test_children_stand_in_the_order_of_the_schema(path: Path) -> None:
    seen = set()
    for name in ("document", "styles", "numbering", "settings", "footer1", "footnotes"):
        for parent in part(path, f"word/{name}.xml").iter():
            kind = etree.QName(parent).localname
            if kind not in ORDER:
                continue
            seen.add(kind)
            order = ORDER[kind].split()
            places = [order.index(etree.QName(child).localname) for child in parent]
            assert places == sorted(places), etree.tostring(parent)[:300]
    assert seen == set(ORDER)


def test_texts_that_look_like_markup_are_printed_as_they_are(word: WordFile) -> None:
    paragraphs = [p.text for p in word.paragraphs]
    assert all(typeset(text) in paragraphs for text in HOSTILE)
    assert word.tables[4].rows[0].cells[1].text == "=1+1"


def test_the_caution_is_framed_and_shaded(word: WordFile) -> None:
    (caution,) = [p for p in word.paragraphs if p.style and p.style.name == "Zastrzeżenie"]
    assert "szacunek" in caution.text
    style = word.styles["Zastrzeżenie"].element
    assert style.find(f"{W}pPr/{W}pBdr/{W}left") is not None
    assert style.find(f"{W}pPr/{W}shd") is not None


def test_the_same_document_gives_the_same_bytes(
    document: Document, path: Path, tmp_path: Path
) -> None:
    again = tmp_path / "inny.docx"
    write_docx(document, again)
    assert again.read_bytes() == path.read_bytes()
    with zipfile.ZipFile(again) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    write_docx(replace(document, date=date(2026, 3, 16)), again)
    assert again.read_bytes() != path.read_bytes()


def test_a_missing_folder_is_told_and_nothing_is_left(document: Document, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Nie można zapisać"):
        write_docx(document, tmp_path / "brak" / "aneks.docx")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permission on Windows")
def test_a_file_that_cannot_be_replaced_is_left_as_it_was(
    document: Document, tmp_path: Path
) -> None:
    target = tmp_path / "aneks.docx"
    target.mkdir()
    with pytest.raises(OutputError):
        write_docx(document, target)
    assert [p.name for p in tmp_path.iterdir()] == ["aneks.docx"]


def test_a_document_that_ends_on_a_turned_page_keeps_its_footer(tmp_path: Path) -> None:
    ends = Document("Tytuł", "", "", date(2026, 1, 1), "OPS", (Paragraph("Tekst"), money_table()))
    write_docx(ends, tmp_path / "a.docx")
    word = docx.Document(str(tmp_path / "a.docx"))
    assert [section.orientation for section in word.sections] == [0, 1]
    assert not list(word.element.body.iter(f"{W}sdt"))


def test_a_tall_picture_is_made_to_fit(document: Document, tmp_path: Path) -> None:
    from matplotlib.figure import Figure as Canvas

    tall = tmp_path / "tall.png"
    Canvas(figsize=(4, 20)).savefig(tall, dpi=50)
    block = Figure(tall, tall.with_suffix(".svg"), "Podpis", "Opis", "OPS")
    write_docx(replace(document, blocks=(block,)), tmp_path / "a.docx")
    (shape,) = docx.Document(str(tmp_path / "a.docx")).inline_shapes
    assert shape.height.cm == pytest.approx(19, abs=0.1)
    assert shape.width.cm == pytest.approx(19 / 5, abs=0.1)


def test_the_sample_has_one_table_of_each_kind(document: Document) -> None:
    assert len([block for block in document.blocks if isinstance(block, Table)]) == 5


def test_a_page_begins_with_the_paragraph_itself_so_that_no_page_stays_empty(
    document: Document, tmp_path: Path
) -> None:
    blocks = (Paragraph("Tekst"), PageBreak(), Heading(1, "Dalej"), PageBreak(), long_table(2))
    write_docx(replace(document, blocks=blocks), tmp_path / "a.docx")
    word = docx.Document(str(tmp_path / "a.docx"))
    begins = [p.text for p in word.paragraphs if p.paragraph_format.page_break_before]
    assert begins == ["Dalej", "Tabela\u00a01. Wskaźniki"]
    assert not list(word.element.body.iter(f"{W}br"))
    for properties in word.element.body.iter(f"{W}pPr"):
        order = ORDER["pPr"].split()
        places = [order.index(etree.QName(child).localname) for child in properties]
        assert places == sorted(places)
