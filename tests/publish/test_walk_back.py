"""A reader of paper finds the name of each headline number, and how to walk it back."""

from __future__ import annotations

import pytest

from costmodel.annex.document import Heading, Paragraph, Table, texts_of
from costmodel.annex.marks import unmarked
from costmodel.publish.material import Material
from costmodel.publish.opening import summary
from costmodel.publish.walk_back import printed_forms, walk_back
from costmodel.studies.municipality import Study
from tests.publish.composing import material_of
from tests.publish.reading import plain


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    """The material of the example, its summary printed."""
    material = material_of(study)
    summary(material)
    return material


@pytest.fixture(scope="module")
def table(material: Material) -> Table:
    """The table of the headline numbers."""
    heading, told, found = walk_back(material)
    assert isinstance(heading, Heading)
    assert isinstance(told, Paragraph)
    assert "costmodel explain" in told.text
    assert "pochodzenie.json" in told.text
    assert isinstance(found, Table)
    return found


def test_every_number_of_the_summary_is_named_once(material: Material, table: Table) -> None:
    ids = [row[2] for row in table.rows]
    assert len(ids) == len(set(ids))
    assert set(material.pen.printed) <= set(ids)
    assert {"total.cost_of_inaction.public", "total.net.gmina"} <= set(ids)


def test_a_row_tells_the_number_as_it_is_printed(material: Material, table: Table) -> None:
    for label, shown, id_ in table.rows:
        assert plain(label).lower() == plain(material.pen.quantity(id_).label).lower()
        assert set(shown.split("; ")) <= set(material.pen.printed[id_])


def test_no_mark_is_left_in_a_document_on_paper(material: Material) -> None:
    texts = [text for block in walk_back(material) for text in texts_of(block)]
    assert [unmarked(text) for text in texts] == texts


def test_a_text_without_numbers_names_none() -> None:
    assert printed_forms([Heading(1, "Rok 2026"), Paragraph("1 195 osób")]) == {}
