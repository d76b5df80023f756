"""The web page of a real annex: whole, walkable to every source, and open to everyone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from costmodel.annex.html import write_html
from costmodel.annex.html_origins import Origin
from costmodel.annex.html_text import anchor_of
from costmodel.publish.trace_record import TRACE
from costmodel.publish.write import AnnexFiles
from tests.annex.sample import sample
from tests.annex.webpage import WebPage
from tests.publish.axe import axe_script, violations
from tests.publish.browser import CHROMIUM, browser
from tests.publish.reading import numbers_in, plain, quantities, record

NARROW, USUAL, HIGH = 320, 1280, 900
"""Sizes of a window. [CSS pixel]"""
ALIKE = "dl > div:nth-child(n+9), .origins li:nth-child(n+9), tbody tr:nth-child(n+9)"
"""Not shown to axe-core: made as those before them, and it takes long over thousands."""
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="na tym komputerze nie ma przeglądarki Chromium"
)
needs_axe = pytest.mark.skipif(
    axe_script() is None, reason="w tym środowisku nie ma pakietu z axe-core"
)


@pytest.fixture(scope="module")
def page(annex: AnnexFiles) -> WebPage:
    """The page of the shared annex."""
    return WebPage(annex.html.read_text(encoding="utf-8"))


def test_every_link_inside_the_page_has_its_end_and_every_id_stands_once(page: WebPage) -> None:
    links = [str(e.attributes["href"]) for e in page.all("a")]
    inside = {link[1:] for link in links if link.startswith("#")}
    assert len(inside) > 500
    assert inside <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_each_number_leads_to_its_own_entry(page: WebPage, annex: AnnexFiles) -> None:
    """The printed form stands in wyniki.json under the very id to which the link leads."""
    printed = {anchor_of(id_): row["w_tekscie"] for id_, row in quantities(annex.results).items()}
    numbers = page.of_class("number")
    assert len(numbers) > 500
    for number in numbers:
        shown = [_even(text) for text in printed[str(number.attributes["href"])[1:]]]
        assert _even(number.text) in shown, number.attributes["href"]


def _even(text: str) -> str:
    return plain(text).replace(" –", "–").replace("– ", "–")


def test_entries_tell_what_the_record_tells(page: WebPage, annex: AnnexFiles) -> None:
    rows = record(annex.folder / TRACE)["liczby"]
    names = [e.text for e in page.all("code")]
    assert names == [id_ for id_ in rows if id_ in set(names)]
    assert {i for id_ in names for i in rows[id_]["z"]} <= set(names)
    values = [e.text for e in page.all("strong") if "dd" in e.parents]
    for row, told in zip((rows[id_] for id_ in names), values, strict=True):
        shown = {float(n.replace(",", ".")) for n in numbers_in(told.split(" na 1000 ")[0])}
        for end in (row["wartosc"], row["dolna"], row["gorna"]):
            near = (abs(abs(end) - each) <= 1e-3 * abs(end) + 1e-3 for each in shown) if end else ()
            assert end in (None, 0) or row["wartosc"] is None or any(near), told


def test_the_headline_can_be_walked_on_the_page_to_the_law(page: WebPage) -> None:
    """By links alone: from the number through its inputs to an entry that names an article."""
    starts = {str(e.attributes["href"]) for e in page.of_class("number") if "p" in e.parents}
    assert "#liczba-total.cost_of_inaction.public" in starts
    waiting, seen = ["liczba-total.cost_of_inaction.public"], set[str]()
    inputs, facts = _entries(page)
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += inputs[here]
    told = [fact for here in seen for fact in facts[here]]
    assert [fact for fact in told if fact.startswith("gdzie: ") and "art. " in fact]
    assert [fact for fact in told if "plan.toml, tabela [cis]" in fact]


def _entries(page: WebPage) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Links to inputs, and facts, of each entry."""
    inputs: dict[str, list[str]] = {}
    facts: dict[str, list[str]] = {}
    here = ""
    for element in page.elements:
        if element.parents[-1:] == ("dl",):
            here = str(element.attributes["id"])
            inputs[here], facts[here] = [], []
        elif element.tag == "dd":
            facts[here].append(element.text)
        elif element.tag == "a" and element.parents[-1:] == ("dd",):
            link = str(element.attributes["href"])
            if facts[here][-1].startswith(("z liczb", "z tych samych")) and link.startswith("#"):
                inputs[here].append(link[1:])
    return inputs, facts


@needs_browser
def test_the_page_fits_a_narrow_window_and_a_zoomed_one_and_asks_for_nothing(
    annex: AnnexFiles, tmp_path: Path
) -> None:
    with browser(tmp_path / "profil") as seen:
        seen.open(annex.html)
        for width, zoom in ((NARROW, 1.0), (USUAL // 2, 2.0), (USUAL // 4, 4.0), (USUAL, 1.0)):
            seen.show(width, HIGH, zoom=zoom)
            wide = int(seen.ask("document.documentElement.scrollWidth"))
            assert wide <= width, f"{width} at {zoom}"
        shown = "Math.min(...[...document.images].map(i => i.complete ? i.naturalWidth : 0))"
        assert float(seen.ask(shown)) > 0
        asked = [e for e in seen.events if e["method"] == "Network.requestWillBeSent"]
        addresses = {str(e["params"]["request"]["url"]) for e in asked}
        assert {a for a in addresses if not a.startswith("data:")} == {annex.html.as_uri()}
        assert not [e for e in seen.events if e["method"] == "Log.entryAdded"]


@needs_browser
def test_the_first_tab_stop_skips_to_the_text(annex: AnnexFiles, tmp_path: Path) -> None:
    with browser(tmp_path / "profil") as seen:
        seen.open(annex.html)
        seen.press("Tab")
        assert seen.ask("document.activeElement.textContent") == "Przejdź do treści"
        assert int(float(seen.ask("document.activeElement.getBoundingClientRect().left"))) >= 0
        seen.ask("document.activeElement.click()")
        assert seen.ask("location.hash") == "#tresc"


@needs_browser
@needs_axe
def test_axe_finds_nothing_on_the_page_of_an_annex(annex: AnnexFiles, tmp_path: Path) -> None:
    with browser(tmp_path / "profil") as seen:
        seen.open(annex.html)
        seen.ask(f"document.querySelectorAll('{ALIKE}').forEach(e => e.remove())")
        assert violations(seen) == []


@needs_browser
@needs_axe
def test_axe_finds_nothing_on_the_page_of_sliders(annex: AnnexFiles, tmp_path: Path) -> None:
    with browser(tmp_path / "profil") as seen:
        seen.open(annex.simulator)
        assert violations(seen) == []
        seen.show(NARROW, HIGH)
        assert int(seen.ask("document.documentElement.scrollWidth")) <= NARROW


@needs_browser
@needs_axe
def test_axe_finds_nothing_on_a_page_with_one_of_everything(tmp_path: Path) -> None:
    origins = (Origin("a", "liczba <a>", "1 zł", ("jak: b", "źródło: c"), ("a",)),)
    write_html(sample(tmp_path), tmp_path / "aneks.html", origins=origins)
    with browser(tmp_path / "profil") as seen:
        seen.open(tmp_path / "aneks.html")
        seen.show(NARROW, HIGH)
        assert violations(seen) == []


@needs_browser
@needs_axe
def test_axe_finds_what_is_broken_on_purpose(tmp_path: Path) -> None:
    """A picture without an alternative, a page without a language and pale text are all told."""
    write_html(sample(tmp_path), tmp_path / "aneks.html")
    page = (tmp_path / "aneks.html").read_text(encoding="utf-8")
    page = re.sub(r' alt="[^"]*"', "", page).replace(' lang="pl-PL"', "")
    page = re.sub(r"<meta http-equiv[^>]*>", "", page).replace("color: #1a1a1a", "color: #bbbbbb")
    (tmp_path / "aneks.html").write_text(page, encoding="utf-8")
    with browser(tmp_path / "profil") as seen:
        seen.open(tmp_path / "aneks.html")
        rules = {found.split(" ", 1)[0] for found in violations(seen)}
    assert {"image-alt", "html-has-lang", "color-contrast"} <= rules
