"""The page of sliders: readable by all, asking nothing of the network, and right."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from costmodel.annex.money import money, money_interval
from costmodel.outcome import PUBLIC
from costmodel.publish.pen import Pen
from costmodel.publish.simulator import simulator_html
from costmodel.publish.write import AnnexFiles
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.quantities import quantities_of
from costmodel.studies.quantities_of_simulator import simulator_quantities
from costmodel.studies.simulator import (
    STEPS,
    ReadingError,
    Simulator,
    error_of,
    flows,
    simulator_of,
)
from tests.publish.browser import CHROMIUM, browser
from tests.publish.reading import numbers_in, plain, quantities

SLIDERS = ["coverage", "effect", "price", "horizon", "rate"]
Tag = tuple[str, dict[str, str | None]]


class Reader(HTMLParser):
    """Keeps the tags and the visible text of a page, and its data apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.texts: list[str] = []
        self.data: dict[str, Any] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1] if self.tags else ("", {})
        if attributes.get("type") == "application/json" and data.strip():
            self.data = self.data or json.loads(data)
        elif tag not in ("script", "style"):
            self.texts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def page(annex: AnnexFiles) -> Reader:
    """The page of the shared annex."""
    return Reader(annex.simulator.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def simulator(study: Study) -> Simulator:
    """The grid of the shared study."""
    return simulator_of(study.model, PERSPECTIVES)


def test_the_page_tells_its_language_and_title(page: Reader, study: Study) -> None:
    assert page.of("html") == [{"lang": "pl"}]
    assert len(page.of("title")) == len(page.of("main")) == len(page.of("h1")) == 1
    assert f"Symulator planu: {study.inputs.place.name}" in page.texts


def test_each_slider_has_a_label_and_an_output_that_is_tied_to_it(page: Reader) -> None:
    assert [slider["id"] for slider in page.of("input")] == SLIDERS
    assert {slider["type"] for slider in page.of("input")} == {"range"}
    assert [label["for"] for label in page.of("label")] == SLIDERS
    assert [output["for"] for output in page.of("output")] == SLIDERS
    assert all(slider["aria-valuetext"] for slider in page.of("input"))
    assert [p["aria-live"] for p in page.of("p") if p.get("role") == "status"] == ["polite"]


def test_every_id_stands_once(page: Reader) -> None:
    ids = [str(attributes["id"]) for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_cells_have_heads_of_rows_and_columns(page: Reader) -> None:
    scopes = [head["scope"] for head in page.of("th")]
    assert scopes == ["col"] * 3 + ["row"] * 4


def test_the_caution_follows_the_headline_and_its_range_comes_first(page: Reader) -> None:
    told = plain(" ".join(page.texts))
    headline = told.index("Koszt zaniechania dla wszystkich finansów publicznych: od ")
    caution = told.index("Nie jest oszczędnością zapisaną w budżecie")
    assert 0 < caution - headline < 300


def test_nothing_is_asked_of_the_network(page: Reader, annex: AnnexFiles) -> None:
    (policy,) = [m["content"] for m in page.of("meta") if m.get("http-equiv")]
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in str(policy)
    named = {key for _, attributes in page.tags for key in attributes}
    assert not named & {"src", "href", "action", "style"}
    whole = annex.simulator.read_text(encoding="utf-8")
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest", whole)


def test_the_grid_on_the_page_is_the_model(page: Reader, study: Study) -> None:
    data = page.data
    assert data["effect"] == list(STEPS)
    i, j = data["coverage"].index(0.5), data["effect"].index(1.5)
    true = flows(study.model, PERSPECTIVES, 0.5, 1.5)
    for name in PERSPECTIVES:
        for part, draws in zip(("saving", "cost"), true[name], strict=True):
            found = np.reshape(data[part][name][i][j], draws.shape)
            np.testing.assert_allclose(found, draws, atol=0.5)


def test_every_number_that_is_shown_stands_in_the_record(page: Reader, annex: AnnexFiles) -> None:
    kept = quantities(annex.results).values()
    known = {n for row in kept for shown in row["w_tekscie"] for n in numbers_in(shown)}
    told = " ".join(t for t in page.texts if "costmodel" not in t)  # a version is a name
    years = {"2024", "2025", "2026"}
    assert numbers_in(told) - known - years == set()


def test_the_largest_error_is_told(page: Reader, study: Study, simulator: Simulator) -> None:
    error = error_of(simulator, study.model)
    assert plain(money(error.money)) in plain(" ".join(page.texts))


def test_the_name_of_a_place_cannot_become_markup(study: Study, simulator: Simulator) -> None:
    place = replace(study.inputs.place, name='</title><script>alert("x")</script>')
    known = quantities_of(study)
    known |= {q.id: q for q in simulator_quantities(simulator, ReadingError(1.0, 0.0))}
    inputs = replace(study.inputs, place=place)
    made = simulator_html(simulator, Pen(known), inputs=inputs, own_source="<i>")
    assert b"<script>alert" not in made
    assert b"&lt;/title&gt;&lt;script&gt;alert(&#34;x&#34;)" in made
    assert b"<i>" not in made


@pytest.mark.skipif(CHROMIUM is None, reason="na tym komputerze nie ma przeglądarki Chromium")
def test_moving_sliders_by_keyboard_gives_what_python_gives(
    annex: AnnexFiles, page: Reader, simulator: Simulator, tmp_path: Path
) -> None:
    before = "".join(page.texts)
    with browser(tmp_path / "profil") as seen:
        seen.open(annex.simulator)
        at_start = {id_: _text(seen, id_) for id_ in ("headline", "net-gmina", "saving-public")}
        assert all(plain(text) in plain(before) for text in at_start.values())
        for slider, key, times in (
            ("coverage", "ArrowRight", 6),
            ("effect", "ArrowLeft", 7),
            ("price", "ArrowLeft", 12),
            ("horizon", "ArrowLeft", 2),
            ("rate", "ArrowRight", 15),
        ):
            seen.ask(f"document.getElementById('{slider}').focus()")
            seen.press(key, times=times)
        shown = [_text(seen, f"{slider}-value") for slider in SLIDERS]
        assert [plain(text) for text in shown] == ["130%", "65%", "40%", "5 lat", "5,5%"]
        for perspective in PERSPECTIVES:
            read = simulator.at(
                perspective, coverage=1.3, effect=0.65, price=0.4, horizon=5, rate=0.055
            )
            for name in ("saving", "cost", "net"):
                mean, low, high = getattr(read, name)
                expected = f"{money(mean)} ({money_interval(low, high)})"
                assert _text(seen, f"{name}-{perspective}") == expected
        net = simulator.at(PUBLIC, coverage=1.3, effect=0.65, price=0.4, horizon=5, rate=0.055).net
        assert money_interval(net[1], net[2]) in _text(seen, "news")
        seen.ask("document.querySelector('button').click()")
        seen.ask("new Promise(done => setTimeout(done, 50))")
        assert _text(seen, "headline") == at_start["headline"]
        asked = [e for e in seen.events if e["method"] == "Network.requestWillBeSent"]
        assert {e["params"]["request"]["url"] for e in asked} <= {annex.simulator.as_uri()}
        assert not [e for e in seen.events if e["method"] == "Log.entryAdded"]
        assert not [e for e in seen.events if e["method"] == "Runtime.exceptionThrown"]


def _text(seen: Any, id_: str) -> str:
    return str(seen.ask(f"document.getElementById('{id_}').textContent"))
