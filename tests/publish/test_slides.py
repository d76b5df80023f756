"""The slides for the council: ten sentences, readable from the last row, every number traced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.util import Emu, Pt

from costmodel.annex.slides import Deck, Series, Slide, SlideChart
from costmodel.annex.slides_pptx import write_slides
from costmodel.annex.typeface import width_of
from costmodel.publish.slides import council_deck
from costmodel.publish.slides_teller import as_number
from costmodel.studies.municipality import Study
from tests.publish.composing import material_of
from tests.publish.reading import numbers_in, plain

SMALLEST = Pt(24)
PER_INCH = 72
CAUTION = "koszt możliwy do uniknięcia (szacunek)"
NAMES = (
    r"\b(?:19|20)\d\d\b",
    r"https?://\S+",
    r"\b[\w-]+\.(?:csv|xlsx|toml|json)\b",
    r"(?i:\bart\.) \d+\w*",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A deck, its file read again, and what the pen wrote."""

    deck: Deck
    pages: list[Any]
    size: tuple[int, int]
    written: set[str]
    labels: set[str]


@pytest.fixture(scope="module", params=["study", "several"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    study: Study = request.getfixturevalue(request.param)
    material = material_of(study)
    deck = council_deck(material)
    path: Path = tmp_path_factory.mktemp("slajdy") / "rada.pptx"
    write_slides(deck, path)
    found = pptx.Presentation(str(path))
    pen = material.pen
    written = {n for shown in pen.printed.values() for text in shown for n in numbers_in(text)}
    quantities = [pen.quantity(id_) for id_ in pen.printed]
    told = {plain(text) for q in quantities for text in (q.label, q.source, q.unit)}
    inputs = study.inputs
    told |= {plain(t) for i in inputs.instruments.values() for t in (i.label, i.description)}
    told |= {plain(t) for p in inputs.problems.values() for t in (p.label, *p.limits)}
    told |= {plain(level.label) for p in inputs.problems.values() for level in p.level}
    told |= {plain(str(row)) for row in material.comparison.table["name"]}
    size = (int(found.slide_width or 0), int(found.slide_height or 0))
    return Made(deck, list(found.slides), size, written, told)


def frames(page: Any) -> list[Any]:
    return [shape for shape in page.shapes if shape.has_chart]


def test_there_are_ten_wide_slides_with_one_chart_each(made: Made) -> None:
    assert len(made.pages) == 10
    assert made.size[0] / made.size[1] == pytest.approx(16 / 9, rel=1e-3)
    assert [len(frames(page)) for page in made.pages] == [1] * 10


def test_every_title_is_another_sentence_that_fits_on_two_lines(made: Made) -> None:
    titles = [plain(page.shapes.title.text_frame.text) for page in made.pages]
    assert len(set(titles)) == 10
    for page, title in zip(made.pages, titles, strict=True):
        assert re.fullmatch(r"[A-ZĄĆĘŁŃÓŚŹŻ].{20,}\.", title), title
        assert len(title.split()) >= 5
        run = page.shapes.title.text_frame.paragraphs[0].runs[0]
        wide = width_of(title, size=run.font.size.pt, bold=True)
        assert wide < 2 * 0.95 * Emu(page.shapes.title.width).inches * PER_INCH, title


def test_the_caution_stands_on_every_slide_and_the_range_before_the_point(made: Made) -> None:
    for page, slide in zip(made.pages, made.deck.slides, strict=True):
        assert CAUTION in plain(" ".join(s.text_frame.text for s in page.placeholders))
        assert "średnio" not in slide.title
    assert re.search(r"od .* do .* \(średnio", plain(made.deck.slides[0].message))


def test_every_chart_has_a_text_with_all_its_numbers(made: Made) -> None:
    for page in made.pages:
        (frame,) = frames(page)
        alt = plain(frame._element.nvGraphicFramePr.cNvPr.get("descr"))
        shown = [as_number(n) for n in numbers_in(alt)]
        for series in frame.chart.plots[0].series:
            assert series.name in alt
            for value in series.values:
                assert value is None or abs(value) in shown


def test_no_letter_is_smaller_than_24_points(made: Made) -> None:
    for page in made.pages:
        runs = [
            run
            for shape in page.placeholders
            for paragraph in shape.text_frame.paragraphs
            for run in paragraph.runs
        ]
        assert min(run.font.size for run in runs) >= SMALLEST
        (frame,) = frames(page)
        sizes = [int(n.get("sz")) for n in frame.chart._chartSpace.iter() if n.get("sz")]
        assert min(sizes) * Pt(1) // 100 >= SMALLEST


def test_nothing_overlaps_or_leaves_the_slide(made: Made) -> None:
    for page in made.pages:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in page.shapes]
        for left, top, right, bottom in boxes:
            assert 0 <= left < right <= made.size[0]
            assert 0 <= top < bottom <= made.size[1]
        ordered = sorted(boxes, key=lambda box: box[1])
        for above, below in pairwise(ordered):
            assert above[3] <= below[1]


def test_notes_answer_questions_and_name_the_source_of_every_number(made: Made) -> None:
    for page in made.pages:
        notes = plain(page.notes_slide.notes_text_frame.text)
        assert "Pytania, które mogą paść:" in notes
        sources = notes.partition("Skąd liczby na tym slajdzie:")[2]
        assert "Źródło: " in sources
        assert "?" in notes.partition("Pytania, które mogą paść:")[2]


def test_every_number_of_the_slides_is_kept_by_the_pen(made: Made) -> None:
    told = sorted((t for t in made.labels if re.search(r"\d", t)), key=len, reverse=True)
    for page in made.pages:
        shapes = [shape.text_frame.text for shape in page.placeholders]
        for text in (*shapes, page.notes_slide.notes_text_frame.text):
            bare = plain(text)
            for name in told:
                bare = bare.replace(name, "")
            for pattern in NAMES:
                bare = re.sub(pattern, "", bare)
            assert numbers_in(bare) <= made.written, text
        (frame,) = frames(page)
        written = {as_number(number) for number in made.written}
        for series in frame.chart.plots[0].series:
            assert {abs(v) for v in series.values if v is not None} <= written


ASKED = (
    "Ilu to mieszkańców i czy ich przybywa?",
    "Jak wypadamy na tle sąsiadów i podobnych gmin?",
    "Ile to kosztuje z naszego budżetu",
    "Co się stanie, gdy nic nie zrobimy?",
    "Skąd te liczby i jak pewna jest prognoza?",
    "Ile etatów i czy to obowiązek?",
    "Kiedy zobaczymy efekt i po czym go poznamy?",
    "Dlaczego tyle płacimy za domy pomocy i pieczę zastępczą?",
    "Co robią organizacje, powiat i urząd pracy?",
    "Co z poprzednią strategią?",
    "Czy to się mieści w wieloletniej prognozie finansowej?",
    "Czy ludzie nie nauczą się brać?",
    "Ile kosztuje pomoc jednej osobie i co za to dostaje?",
    "Kogo nie widać w danych?",
)
"""What councils ask, in the order in which a guide for them puts it."""


def test_the_notes_answer_all_that_councils_ask(made: Made) -> None:
    notes = [plain(page.notes_slide.notes_text_frame.text) for page in made.pages]
    for question in ASKED:
        assert any(question in text for text in notes), question


def test_every_chart_is_in_polish_and_its_numbers_follow_the_office_suite(made: Made) -> None:
    for page in made.pages:
        (frame,) = frames(page)
        chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
        space = frame.chart._chartSpace
        assert [child.tag for child in space][:2] == [f"{chart}date1904", f"{chart}lang"]
        assert space.find(f"{chart}lang").get("val") == "pl-PL"
        codes = {node.get("formatCode") for node in space.iter(f"{chart}numFmt")}
        assert codes <= {"#,##0", "#,##0.0", "General"}


@pytest.mark.parametrize(
    ("unit", "values", "code"),
    [
        ("osoby na 1000 mieszkańców", (32.1, 21.0), "#,##0.0"),  # 21,0 beside 32,1
        ("część zmienności wyniku, %", (79.0, 0.6), "General"),  # 79% beside 0,6%
        ("tys. zł", (1524.0, 235.0), "#,##0"),
        ("tys. zł", (None, None), "#,##0"),
    ],
)
def test_numbers_of_a_chart_have_the_digits_of_the_text(
    unit: str, values: tuple[float | None, ...], code: str, tmp_path: Path
) -> None:
    chart = SlideChart("bars", unit, ("a", "b"), (Series("s", values),), "opis")
    slide = Slide("Tytuł slajdu.", "c", "m", chart, "z", ("n",))
    write_slides(Deck("T", "P", date(2026, 1, 1), "a", (slide,)), tmp_path / "x.pptx")
    (page,) = pptx.Presentation(str(tmp_path / "x.pptx")).slides
    (frame,) = frames(page)
    assert frame.chart.plots[0].data_labels.number_format == code
