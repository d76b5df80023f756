from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from costmodel.annex.marks import Part, marked, parts, unmarked

SIGNS = st.sampled_from(["\ufdd0", "\ufdd1", "\ufdd2", "a", "1", " "])


def test_a_text_without_marks_is_one_part() -> None:
    assert parts("1 195 osób") == (Part("1 195 osób"),)
    assert parts("") == ()


def test_what_is_marked_keeps_its_name_inside_other_texts() -> None:
    text = f"Od {marked('a.b', '1')} ({marked('c', '2–3')})."
    found = [("Od ", ""), ("1", "a.b"), (" (", ""), ("2–3", "c"), (").", "")]
    assert [(part.text, part.id) for part in parts(text)] == found


def test_two_marks_side_by_side_stay_two_numbers() -> None:
    assert parts(marked("a", "1") + marked("b", "2")) == (Part("1", "a"), Part("2", "b"))


def test_an_outer_mark_covers_the_inner_ones_and_ends_where_it_ends() -> None:
    text = marked("out", f"{marked('in', '1')}–2") + " zł"
    assert parts(text) == (Part("1–2", "out"), Part(" zł"))


@given(st.lists(SIGNS).map("".join))
def test_a_torn_mark_loses_its_signs_and_no_letter(text: str) -> None:
    """A reader's own text may hold anything: what is left is what it says, sign by sign."""
    shown = unmarked(text)
    assert not set(shown) & {"\ufdd0", "\ufdd1", "\ufdd2"}
    assert "".join(part.text for part in parts(shown)) == shown
    if "\ufdd1" not in text:
        assert shown == text.replace("\ufdd0", "").replace("\ufdd2", "")


@given(st.text(), st.text())
def test_marking_changes_no_text(before: str, number: str) -> None:
    plain = unmarked(before) + unmarked(number)
    assert unmarked(unmarked(before) + marked("id", unmarked(number))) == plain
