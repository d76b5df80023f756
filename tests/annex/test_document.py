from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.annex.document import (
    Align,
    Block,
    Bullets,
    Document,
    Figure,
    Footnote,
    Heading,
    Paragraph,
    Table,
    texts_of,
)
from costmodel.annex.nbsp import HARD, typeset
from costmodel.errors import InputError
from tests.annex.sample import money_table, sample


def document(*blocks: Block, title: str = "Aneks", lang: str = "pl-PL") -> Document:
    return Document(title, "", "Przykładowo", date(2026, 3, 15), "OPS", blocks, lang)


def table(
    rows: tuple[tuple[str, ...], ...] = (("1", "2"),),
    align: tuple[Align, ...] = ("left", "right"),
    widths: tuple[float, ...] | None = None,
) -> Table:
    return Table("Podpis", ("A", "B"), rows, align, "OPS", widths=widths)


def problems_of(*blocks: Block, title: str = "Aneks", lang: str = "pl-PL") -> list[str]:
    with pytest.raises(InputError) as caught:
        document(*blocks, title=title, lang=lang)
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_document_is_accepted(tmp_path: Path) -> None:
    assert len(sample(tmp_path).blocks) > 20


@pytest.mark.parametrize(
    ("levels", "says"),
    [((2,), "od 1 do 1"), ((1, 3), "od 1 do 2"), ((1, 2, 3, 2, 1, 3), "blok 6")],
)
def test_a_skipped_heading_level_is_named(levels: tuple[int, ...], says: str) -> None:
    headings = [Heading(level, "Tekst") for level in levels]  # type: ignore[arg-type]
    (problem,) = problems_of(*headings)
    assert says in problem


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (table(rows=(("1",),)), "wiersz 1: jest „1”, a powinno być: 2"),
        (table(rows=()), "0 wierszy"),
        (table(align=("left",)), "wyrównanie"),
        (table(widths=(1.0,)), "szerokości"),
        (table(widths=(1.0, -1.0)), "liczba dodatnia"),
        (table(widths=(1.0, float("nan"))), "liczba dodatnia"),
        (Table("Podpis", ("A", " "), (("1", "2"),), ("left", "left"), "OPS"), "główka"),
        (Table("", ("A",), (("1",),), ("left",), "OPS"), "podpis tabeli"),
        (Table("Podpis", ("A",), (("1",),), ("left",), ""), "źródło tabeli"),
        (Figure(Path("a.png"), Path("a.svg"), "Podpis", " ", "OPS"), "tekst alternatywny"),
        (Figure(Path("a.png"), Path("a.svg"), "Podpis", "Opis", ""), "źródło wykresu"),
        (Figure(Path("a.svg"), Path("a.png"), "Podpis", "Opis", "OPS"), "plik .png"),
        (Heading(1, ""), "blok 1"),
        (Paragraph("Tekst", notes=(Footnote(" "),)), "przypis"),
        (Paragraph("Tekst", notes=(Footnote("GUS", after="brak"),)), "przypis: jest „brak”"),
        (Paragraph("Tekst", notes=(Footnote("dzwonek \x07"),)), "U+0007"),
        (Bullets(()), "Dodaj punkty"),
        (Bullets(("jeden", "")), "punkt"),
        (Paragraph("dzwonek \x07 w tekście"), "U+0007"),
        (Paragraph("kodowanie\x9c"), "U+009C"),
        (Paragraph("połowa znaku \ud800"), "U+D800"),
        (Bullets(("koniec \ufffe",)), "U+FFFE"),
    ],
)
def test_each_broken_block_is_told_apart(block: Block, says: str) -> None:
    assert any(says in problem for problem in problems_of(block))


def test_everything_wrong_is_told_at_once() -> None:
    found = problems_of(Heading(3, ""), table(rows=(("1",),)), title="", lang="polski")
    assert len(found) == 5


def test_a_document_without_blocks_is_refused() -> None:
    (problem,) = problems_of()
    assert "co najmniej jeden blok" in problem


def test_all_texts_of_a_table_are_handed_over() -> None:
    wide = money_table()
    texts = texts_of(wide)
    assert {wide.caption, wide.note, wide.source, *wide.header, *wide.rows[2]} <= set(texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("osoby w domu i z pracą", "osoby w~domu i~z~pracą"),
        ("O tym, U nas", "O~tym, U~nas"),
        ("1 250 000 zł", "1~250~000~zł"),
        ("3,4 mln zł", "3,4~mln~zł"),
        ("w 2026 r. i 2027 r.", "w~2026~r. i~2027~r."),
        ("art. 16b ust. 2 pkt 3", "art.~16b ust.~2~pkt~3"),
        ("Dz.U. poz. 1799", "Dz.U.~poz.~1799"),
        ("1 stycznia 2027 r.", "1~stycznia 2027~r."),
        ("zysk – strata", "zysk~– strata"),
        ("lata 2026 2027", "lata 2026 2027"),
        ("dwa\nwiersze\ti  odstępy ", "dwa wiersze i~odstępy"),
        ("rok pełen słów", "rok pełen słów"),
    ],
)
def test_hard_spaces_stand_where_a_line_must_not_end(text: str, expected: str) -> None:
    assert typeset(text).replace(HARD, "~") == expected


@given(st.text(st.sampled_from("aiozw 15\u00a0.,złr\n(–"), max_size=30))
def test_typesetting_twice_changes_nothing_more(text: str) -> None:
    once = typeset(text)
    assert typeset(once) == once


@given(st.text(st.sampled_from("aiozw 15.,złr(–"), max_size=30))
def test_typesetting_changes_nothing_but_spaces(text: str) -> None:
    assert typeset(text).replace(HARD, "").replace(" ", "") == text.replace(" ", "")
