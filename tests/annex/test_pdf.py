from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from costmodel.annex.document import Bullets, Document, Figure, Heading, Paragraph
from costmodel.annex.nbsp import typeset
from costmodel.annex.pdf import write_pdf
from costmodel.annex.row_headers import with_row_headers
from costmodel.errors import InputError, OutputError
from tests.annex.pdf_text import decoded, unicode_map
from tests.annex.sample import ALT, HOSTILE, NOTES, long_table, sample, sources_table
from tests.annex.tags import Tag, kinds, walk


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return sample(tmp_path_factory.mktemp("charts"))


@pytest.fixture(scope="module")
def path(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pdf") / "aneks.pdf"
    write_pdf(document, target)
    return target


@pytest.fixture(scope="module")
def pdf(path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def tags(pdf: pikepdf.Pdf) -> list[Tag]:
    return list(walk(pdf.Root.StructTreeRoot.K))


def test_the_file_is_tagged_polish_and_shows_its_title(
    pdf: pikepdf.Pdf, document: Document
) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "pl-PL"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo.Title) == document.title
    assert str(pdf.docinfo.Author) == document.author


def test_the_file_says_which_standards_it_keeps(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["xmp:CreateDate"] == "2026-03-15T00:00:00Z"


def test_headings_stand_in_order_and_skip_no_level(tags: list[Tag], document: Document) -> None:
    headings = kinds(tags, "/H1", "/H2", "/H3")
    expected = [(b.level, typeset(b.text)) for b in document.blocks if isinstance(b, Heading)]
    found = [(int(tag.kind[2]), str(tag.node.T)) for tag in headings]
    assert found == [(1, "Spis treści"), *expected]
    levels = [level for level, _ in found]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_header_cells_have_a_scope(tags: list[Tag]) -> None:
    heads = [tag for tag in kinds(tags, "/TH") if "/THead" in tag.parents]
    assert len(heads) == 9 + 9 + 3 + 4 + 3
    assert {tag.attribute("/Scope") for tag in heads} == {"/Column"}


def test_the_first_cell_of_a_row_is_its_header(tags: list[Tag], document: Document) -> None:
    rows = [tag for tag in kinds(tags, "/TR") if "/TBody" in tag.parents]
    for row in rows:
        first, *others = list(walk(row.node.K))
        cells = [tag for tag in others if tag.kind in ("/TD", "/TH")]
        assert (first.kind, first.attribute("/Scope")) == ("/TH", "/Row")
        assert {cell.kind for cell in cells} == {"/TD"}
        assert not any(cell.attribute("/Headers") for cell in cells)
    assert len(rows) == 3 + 6 + 60 + 3 + 1


def test_only_tables_with_row_headers_get_them(document: Document, tmp_path: Path) -> None:
    plain = replace(long_table(2), row_header=False)
    write_pdf(replace(document, blocks=(plain, long_table(3))), tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        found = list(walk(opened.Root.StructTreeRoot.K))
    bodies = [tag for tag in kinds(found, "/TH", "/TD") if "/TBody" in tag.parents]
    assert [tag.kind for tag in bodies] == ["/TD"] * 6 + ["/TH", "/TD", "/TD"] * 3
    assert all(tag.attribute("/Headers") for tag in bodies[:6])


def test_tags_of_an_unknown_shape_are_left_alone() -> None:
    assert with_row_headers(b"%PDF <</S/TD>>", [3]) == b"%PDF <</S/TD>>"


def test_tables_and_charts_have_captions_and_charts_a_text_alternative(tags: list[Tag]) -> None:
    assert len(kinds(tags, "/Table")) == 5
    assert len(kinds(tags, "/Caption")) == 7
    assert [str(tag.node.Alt) for tag in kinds(tags, "/Figure")] == [typeset(ALT)] * 2


def test_lists_are_lists_and_text_is_in_paragraphs(tags: list[Tag], document: Document) -> None:
    (bullets,) = [block for block in document.blocks if isinstance(block, Bullets)]
    assert len(kinds(tags, "/LI")) == len(bullets.items)
    loose = [tag for tag in kinds(tags, "/Span") if tag.parents == ("/Document",)]
    assert not loose


def test_footnotes_are_tagged_as_notes_with_a_number_of_their_own(tags: list[Tag]) -> None:
    notes = kinds(tags, "/Note")
    assert len(notes) == len(NOTES)
    assert len({str(note.node.ID) for note in notes}) == len(NOTES)
    assert all(note.parents[-1] == "/P" for note in notes)
    assert all(next(walk(note.node.K)).kind == "/Lbl" for note in notes)


def test_links_have_a_description_and_a_target(pdf: pikepdf.Pdf) -> None:
    links = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert all(str(link.Contents).strip() for link in links)
    headings, marks = 8, 2 * len(NOTES)
    assert len([link for link in links if "/Dest" in link]) == headings + marks
    addresses = {str(link.A.URI) for link in links if "/A" in link}
    assert addresses == {sources_table().rows[0][3], NOTES[0].rpartition(" ")[2]}


def test_only_the_page_of_the_wide_table_is_turned(pdf: pikepdf.Pdf) -> None:
    turned = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
    assert turned.count(True) == 1


def test_a_table_taller_than_a_page_goes_on_over_the_next(
    document: Document, tmp_path: Path
) -> None:
    tall = replace(long_table(1), rows=(("słowo " * 2000, "1", "Urząd"), ("b", "2", "Urząd")))
    write_pdf(replace(document, blocks=(tall,)), tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        assert len(opened.pages) > 3


def test_every_font_is_embedded(pdf: pikepdf.Pdf) -> None:
    fonts = [f for f in pdf.objects if isinstance(f, pikepdf.Dictionary) and "/FontName" in f]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert all("DejaVu" in str(font.FontName) for font in fonts)


def test_texts_that_look_like_markup_are_printed_as_they_are(
    document: Document, path: Path, tmp_path: Path
) -> None:
    """A hostile text takes as many glyphs as it has signs: nothing was read as a command."""
    for text in HOSTILE:
        target = tmp_path / "a.pdf"
        write_pdf(replace(document, blocks=(Paragraph(text),)), target)
        hostile = shown(target)
        write_pdf(replace(document, blocks=(Paragraph("n" * 8),)), target)
        harmless = shown(target)
        assert hostile[: -len(typeset(text))] == harmless[:-8]
        assert hostile.endswith(typeset(text))


def shown(path: Path) -> str:
    """The text of the first page without its footer, read back through the fonts' own maps."""
    with pikepdf.open(path) as opened:
        page = opened.pages[0]
        maps = {name: unicode_map(font) for name, font in page.Resources.Font.items()}
        text, current, artifact = "", {}, 0
        for step in pikepdf.parse_content_stream(page):
            operands = list(step.operands)
            match str(step.operator):
                case "BMC" | "BDC":
                    artifact = artifact + 1 if artifact or str(operands[0]) == "/Artifact" else 0
                case "EMC":
                    artifact = max(artifact - 1, 0)
                case "Tf":
                    current = maps[str(operands[0])]
                case "Tj" | "TJ" if not artifact:
                    parts = operands[0] if str(step.operator) == "TJ" else operands
                    for part in parts:
                        if isinstance(part, pikepdf.String):
                            text += decoded(bytes(part), current)
                case _:
                    pass
    return text


def test_the_same_document_gives_the_same_bytes(
    document: Document, path: Path, tmp_path: Path
) -> None:
    again = tmp_path / "inny.pdf"
    write_pdf(document, again)
    assert again.read_bytes() == path.read_bytes()
    write_pdf(replace(document, date=date(2026, 3, 16)), again)
    assert again.read_bytes() != path.read_bytes()


def test_a_sign_without_a_glyph_is_named(document: Document, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"blok 1: jest „znak 漢 \(U\+6F22\)”"):
        write_pdf(replace(document, blocks=(Paragraph("znak 漢"),)), tmp_path / "a.pdf")
    assert not list(tmp_path.iterdir())


def test_a_broken_picture_is_told_and_nothing_is_left(document: Document, tmp_path: Path) -> None:
    broken = tmp_path / "broken.svg"
    broken.write_text("<svg", encoding="utf-8")
    figure = Figure(broken.with_suffix(".png"), broken, "Podpis", "Opis", "OPS")
    with pytest.raises(OutputError, match="Sprawdź, czy wykresy SVG są całe"):
        write_pdf(replace(document, blocks=(figure,)), tmp_path / "a.pdf")
    assert [p.name for p in tmp_path.iterdir()] == ["broken.svg"]


def test_the_template_asks_for_no_package() -> None:
    template = Path(__file__).resolve().parents[2] / "costmodel" / "annex" / "annex.typ"
    assert "@preview" not in template.read_text(encoding="utf-8")
