"""What fuzzing and hostile texts broke once, kept so that it stays mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pikepdf
import pptx
import pytest

from costmodel.annex.document import Document, Paragraph
from costmodel.annex.pdf import write_pdf
from costmodel.annex.slides import Deck
from costmodel.annex.slides_pptx import write_slides
from costmodel.errors import InputError, Problem
from costmodel.intake.xlsx_parts import fail_if_unsafe
from costmodel.publish.exchange import _stale
from costmodel.statistics.links import links_out
from costmodel.statistics.sheet import sheet_text
from tests.annex.letterheads import office, with_parts
from tests.hostile.corpus import workbook
from tests.hostile.mutations import zipped
from tests.hostile.readers import READERS
from tests.hostile.reading import refusal

LONG = "https://zly.example " + "a" * 300
TODAY = date(2026, 3, 31)


def test_an_address_in_the_foot_of_a_page_does_not_stop_the_pdf(tmp_path: Path) -> None:
    """Links may not stand in the foot: the typesetter refused a place with an address in it."""
    blocks = (Paragraph("Tekst"),)
    write_pdf(Document(LONG, LONG, LONG, TODAY, LONG, blocks), tmp_path / "aneks.pdf")
    with pikepdf.open(tmp_path / "aneks.pdf") as pdf:
        assert len(pdf.pages) > 0


def test_a_long_name_of_a_place_does_not_stop_the_slides(tmp_path: Path) -> None:
    write_slides(Deck(LONG, LONG, TODAY, LONG, ()), tmp_path / "rada.pptx")
    told = pptx.Presentation(str(tmp_path / "rada.pptx")).core_properties
    assert len(told.title) == len(told.author) == len(told.last_modified_by) == 255


def test_a_letterhead_that_is_no_package_is_refused(tmp_path: Path) -> None:
    """Its parts are sound XML and its list of types is none: python-docx fell over it."""
    types = b'<Typy xmlns="x"/><!-- wordprocessingml.document.main+xml -->'
    good = office("[[TREŚĆ]]")
    for part in (types, b"<a/>", b""):
        spoiled = with_parts(good, {"[Content_Types].xml": part})
        assert refusal(READERS["letterhead"], spoiled, tmp_path) is not None


@pytest.mark.parametrize("kind", ["xpiv", "letterhead", "budget_zip"])
def test_a_part_without_a_name_is_no_fault_of_ours(kind: str, tmp_path: Path) -> None:
    refused = refusal(READERS[kind], zipped([("", b"a")]), tmp_path)
    assert refused is not None
    assert READERS[kind].file in str(refused)


def test_a_formula_is_found_whatever_the_names_of_the_elements() -> None:
    """The strict form of XLSX has another namespace, which the search for formulas passed over."""
    cells = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
    strict = workbook(cells, main="http://purl.oclc.org/ooxml/spreadsheetml/main")
    prefixed = workbook(cells.replace("<c ", "<c xmlns:x='y' ").replace("f>", "x:f>"))
    for book in (strict, prefixed):
        with pytest.raises(InputError, match="komórka A1: jest „wzór”"):
            fail_if_unsafe(book, file="formularz.xlsx")


def test_a_name_that_turns_the_direction_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan\u202etxt.toml").write_text("", encoding="utf-8")
    (problem,) = links_out(tmp_path)
    assert "znak U+202E" in str(problem)
    assert "<U+202E>" in str(problem)


def test_a_message_shows_what_would_steer_the_terminal() -> None:
    told = str(Problem("a.csv", "wiersz 1", "\x1b[2J\nBŁĄD", "liczba", "Popraw."))
    assert told == "a.csv, wiersz 1: jest „<U+001B>[2J<U+000A>BŁĄD”, a powinno być: liczba. Popraw."


def test_a_message_tells_no_more_than_a_person_can_read() -> None:
    problems = [Problem("a.csv", "", "x" * 10**6, "liczba", "Popraw.")] * 2_000
    told = str(InputError(problems)).splitlines()
    assert len(told) == 1_001
    assert told[-1] == "… i jeszcze 1000"
    assert max(map(len, told)) < 2_100


def test_an_earlier_manifest_cannot_name_a_folder_to_remove(tmp_path: Path) -> None:
    (tmp_path / "wykresy").mkdir()
    (tmp_path / "wykresy" / "stary.png").write_bytes(b"")
    names = ("wykresy/..", "../wykresy/x", "wykresy/stary.png", "/etc/passwd", "wykresy/a\\u0000")
    listed = ", ".join(f'{{"plik": "{name}"}}' for name in names)
    manifest = f'{{"pliki_wynikowe": [{listed}]}}'
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    assert _stale(tmp_path, {}) == [tmp_path / "wykresy" / "stary.png"]
    (tmp_path / "manifest.json").write_text("[" * 100_000, encoding="utf-8")
    assert _stale(tmp_path, {}) == []


def test_a_text_that_begins_with_a_minus_is_no_formula() -> None:
    table = pd.DataFrame({"tekst": ["-2+3+cmd|' /C calc'!A0", "-58", "-", "-1 234,5", "=1+1"]})
    lines = sheet_text(table, separator=";", newline="\n").splitlines()[1:]
    assert lines == ["'-2+3+cmd|' /C calc'!A0", "-58", "-", "-1 234,5", "'=1+1"]


@pytest.mark.parametrize("kind", ["xpiv", "letterhead", "register_book"])
def test_an_encoding_that_nobody_knows_is_no_fault_of_ours(kind: str, tmp_path: Path) -> None:
    """A declaration of XML may name any; the parser raises a LookupError for it."""
    good = READERS[kind].good
    spoiled = with_parts(good, {"[Content_Types].xml": b'<?xml version="1.0" encoding="x-1"?><a/>'})
    assert refusal(READERS[kind], spoiled, tmp_path) is not None
