"""Slides as values refuse charts that nobody could read; the file is the same every time."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pptx
import pytest

from costmodel.annex import slides_chart
from costmodel.annex.slides import Deck, Series, Slide, SlideChart
from costmodel.annex.slides_pptx import write_slides
from costmodel.errors import MissingExtraError, ModelError, OutputError

KINDS = ("columns", "bars", "lines")


def chart(kind: str = "bars", *, n_series: int = 2) -> SlideChart:
    rows = tuple(Series(f"wiersz {n}", (1200.0 * n, -5.0, None)) for n in range(n_series))
    return SlideChart(kind, "tys. zł", ("a", "b", "c"), rows, "Wykres a, b, c.")  # type: ignore[arg-type]  # kinds come from a parametrized list


def deck(*charts: SlideChart) -> Deck:
    pages = tuple(
        Slide("Rada rozstrzyga.", "Szacunek.", "Zdanie.", c, "Źródło.", ("Notatka.",))
        for c in charts
    )
    return Deck("Slajdy", "Przykładowo", date(2026, 3, 1), "ośrodek", pages)


def test_a_chart_with_more_series_than_colours_is_refused() -> None:
    with pytest.raises(ModelError, match="5 series: it must have 1 to 4"):
        chart(n_series=5)


def test_a_series_shorter_than_the_axis_is_refused() -> None:
    with pytest.raises(ModelError, match="both must be of one length"):
        SlideChart("bars", "zł", ("a", "b"), (Series("x", (1.0,)),), "opis")


def test_the_same_deck_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "1.pptx", tmp_path / "2.pptx"
    write_slides(deck(chart()), first)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 1, 1, 1, 1, 1, 0, 1, 0))
    write_slides(deck(chart()), second)
    assert first.read_bytes() == second.read_bytes()


def test_the_worksheet_of_a_chart_tells_the_day_of_the_deck(tmp_path: Path) -> None:
    write_slides(deck(chart()), tmp_path / "x.pptx")
    with zipfile.ZipFile(tmp_path / "x.pptx") as whole:
        (name,) = (n for n in whole.namelist() if n.endswith(".xlsx"))
        with zipfile.ZipFile(io.BytesIO(whole.read(name))) as sheet:
            core = sheet.read("docProps/core.xml").decode("utf-8")
    assert core.count("2026-03-01T00:00:00Z") == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_stays_native_with_its_numbers(tmp_path: Path, kind: str) -> None:
    write_slides(deck(chart(kind)), tmp_path / "x.pptx")
    (page,) = pptx.Presentation(str(tmp_path / "x.pptx")).slides
    (frame,) = (shape for shape in page.shapes if shape.has_chart)
    plot = frame.chart.plots[0]
    assert [list(series.values) for series in plot.series] == [
        [0.0, -5.0, None],
        [1200.0, -5.0, None],
    ]
    assert list(plot.categories) == ["a", "b", "c"]


def test_without_the_package_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(slides_chart, "import_module", missing)
    with pytest.raises(MissingExtraError, match=r"costmodel\[slides\]"):
        write_slides(deck(chart()), tmp_path / "x.pptx")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Nie można zapisać pliku"):
        write_slides(deck(chart()), tmp_path / "brak" / "x.pptx")
