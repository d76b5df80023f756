"""The web page: whole in itself, in order for a screen reader, and no text of it is markup."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from costmodel.annex.document import (
    Bullets,
    Document,
    Figure,
    Footnote,
    Heading,
    Paragraph,
    Table,
)
from costmodel.annex.html import write_html
from costmodel.annex.html_origins import Origin
from costmodel.annex.marks import marked
from costmodel.annex.nbsp import typeset
from costmodel.errors import OutputError
from tests.annex.sample import ALT, HOSTILE, long_table, money_table, sample
from tests.annex.webpage import Element, WebPage

ORIGINS = (
    Origin("net.public", "wynik netto", "1 234,5 zł", ("jak: a − b", "źródło: <i>"), ("cost",)),
    Origin("cost", "koszt", "2 zł", ("gdzie: https://example.org/akt",)),
    Origin("unseen", "inna liczba", "3 zł"),
)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return sample(tmp_path_factory.mktemp("charts"))


@pytest.fixture(scope="module")
def written(document: Document, tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("html") / "aneks.html"
    write_html(document, target)
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(written: str) -> WebPage:
    return WebPage(written)


@pytest.fixture(scope="module")
def traced(document: Document, tmp_path_factory: pytest.TempPathFactory) -> WebPage:
    """A page with three numbers, two of them in a table."""
    net, cost = marked("net.public", "1,2 tys. zł"), marked("cost", "2")
    blocks = (
        Heading(1, "Wynik"),
        Paragraph(f"Razem {net}, a w 2026 r. {marked('strange', '7')}."),
        Table("Kwoty", ("Rok", "zł"), ((marked("cost", "."), cost),), ("left", "right"), "OPS"),
        Table("Lata", ("Rok", "Opis"), (("2026", "b.d."),), ("left", "left"), "OPS"),
    )
    target = tmp_path_factory.mktemp("traced") / "aneks.html"
    write_html(replace(document, blocks=blocks), target, origins=ORIGINS)
    return WebPage(target.read_text(encoding="utf-8"))


def test_the_page_tells_its_language_title_and_author(page: WebPage, document: Document) -> None:
    assert [e.attributes for e in page.all("html")] == [{"lang": "pl-PL"}]
    assert [e.text for e in page.all("title", "h1")] == [document.title] * 2
    metas = {e.attributes.get("name"): e.attributes.get("content") for e in page.all("meta")}
    assert metas["author"] == typeset(document.author)
    assert metas["dcterms.date"] == "2026-03-15"
    assert metas["viewport"] == "width=device-width, initial-scale=1"


def test_landmarks_stand_once_and_a_link_skips_to_the_text(page: WebPage) -> None:
    for tag in ("header", "nav", "main", "footer"):
        assert len(page.all(tag)) == 1, tag
    first = page.all("a")[0]
    assert first.text == "Przejdź do treści"
    assert first.attributes["href"] == "#" + str(page.all("main")[0].attributes["id"])


def test_headings_are_numbered_and_skip_no_level(page: WebPage, document: Document) -> None:
    found = [e for e in page.all("h1", "h2", "h3", "h4") if "main" in e.parents]
    assert found.pop().text == "Przypisy"
    expected = [(b.level + 1, b.text) for b in document.blocks if isinstance(b, Heading)]
    told = [(int(e.tag[1]), re.sub(r"^[\d.]+ ", "", e.text)) for e in found]
    assert told == [(level, " ".join(text.split())) for level, text in expected]
    assert found[2].text.startswith("2.1. ")
    levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4")]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_contents_lead_to_every_heading_of_two_levels(page: WebPage, document: Document) -> None:
    links = [e for e in page.all("a") if "nav" in e.parents]
    headings = [e for e in page.all("h2", "h3") if "main" in e.parents]
    assert [e.attributes["href"] for e in links] == [f"#{e.attributes['id']}" for e in headings]
    assert [e.text for e in links] == [e.text for e in headings]
    depths = [e.parents.count("ul") for e in links]
    assert depths == [int(e.tag[1]) - 1 for e in headings]


def test_every_id_stands_once_and_every_link_inside_has_its_end(
    page: WebPage, traced: WebPage
) -> None:
    for each in (page, traced):
        assert len(each.ids) == len(set(each.ids))
        inside = {str(e.attributes["href"]) for e in each.all("a")}
        assert {link[1:] for link in inside if link.startswith("#")} <= set(each.ids)


def test_tables_have_a_caption_and_heads_of_columns_and_rows(
    page: WebPage, document: Document
) -> None:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [e.text.split(". ", 1)[0] for e in page.all("caption")] == [
        f"Tabela {number}" for number, _ in enumerate(tables, start=1)
    ]
    heads = [e for e in page.all("th") if "thead" in e.parents]
    assert {e.attributes["scope"] for e in heads} == {"col"}
    assert len(heads) == sum(len(table.header) for table in tables)
    rows = [e for e in page.all("th") if "tbody" in e.parents]
    assert {e.attributes["scope"] for e in rows} == {"row"}
    assert len(rows) == sum(len(table.rows) for table in tables)


def test_a_table_without_row_heads_has_none(document: Document, tmp_path: Path) -> None:
    table = replace(long_table(2), row_header=False)
    write_html(replace(document, blocks=(table,)), tmp_path / "a.html")
    found = WebPage((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert not [e for e in found.all("th") if "tbody" in e.parents]
    assert len(found.all("td")) == 6


def test_an_empty_cell_is_no_head_of_a_row(document: Document, tmp_path: Path) -> None:
    """A screen reader would read the row without a name as one with an empty name."""
    table = Table("T", ("a", "b"), (("", "1"), ("x", "2")), ("left", "right"), "OPS")
    write_html(replace(document, blocks=(table,)), tmp_path / "a.html")
    found = WebPage((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert [e.text for e in found.all("th") if "tbody" in e.parents] == ["x"]


def test_numbers_stand_to_the_right(page: WebPage) -> None:
    assert {e.attributes["class"] for e in page.all("td", "th")} == {"left", "right"}
    gmina = next(e for e in page.all("td") if e.text == "1 250 000")
    assert gmina.attributes["class"] == "right"


def test_tables_and_charts_that_scroll_can_be_reached_by_key_and_have_a_name(
    page: WebPage,
) -> None:
    wide = page.of_class("wide")
    assert len(wide) == 5 + 2
    assert {e.attributes["tabindex"] for e in wide} == {"0"}
    assert {str(e.attributes["aria-labelledby"]) for e in wide} <= set(page.ids)


def test_charts_stand_in_the_page_with_their_text_alternative(page: WebPage) -> None:
    pictures = page.all("img")
    assert [e.attributes["alt"] for e in pictures] == [typeset(ALT)] * 2
    assert all(str(e.attributes["src"]).startswith("data:image/svg+xml;base64,") for e in pictures)
    assert [e.text for e in page.all("figcaption")] == [
        "Wykres 1. Bezrobotni w latach 2026–2033",
        "Wykres 2. Prognoza liczby osób",
    ]


def test_sources_and_notes_follow_their_table(page: WebPage) -> None:
    told = [e.text for e in page.of_class("source")]
    assert told.count("Źródło: obliczenia własne") == 1
    assert f"Źródło: {money_table().source}" in told
    assert money_table().note in [e.text for e in page.of_class("note")]


def test_roles_of_paragraphs_and_lists_are_kept(page: WebPage, document: Document) -> None:
    plain = [b for b in document.blocks if isinstance(b, Paragraph) and not b.notes]
    for role in ("lead", "caution", "body"):
        expected = [" ".join(b.text.split()) for b in plain if b.role == role]
        assert set(expected) <= {e.text for e in page.of_class(role)}
        assert expected
    (bullets,) = (block for block in document.blocks if isinstance(block, Bullets))
    items = [e for e in page.all("li") if e.parents[-2:] == ("main", "ul")]
    assert len(items) == len(bullets.items)


def test_the_page_asks_for_nothing_and_forbids_what_it_does_not_hold(
    page: WebPage, written: str
) -> None:
    (policy,) = (e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes)
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; base-uri 'none'; "
        r"form-action 'none'",
        str(policy),
    )
    assert not page.all("script", "link", "iframe", "object", "form", "svg", "base")
    named = {key for e in page.elements for key in e.attributes}
    assert not {key for key in named if key.startswith("on")} | (named & {"style", "srcset"})
    assert not re.search(r"@import|url\(", written)


def test_addresses_are_links_and_nothing_else_leads_out(page: WebPage) -> None:
    out = {str(e.attributes["href"]) for e in page.all("a")}
    out = {link for link in out if not link.startswith("#")}
    assert out == {
        "https://isap.example/isap.nsf/DocDetails.xsp?id=WDU20040640593&version=2026_01",
        "https://a.example/D,1,b.html",
    }


def test_texts_that_look_like_markup_are_read_as_they_are(page: WebPage, written: str) -> None:
    told = [e.text for e in page.of_class("body")]
    for text in HOSTILE:
        assert " ".join(typeset(text).split()) in told
    assert "<script" not in written


@pytest.mark.parametrize("where", ["title", "subtitle", "place", "author"])
def test_no_text_of_the_front_ends_its_attribute_or_element(
    document: Document, tmp_path: Path, where: str
) -> None:
    evil = """"'></title></style><script>alert(1)</script><img src=x onerror=alert(1)>"""
    fields = {where: evil}
    write_html(replace(document, **fields), tmp_path / "a.html")  # type: ignore[arg-type]  # of text
    found = WebPage((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert not found.all("script")
    assert len(found.all("img")) == 2


def test_a_hostile_alternative_stays_an_attribute(document: Document, tmp_path: Path) -> None:
    (figure, _) = (block for block in document.blocks if isinstance(block, Figure))
    evil = '"><script>alert(1)</script>'
    blocks = (replace(figure, alt=evil, caption=evil, source=evil),)
    write_html(replace(document, blocks=blocks), tmp_path / "a.html")
    found = WebPage((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert [e.attributes["alt"] for e in found.all("img")] == [evil]
    assert not found.all("script")


def test_the_same_document_gives_the_same_bytes(document: Document, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_html(document, tmp_path / f"{name}.html", origins=ORIGINS)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_missing_chart_is_named_and_no_page_is_left(document: Document, tmp_path: Path) -> None:
    figure = Figure(tmp_path / "x.png", tmp_path / "x.svg", "c", "a", "s")
    with pytest.raises(OutputError, match=r"x\.svg"):
        write_html(replace(document, blocks=(figure,)), tmp_path / "a.html")
    assert not list(tmp_path.iterdir())


def _numbers(page: WebPage) -> list[Element]:
    return page.of_class("number")


def test_a_marked_number_leads_to_where_it_is_from(traced: WebPage) -> None:
    found = [(e.text, e.attributes["href"], e.attributes["title"]) for e in _numbers(traced)]
    assert found == [
        ("1,2 tys. zł", "#liczba-net.public", "wynik netto"),
        ("2", "#liczba-cost", "koszt"),
    ]


def test_numbers_in_cells_are_no_stops_of_the_tab_key_but_one_link_leads_to_all(
    traced: WebPage,
) -> None:
    assert [e.attributes.get("tabindex") for e in _numbers(traced)] == [None, "-1"]
    (link,) = (e for e in traced.all("a") if e.text == "Skąd te liczby (Tabela 1)")
    (head,) = (e for e in traced.all("h4") if e.attributes["id"] == "liczby-tabeli-1")
    assert link.attributes["href"] == "#liczby-tabeli-1"
    assert head.text == "Tabela 1. Kwoty"


def test_an_unknown_number_and_a_sign_are_no_links(traced: WebPage) -> None:
    assert "a w 2026 r. 7." in traced.of_class("body")[0].text
    assert [e.text for e in traced.all("th") if "tbody" in e.parents] == [".", "2026"]


def test_an_origin_tells_its_value_facts_inputs_and_where_it_is_printed(traced: WebPage) -> None:
    names = [e.text for e in traced.all("dt")]
    assert names == ["wynik netto net.public", "koszt cost"]
    facts = [e.text for e in traced.all("dd")]
    assert facts == [
        "1 234,5 zł",
        "jak: a − b",
        "źródło: <i>",
        "z liczb: koszt [cost]",
        "w tekście: 1. Wynik",
        "2 zł",
        "gdzie: https://example.org/akt",
        "w tekście: Tabela 1",
    ]


def test_a_number_reached_through_others_has_an_entry_and_a_long_list_stands_once(
    document: Document, tmp_path: Path
) -> None:
    many = tuple(f"v{n}" for n in range(8))
    origins = [Origin(id_, id_, "1") for id_ in (*many, "away")]
    origins += [Origin(id_, id_, "1", (), many) for id_ in ("a", "b")]
    origins += [Origin(id_, id_, "1", (), ("a", "b")) for id_ in ("c", "d")]
    blocks = (Paragraph(f"Tu {marked('c', '5')} i {marked('d', '6')}."),)
    write_html(replace(document, blocks=blocks), tmp_path / "a.html", origins=origins)
    found = WebPage((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert [e.text for e in found.all("code")] == [*many, "a", "b", "c", "d"]
    told = [e.text for e in found.all("dd") if e.text.startswith("z ")]
    assert told[0].count("[v") == len(many)
    assert told[1:] == [
        "z tych samych liczb co a [a]",
        "z liczb: a [a]; b [b]",
        "z liczb: a [a]; b [b]",
    ]


def test_in_a_row_of_years_only_the_first_says_what_it_is(
    document: Document, tmp_path: Path
) -> None:
    ids = ("net.2027", "net.2028", "cost.2028", "cost.x")
    origins = [Origin(id_, id_.split(".")[0], "1") for id_ in ids]
    origins.append(Origin("sum", "suma", "1", (), ids))
    write_html(
        replace(document, blocks=(Paragraph(marked("sum", "5")),)),
        tmp_path / "a.html",
        origins=origins,
    )
    found = WebPage((tmp_path / "a.html").read_text(encoding="utf-8"))
    (told,) = (e.text for e in found.all("dd") if e.text.startswith("z liczb"))
    assert told == "z liczb: net [net.2027]; 2028; cost [cost.2028]; cost [cost.x]"


def test_footnotes_are_marked_in_the_text_and_lead_there_and_back(
    document: Document, tmp_path: Path
) -> None:
    net = marked("net.public", "1,2 tys. zł")
    text = f"W gminie <b> jest 5 osób. To {net}. Koniec."
    notes = (Footnote("Druga <i>.", after=net), Footnote("Pierwsza, https://a.example.", "5 osób."))
    blocks = (Paragraph("Przed.", notes=(Footnote("Zerowa."),)), Paragraph(text, notes=notes))
    write_html(replace(document, blocks=blocks), tmp_path / "a.html", origins=ORIGINS)
    found = WebPage((tmp_path / "a.html").read_text(encoding="utf-8"))
    told = [e.text for e in found.of_class("body")]
    assert told == ["Przed1.", "W gminie <b> jest 5 osób2. To 1,2 tys. zł3. Koniec."]
    marks = [e for e in found.all("a") if e.attributes.get("role") == "doc-noteref"]
    items = [e for e in found.all("li") if "ol" in e.parents]
    assert [e.attributes["href"] for e in marks] == [f"#{e.attributes['id']}" for e in items]
    assert [e.text.removesuffix(" wróć do tekstu") for e in items] == [
        "Zerowa.",
        "Pierwsza, https://a.example.",
        "Druga <i>.",
    ]
    back = [e for e in found.all("a") if e.attributes.get("role") == "doc-backlink"]
    assert [e.attributes["href"] for e in back] == [f"#{e.attributes['id']}" for e in marks]
    assert len(found.ids) == len(set(found.ids))


def test_a_page_without_origins_has_no_such_chapter(page: WebPage) -> None:
    assert not page.of_class("origins")
    assert "Skąd te liczby" not in page.texts
