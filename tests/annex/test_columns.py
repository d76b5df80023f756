from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.annex.columns import LANDSCAPE, PORTRAIT, TYPE_SIZE, columns_of
from costmodel.annex.document import Heading, PageBreak, Paragraph, Table
from costmodel.annex.nbsp import HARD, foldable
from costmodel.annex.outline import numbered
from costmodel.annex.pages import page_runs
from costmodel.annex.typeface import width_of
from tests.annex.sample import long_table, money_table, thousands_table

words = st.text(st.sampled_from("abc 0123"), min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(words, words, words), min_size=2, max_size=5))
def test_columns_fill_the_page_and_hold_their_longest_word(rows: list[tuple[str, ...]]) -> None:
    table = Table("Podpis", rows[0], tuple(rows[1:]), ("left", "left", "right"), "OPS")
    widths = columns_of(table).widths
    assert sum(widths) == pytest.approx(PORTRAIT)
    for width, *cells in zip(widths, *rows, strict=True):
        longest = max(width_of(word, size=TYPE_SIZE) for cell in cells for word in cell.split())
        assert width > longest


def test_only_a_table_that_does_not_fit_turns_its_page() -> None:
    assert not columns_of(thousands_table()).turned
    wide = columns_of(money_table())
    assert wide.turned
    assert sum(wide.widths) == pytest.approx(LANDSCAPE)


def test_widths_of_the_author_are_kept_if_the_words_fit() -> None:
    kept = columns_of(replace(long_table(3), widths=(2.0, 1.0, 1.0))).widths
    assert kept == pytest.approx((PORTRAIT / 2, PORTRAIT / 4, PORTRAIT / 4))
    mended = columns_of(replace(long_table(3), widths=(98.0, 1.0, 1.0))).widths
    assert mended == columns_of(long_table(3)).widths


def test_a_heading_turns_with_its_table_and_no_page_is_empty() -> None:
    text = Paragraph("Tekst")
    blocks = (text, PageBreak(), Heading(1, "Koszty"), money_table(), PageBreak(), text)
    upright, turned, after = page_runs(numbered(blocks))
    assert [run.turned for run in (upright, turned, after)] == [False, True, False]
    assert [item.block for item in upright.items] == [text]
    assert isinstance(turned.items[0].block, Heading)
    assert [item.block for item in after.items] == [text]


def test_headings_tables_and_figures_count_apart() -> None:
    headings = (Heading(1, "A"), Heading(2, "B"), Heading(3, "C"), Heading(1, "D"), Heading(2, "E"))
    blocks = (long_table(2), *headings, long_table(2))
    expected = ["1", "1.", "1.1.", "1.1.1.", "2.", "2.1.", "2"]
    assert [item.number for item in numbered(blocks)] == expected


def test_room_that_is_left_goes_where_text_would_break() -> None:
    short, long = "słowo", " ".join(["słowo"] * 40)
    table = Table("Podpis", ("A", "B"), ((short, long),), ("left", "left"), "OPS")
    narrow, broad = columns_of(table).widths
    assert narrow == pytest.approx(width_of(short, size=TYPE_SIZE), abs=15)
    assert broad > 8 * narrow


def test_a_table_too_wide_for_any_page_does_not_run_off_it() -> None:
    header = tuple(f"kolumna{number}" for number in range(30))
    table = Table("Podpis", header, (header,), ("left",) * 30, "OPS")
    assert columns_of(table).turned
    assert sum(columns_of(table).widths) == pytest.approx(LANDSCAPE)


def test_a_word_no_line_could_hold_is_folded() -> None:
    table = Table("Podpis", ("A", "B"), (("x" * 300, "1"),), ("left", "right"), "OPS")
    assert not columns_of(table).turned
    address = "https://example.org/" + "a" * 60
    assert foldable(f"{'x' * 39} {address}") == f"{'x' * 39} {address}"


def test_a_range_held_by_hard_spaces_is_one_word() -> None:
    held = f"5{HARD}456{HARD}–{HARD}11{HARD}086"
    narrow = Table("Kwoty", ("Rok", "Od–do"), (("2026", held),), ("left", "right"), "OPS")
    texts = Table("Kwoty", ("Rok", "Od–do"), (("2026", "1"),), ("left", "right"), "OPS")
    crowd = "bardzo długa nazwa działania " * 40
    wide = replace(narrow, rows=((crowd, held),))
    assert columns_of(wide).widths[1] > columns_of(replace(texts, rows=((crowd, "1"),))).widths[1]
    assert columns_of(wide).widths[1] >= width_of(held, size=TYPE_SIZE, bold=False)
