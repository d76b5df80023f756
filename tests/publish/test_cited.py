"""Sentences of the annex say in footnotes which act, study, statistics or table they rest on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.annex.document import Document, Footnote, Heading, Paragraph
from costmodel.publish import cited
from costmodel.publish.annex_document import annex_document
from costmodel.publish.findings import evidence_of
from costmodel.publish.material import Material
from costmodel.studies.municipality import Study
from tests.publish.composing import material_of


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    return material_of(study)


@pytest.fixture(scope="module")
def document(material: Material) -> Document:
    return annex_document(material, evidence_of(material.study.inputs).findings)


def notes_behind(document: Document, part: str) -> list[str]:
    """Return the footnotes of the paragraphs that hold a text."""
    paragraphs = [b for b in document.blocks if isinstance(b, Paragraph) and part in b.text]
    return [note.text for paragraph in paragraphs for note in paragraph.notes]


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Koszt zaniechania dla wszystkich finansów publicznych", "„Parametry użyte w oblicz"),
        ("Plan kosztuje w tym czasie", "plan.toml gminy"),
        ("Bez dodatkowych działań", "GUS, Bank Danych Lokalnych, bezrobotni zarejestrowani"),
        ("Porównujemy dwie drogi", "Kalkulator Kosztów Zaniechania"),
        ("Udział samorządów w podatku", "o dochodach jednostek samorządu terytorialnego"),
        ("Wartość bieżąca netto (stopa", "480/2014"),
        ("im słabszy dowód", "GMCA"),
        ("co najmniej jednego pracownika socjalnego", "art. 110 ust. 11"),
    ],
)
def test_a_sentence_says_what_it_rests_on(document: Document, part: str, source: str) -> None:
    assert any(source in note for note in notes_behind(document, part))


def test_each_instrument_is_followed_by_its_own_evidence(material: Material) -> None:
    (told,) = cited.effect_sources(material)
    assert isinstance(told, Paragraph)
    items = material.study.inputs.plan.items
    labels = [item.instrument.label for item in items]
    assert all(n.after.endswith(label) for n, label in zip(told.notes, labels, strict=True))
    assert all(told.text.startswith(note.after) for note in told.notes)
    by_name = {i.instrument.id: note.text for note, i in zip(told.notes, items, strict=True)}
    assert "NIK, P/13/102" in by_name["kontrakt_socjalny"]
    assert all("(dowód " in text for text in by_name.values())


def test_a_plan_without_instruments_names_no_evidence(material: Material) -> None:
    inputs = material.study.inputs
    empty = replace(inputs, plan=replace(inputs.plan, items=()))
    bare = replace(material, study=replace(material.study, inputs=empty))
    assert cited.effect_sources(bare) == []


def test_a_rate_given_by_hand_is_no_law(material: Material) -> None:
    inputs = material.study.inputs
    given = replace(inputs, settings=replace(inputs.settings, discount_rate=0.03))
    own = replace(material, study=replace(material.study, inputs=given))
    assert cited.discount_note(material).text != cited.discount_note(own).text
    assert "gminę" in cited.discount_note(own).text


def test_a_problem_without_own_numbers_names_the_national_frequency(several: Study) -> None:
    material = material_of(several)
    stocks = several.inputs.stocks
    (problem, *_) = [p for p in material.problems if stocks[p.id].forecast is None]
    text = cited.stock_note(material, problem).text
    assert text.startswith("Częstość krajowa: ")
    assert cited.seen_note(material, problem).text == text


def test_the_same_footnote_is_not_repeated_from_one_paragraph_to_the_next() -> None:
    told = [Paragraph("Tekst.", notes=(Footnote(note),)) for note in ("GUS", "GUS", "PUP", "GUS")]
    kept = cited.once([*told[:2], Heading(2, "Dalej"), *told[2:]])
    assert [len(block.notes) for block in kept if isinstance(block, Paragraph)] == [1, 0, 1, 1]
    assert Heading(2, "Dalej") in kept
