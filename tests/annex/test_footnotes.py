from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.annex.document import Footnote
from costmodel.annex.footnotes import noted

GUS = "GUS, BDL"


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        ("Było 5. Jest 3.", "Było 5.", ["Było 5", ". Jest 3."]),
        ("Było 5. Jest 3.", "", ["Było 5. Jest 3", "."]),
        ("Tak w 2024 r. Jest 3.", "Tak w 2024 r.", ["Tak w 2024 r.", " Jest 3."]),
        (
            "Mówi o tym art. 16b ust. 2 i inne.",
            "art. 16b",
            ["Mówi o tym art. 16b", " ust. 2 i inne."],
        ),
        ("Hard\u00a0space here", "Hard space", ["Hard\u00a0space", " here"]),
        ("Bez kropki", "", ["Bez kropki"]),
    ],
)
def test_a_mark_stands_before_the_full_stop_but_behind_an_abbreviation(
    text: str, after: str, expected: list[str]
) -> None:
    pieces = noted(text, [Footnote(GUS, after)])
    assert [piece for piece, _ in pieces] == expected
    assert [note for _, note in pieces] == [GUS, *[""] * (len(expected) - 1)]


def test_marks_stand_in_the_order_of_the_text() -> None:
    notes = [Footnote("drugie", "dwa"), Footnote("pierwsze", "jeden"), Footnote("trzecie", "dwa")]
    assert noted("jeden, dwa, trzy", notes) == (
        ("jeden", "pierwsze"),
        (", dwa", "drugie"),
        ("", "trzecie"),
        (", trzy", ""),
    )


@given(st.text("ab. r", max_size=20), st.lists(st.text("ab. r", max_size=3), max_size=3))
def test_no_letter_is_lost_and_no_footnote(text: str, places: list[str]) -> None:
    notes = [Footnote(str(number), after) for number, after in enumerate(places)]
    pieces = noted(text, notes)
    assert "".join(piece for piece, _ in pieces) == text
    assert {note for _, note in pieces} - {""} == {note.text for note in notes}
