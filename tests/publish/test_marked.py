"""The marked document says what the document says, and names the number behind each figure."""

from __future__ import annotations

import pytest

from costmodel.annex.document import Document, Paragraph, Table, texts_of
from costmodel.annex.marks import Part, parts, unmarked
from costmodel.publish.annex_document import annex_document
from costmodel.publish.findings import evidence_of
from costmodel.publish.marked import marked_document
from costmodel.publish.material import Material
from costmodel.studies.municipality import Study
from tests.publish.composing import material_of
from tests.publish.reading import plain


def texts(document: Document) -> list[str]:
    return [text for block in document.blocks for text in texts_of(block)]


def numbers(document: Document) -> list[Part]:
    return [part for text in texts(document) for part in parts(text) if part.id]


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    """The material of the example, from which nothing is printed yet."""
    return material_of(study)


@pytest.fixture(scope="module")
def found(material: Material) -> Document:
    """The marked document of the example."""
    return marked_document(material, evidence_of(material.study.inputs).findings)


def test_the_pen_of_the_material_keeps_nothing_of_it(material: Material, found: Document) -> None:
    assert numbers(found)
    assert not material.pen.printed


@pytest.mark.parametrize("made", ["study", "several"])
def test_without_its_marks_it_is_the_document(made: str, request: pytest.FixtureRequest) -> None:
    study: Study = request.getfixturevalue(made)
    findings = evidence_of(study.inputs).findings
    whole = marked_document(material_of(study), findings)
    expected = annex_document(material_of(study), findings)
    assert [unmarked(text) for text in texts(whole)] == texts(expected)


def test_each_mark_names_a_number_that_is_printed_so(study: Study, found: Document) -> None:
    fresh = material_of(study)
    annex_document(fresh, evidence_of(study.inputs).findings)
    printed = {id_: {plain(text) for text in shown} for id_, shown in fresh.pen.printed.items()}
    for part in numbers(found):
        ends = plain(part.text).replace("– ", "–").replace(" –", "–")
        assert ends in {text.replace("– ", "–").replace(" –", "–") for text in printed[part.id]}


def test_the_headline_names_the_number_it_tells(found: Document) -> None:
    public, gmina = (f"total.cost_of_inaction.{who}" for who in ("public", "gmina"))
    told = [b.text for b in found.blocks if isinstance(b, Paragraph) and public in b.text]
    named = [[part.id for part in parts(text) if part.id] for text in told]
    assert [public, public, gmina, gmina] in named


def test_cells_that_hold_the_same_figure_keep_their_own_names(found: Document) -> None:
    """A figure alone would not tell which number it is: the same text, other numbers."""
    by_text: dict[str, set[str]] = {}
    for block in found.blocks:
        for text in texts_of(block) if isinstance(block, Table) else ():
            for part in parts(text):
                by_text.setdefault(part.text, set()).add(part.id)
    assert max(len(ids - {""}) for ids in by_text.values()) > 2
