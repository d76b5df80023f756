from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.annex.html_text import anchor_of, as_html, as_plain, cut_html
from costmodel.annex.marks import marked, unmarked
from costmodel.annex.nbsp import typeset
from tests.annex.sample import HOSTILE

WORDS = st.text(alphabet="aiw 1250złr.\t\n<&\"'", max_size=30)


def _read(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@given(WORDS, WORDS, WORDS)
def test_marks_do_not_change_how_a_text_is_set(before: str, number: str, after: str) -> None:
    """Hard spaces look at what stands around them, on both sides of a mark too."""
    text = f"{before}{marked('n', number)}{after}"
    expected = typeset(before + number + after)
    assert _read(as_html(text, {"n": "liczba"})) == expected
    assert as_plain(text) == expected


def test_a_hard_space_stands_between_a_number_and_its_unit_outside_the_mark() -> None:
    text = f"W {marked('n', '1 195')} zł"
    assert _read(as_html(text, {"n": "x"})) == "W\xa01\xa0195\xa0zł"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_a_tag(text: str) -> None:
    assert "<" not in as_html(text)
    assert '"' not in as_html(text)
    shown = as_html(marked("n", text), {"n": text})
    assert re.sub(r'<a class="number" href="#liczba-n" title="[^"<>]*">|</a>', "", shown) == (
        as_html(text)
    )


def test_an_address_ends_before_the_full_stop_and_keeps_its_query() -> None:
    found = as_html("Zob. https://a.example/x?b=1&c=2, potem http://b.example.")
    assert re.findall(r'href="([^"]*)"', found) == [
        "https://a.example/x?b=1&amp;c=2",
        "http://b.example",
    ]
    assert found.endswith("</a>.")


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_only_web_addresses_become_links(text: str) -> None:
    assert "<a" not in as_html(text)


def test_the_id_of_a_number_is_one_word_on_the_page() -> None:
    assert anchor_of("held.size.od 1500.coverage") == "liczba-held.size.od_1500.coverage"


@given(st.text())
def test_any_text_is_read_back_whole(text: str) -> None:
    assert _read(as_html(text)) == typeset(unmarked(text))


@given(WORDS, WORDS, WORDS, st.lists(st.integers(0, 90), max_size=4).map(sorted))
def test_cutting_loses_nothing_and_cuts_no_number(
    before: str, number: str, after: str, cuts: list[int]
) -> None:
    text = f"{before}{marked('n', number)}{after}"
    found = cut_html(text, cuts, {"n": "liczba"})
    assert len(found) == len(cuts) + 1
    assert "".join(map(_read, found)) == as_plain(text)
    assert all(piece.count("<a") == piece.count("</a>") for piece in found)


def test_a_cut_falls_where_it_is_told_and_behind_a_number() -> None:
    text = f"Tak {marked('n', '1234')} jest."
    assert [_read(piece) for piece in cut_html(text, [2, 6, 10], {"n": "x"})] == [
        "Ta",
        "k 1234",
        " j",
        "est.",
    ]
