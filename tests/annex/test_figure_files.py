from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure

from costmodel.annex.figure_files import save_figure
from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures import draw_forecast
from costmodel.errors import OutputError
from tests.annex.tables import FORECAST, HISTORY


def chart() -> Figure:
    figure, ax = new_figure()
    draw_forecast(HISTORY, FORECAST, ax, breaks=[(2023, "nowa definicja")])
    return figure


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    figure = chart()
    first = [path.read_bytes() for path in save_figure(figure, tmp_path / "a")]
    again = [path.read_bytes() for path in save_figure(figure, tmp_path / "b")]
    anew = [path.read_bytes() for path in save_figure(chart(), tmp_path / "c")]
    assert first == again == anew


def test_files_hold_what_their_names_say_and_no_date(tmp_path: Path) -> None:
    svg, png = save_figure(chart(), tmp_path / "wykres.1")
    assert (svg.name, png.name) == ("wykres.1.svg", "wykres.1.png")
    assert "<svg" in svg.read_text(encoding="utf-8")
    assert not re.search(r"<dc:date>", svg.read_text(encoding="utf-8"))
    data = png.read_bytes()
    assert data[:4] == b"\x89PNG"
    width = int.from_bytes(data[16:20], "big")
    assert width == pytest.approx(6.3 * 200, abs=1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wykres.1.png", "wykres.1.svg"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"Nie można zapisać rysunku w1 w folderze .*brak"):
        save_figure(chart(), tmp_path / "brak" / "w1")


def test_a_save_that_fails_leaves_the_old_files_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stem = tmp_path / "w1"
    before = [path.read_bytes() for path in save_figure(chart(), stem)]
    figure = chart()
    draw = figure.savefig

    def fail_on_png(path: Path, **how: Any) -> None:
        draw(path, **how)
        if how["format"] == "png":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(figure, "savefig", fail_on_png)
    with pytest.raises(OutputError, match="No space left"):
        save_figure(figure, stem)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w1.png", "w1.svg"]
    assert [stem.with_suffix(end).read_bytes() for end in (".svg", ".png")] == before
