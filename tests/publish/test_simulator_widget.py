"""The sliders in Jupyter, moved without a browser: they say what the model and the page say."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from costmodel.annex import simulator_widgets
from costmodel.annex.money import money, money_interval
from costmodel.annex.simulator_page import Row
from costmodel.annex.simulator_widgets import Shown, SliderBox, result_html
from costmodel.errors import MissingExtraError
from costmodel.outcome import PUBLIC
from costmodel.publish.simulator_widget import simulator
from costmodel.publish.write import AnnexFiles
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.simulator import Simulator, error_of, flows, reading, simulator_of
from tests.publish.reading import plain

START = {"coverage": 100, "effect": 100, "price": 100}


@pytest.fixture(scope="module")
def grid(study: Study) -> Simulator:
    """The grid of the shared study."""
    return simulator_of(study.model, PERSPECTIVES)


@pytest.fixture
def box(study: Study) -> SliderBox:
    """The sliders of the shared study, where they start."""
    return simulator(study)


def told(box: SliderBox) -> str:
    return plain(re.sub(r"<[^>]+>", " ", box.result.value))


def test_the_sliders_start_at_the_plan_of_the_annex_and_say_what_the_page_says(
    box: SliderBox, annex: AnnexFiles
) -> None:
    assert {name: box.sliders[name].value for name in START} == START
    page = plain(annex.simulator.read_text(encoding="utf-8"))
    cells = re.findall(r"<td>([^<]*)</td>", box.result.value)
    assert len(cells) == 8
    assert all(plain(cell) in page for cell in cells)
    assert [label.value for label in box.values.values()][:3] == ["100%"] * 3


def test_moving_the_sliders_rewrites_the_results_as_the_grid_is_read(
    box: SliderBox, grid: Simulator
) -> None:
    moved = {"coverage": 130, "effect": 65, "price": 40, "horizon": 5, "rate": 55}
    for name, position in moved.items():
        box.sliders[name].value = position
    shown = [plain(label.value) for label in box.values.values()]
    assert shown == ["130%", "65%", "40%", "5 lat", "5,5%"]
    for who in PERSPECTIVES:
        read = grid.at(who, coverage=1.3, effect=0.65, price=0.4, horizon=5, rate=0.055)
        for mean, low, high in (read.saving, read.cost, read.net):
            assert plain(f"{money(mean)} ({money_interval(low, high)})") in told(box)


def test_at_a_point_of_the_grid_the_sliders_show_the_model_run_there(
    box: SliderBox, study: Study, grid: Simulator
) -> None:
    box.sliders["effect"].value = 200
    saving, cost = flows(study.model, PERSPECTIVES, 1.0, 2.0)[PUBLIC]
    true = reading(saving, cost, price=1.0, horizon=len(grid.years), rate=grid.rate)
    assert plain(money(true.net[0])) in told(box)


def test_the_button_brings_the_start_back(box: SliderBox) -> None:
    before = box.result.value
    for slider in box.sliders.values():
        slider.value = slider.min
    assert box.result.value != before
    box.reset.click()
    assert box.result.value == before


def test_the_error_and_the_caution_are_told(box: SliderBox, study: Study, grid: Simulator) -> None:
    assert plain(money(error_of(grid, study.model).money)) in told(box)
    assert "Nie jest oszczędnością zapisaną w budżecie" in told(box)


def test_where_no_widget_can_be_shown_the_table_stands_alone(box: SliderBox) -> None:
    shown = box._repr_mimebundle_(include=None, exclude=None)
    assert shown["text/html"].startswith(box.result.value)
    assert "Suwaki działają po uruchomieniu notatnika" in shown["text/html"]
    assert "Koszt zaniechania" in shown["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in shown


def test_words_cannot_become_markup() -> None:
    shown = Shown({}, "<b>", "<i>", [Row("<u>", (("id", "<s>"),))])
    texts = dict.fromkeys(("headline_label", "caution", "table_caption", "limits"), "<p>")
    made = result_html(shown, texts=texts, columns=["<q>", "<q>"])
    assert not re.search(r"<[biusq]>|<p><p>", made)


def test_without_the_package_the_error_says_how_to_mend_it(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_spec("ipywidgets") is not None
    monkeypatch.setattr(simulator_widgets, "PACKAGE", "no_such_package")
    with pytest.raises(MissingExtraError, match=r"ipywidgets.*costmodel\[notebooks\]"):
        simulator(study)
