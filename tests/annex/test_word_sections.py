"""A setting of pages of an office gets what it lacks, and one column."""

from __future__ import annotations

from costmodel.annex.word_sections import empty_section, prepared, room_of
from costmodel.annex.word_styles import W
from costmodel.annex.wordml import element


def test_a_setting_without_size_and_margins_gets_those_of_a_page_of_ours() -> None:
    made = prepared(empty_section())
    assert [child.tag.removeprefix(W) for child in made] == ["pgSz", "pgMar"]  # the schema's order
    assert room_of(made) == room_of(prepared(made))


def test_what_is_added_stands_behind_heads_and_before_columns() -> None:
    setting = empty_section()
    for name in ("headerReference", "footnotePr", "cols"):
        setting.append(element(name))
    names = [child.tag.removeprefix(W) for child in prepared(setting)]
    assert names == ["headerReference", "footnotePr", "pgSz", "pgMar", "cols"]


def test_text_in_two_columns_becomes_one() -> None:
    setting = empty_section()
    setting.append(element("cols", num=2, space=708))
    (columns,) = prepared(setting).iterfind(f"{W}cols")
    assert columns.get(f"{W}num") is None
