"""The CHEERS sheet: every item answered, and every place it names is a part of the annex."""

from __future__ import annotations

from costmodel.annex.document import Table
from costmodel.publish.cheers import ITEMS, cheers, cheers_sheet
from costmodel.publish.part_names import NAMES
from costmodel.studies.municipality import Study
from tests.publish.composing import material_of
from tests.publish.reading import plain


def test_the_items_are_numbered_and_name_parts_that_exist() -> None:
    items = cheers_sheet().item
    assert [item.number for item in items] == list(range(1, ITEMS + 1))
    assert {item.part for item in items} <= {"", *NAMES}


def test_the_answers_are_those_of_the_study(study: Study) -> None:
    material = material_of(study)
    (table,) = (block for block in cheers(material) if isinstance(block, Table))
    answers = {row[0].partition(".")[0]: plain(row[1]) for row in table.rows}
    assert len(answers) == ITEMS
    assert "Szczecinek" in answers["6"]
    assert "7 lat" in answers["9"]
    assert f"złote z {study.inputs.price_year} r." in answers["15"].lower()
    assert "200 losowań" in answers["20"]
    assert not [answer for answer in answers.values() if "{" in answer]
