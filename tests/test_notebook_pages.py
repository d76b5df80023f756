"""Pages of notebooks: in Polish, readable without pictures and without a network."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]
import pandas as pd
import pytest

from tests.notebook_pages import page_of, write_page
from tests.notebook_pairs import FOLDER

PAIRS = sorted(FOLDER.glob("*.ipynb"))
FORMAT: Any = import_module("nbformat.v4")  # without types
PIXEL = "iVBORw0KGgo="


def notebook(*outputs: Any, heading: str = "# Tytuł <i>") -> Any:
    """A notebook that shows ``outputs``, pairs of data and metadata."""
    cell = FORMAT.new_code_cell("tajny_kod()")
    cell["outputs"] = [
        FORMAT.new_output("display_data", data, metadata=about) for data, about in outputs
    ]
    return FORMAT.new_notebook(cells=[FORMAT.new_markdown_cell(heading), cell])


def picture(alt: str | None) -> Any:
    return {"image/png": PIXEL}, {} if alt is None else {"image/png": {"alt": alt}}


def test_a_page_is_polish_has_its_title_and_hides_the_code() -> None:
    page = page_of(notebook(picture("Słupki „a” & b")))
    assert '<html lang="pl">' in page
    assert re.findall(r"<title>(.*)</title>", page) == ["Tytuł"]
    assert "tajny_kod" not in page
    assert 'alt="Słupki „a” &amp; b"' in page


def test_the_caption_and_the_source_of_a_chart_stand_under_it() -> None:
    about = {"alt": "Słupki", "caption": "Koszt <b> w 2024 r.", "source": "GUS."}
    page = page_of(notebook(({"image/png": PIXEL}, {"image/png": about}), picture("Linie")))
    assert page.count("<figure>") == 1
    assert "<figcaption>Koszt &lt;b&gt; w 2024 r. Źródło: GUS.</figcaption>" in page
    assert "<b>" not in page


@pytest.mark.parametrize("alt", [None, ""])
def test_a_picture_that_nobody_described_is_refused(alt: str | None) -> None:
    with pytest.raises(ValueError, match="1 pictures of the notebook have no text alternative"):
        page_of(notebook(picture("Słupki"), picture(alt)))


def test_a_notebook_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="no heading of the first level"):
        page_of(notebook(heading="## Drugi poziom"))


def test_heads_of_tables_tell_of_what_they_are() -> None:
    table = pd.DataFrame({"Rok": ["2024"], "Ile": ["1"]}, index=pd.Index(["osoby"], name="Co"))
    page = page_of(notebook(({"text/html": table.to_html()}, {})))
    heads = re.findall(r'<th scope="(\w+)">([^<]*)</th>', page)
    assert heads == [("col", "Co"), ("col", "Rok"), ("col", "Ile"), ("row", "osoby")]
    assert page.count("<tr") == 2


def test_a_text_is_shown_without_the_quotes_of_python() -> None:
    page = page_of(notebook(({"text/plain": "'Szczecinek, „miasto”'"}, {})))
    assert "<pre>Szczecinek, „miasto”</pre>" in page


def test_a_column_of_words_starts_at_the_left_with_its_head() -> None:
    table = pd.DataFrame(
        {"Co": ["długi opis, który ma więcej niż trzydzieści liter", "a"], "Ile": 1}
    )
    page = page_of(notebook(({"text/html": table.to_html(index=False)}, {})))
    assert re.findall(r'<(\w+)[^>]*class="words"', page) == ["th", "td", "td"]


def test_heads_over_several_columns_stay_in_a_row_of_their_own() -> None:
    one = pd.DataFrame({"Ile": ["1"]}, index=pd.Index(["osoby"], name="Co"))
    table = pd.concat([one, one], axis=1, keys=["gmina", "razem"])
    page = page_of(notebook(({"text/html": table.to_html()}, {})))
    heads = re.findall(r'<th[^>]* scope="(\w+)">([^<]*)</th>', page)
    assert heads[:2] == [("col", "gmina"), ("col", "razem")]
    assert heads[2:] == [("col", "Co"), ("col", "Ile"), ("col", "Ile"), ("row", "osoby")]
    wide = pd.concat([one.assign(Kto="x"), one], axis=1, keys=["gmina", "razem"])
    page = page_of(notebook(({"text/html": wide.to_html()}, {})))
    assert ("colgroup", "gmina") in re.findall(r'<th[^>]* scope="(\w+)">([^<]*)</th>', page)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p.name)
def test_the_page_of_each_notebook_describes_its_charts_and_asks_nothing(pair: Path) -> None:
    shown = jupytext.read(pair)
    page = page_of(shown)
    drawn = [o for c in shown["cells"] for o in c.get("outputs", []) if "image/png" in o["data"]]
    alts = re.findall(r'<img\s[^>]*alt="([^"]+)"', page)
    assert len(alts) == page.count("<img") == len(drawn)
    assert all(len(alt) > 40 for alt in alts)
    asked = re.findall(r'src="([^"]*)"', page)
    assert not [address for address in asked if not address.startswith("data:")]
    assert "<script" not in page
    assert not re.findall(r"<th(?=[ >])(?![^>]*scope)", page)


def test_a_page_is_written_whole_into_the_folder_of_pages(tmp_path: Path) -> None:
    pair = tmp_path / "krotki.ipynb"
    shown = notebook(picture("Słupki"))
    jupytext.write(shown, pair)
    page = write_page(pair)
    assert page == tmp_path / "html" / "krotki.html"
    assert page.read_text(encoding="utf-8") == page_of(shown)
    assert {p.name for p in page.parent.iterdir()} == {"krotki.html"}
