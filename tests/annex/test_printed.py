from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Literal

import pytest

from costmodel.annex.dates import long_date
from costmodel.annex.document import Bullets, Document, Heading
from costmodel.annex.printed import foot, imprint, is_in_contents, moment, word

DOCUMENT = Document("Aneks", "", "Miasto", date(2026, 3, 15), "OPS", (Heading(1, "Cel"),))


def test_the_imprint_leaves_out_what_is_not_known() -> None:
    assert imprint(DOCUMENT) == f"OPS · Miasto · {long_date(DOCUMENT.date)}"
    assert imprint(replace(DOCUMENT, place=" ")) == f"OPS · {long_date(DOCUMENT.date)}"


def test_the_foot_names_the_place_or_else_the_title() -> None:
    assert foot(DOCUMENT) == "Miasto"
    assert foot(replace(DOCUMENT, place="")) == DOCUMENT.title


@pytest.mark.parametrize(("level", "listed"), [(1, True), (2, True), (3, False)])
def test_two_levels_of_headings_stand_in_the_contents(
    level: Literal[1, 2, 3], listed: bool
) -> None:
    assert is_in_contents(Heading(level, "Ludność")) == listed
    assert not is_in_contents(Bullets(("a",)))


def test_the_day_of_the_document_is_told_by_its_noon_anywhere() -> None:
    assert moment(DOCUMENT) == datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", ["table", "figure"])
def test_a_caption_is_counted_by_one_word(name: str) -> None:
    assert len(word(name).split()) == 1
