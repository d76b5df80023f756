"""Pictures for a notebook: drawn the same each time, each with its text alternative."""

from __future__ import annotations

import pandas as pd
import pytest

from costmodel.annex.figures import draw_people
from costmodel.publish.pictures import SHOWN_WIDTH, Picture, picture, pictures
from costmodel.statistics.place import load_place
from costmodel.studies.comparison import compare_place
from costmodel.studies.municipality import study_municipality
from costmodel.studies.settings import Settings
from tests.publish.composing import CHARTS

PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def drawn() -> dict[str, Picture]:
    place = load_place("3215011")
    study = study_municipality(place, settings=Settings(horizon=2, n_draws=100))
    return pictures(study, compare_place(place))


def test_all_charts_of_the_annex_are_there_whole(drawn: dict[str, Picture]) -> None:
    assert set(drawn) == CHARTS | {"forecast.unemployment", "people.unemployment"}
    for chart in drawn.values():
        assert chart.png.startswith(PNG)
        assert chart.alt
        assert chart.caption
        assert chart.source


def test_a_notebook_gets_the_picture_with_its_text_alternative(drawn: dict[str, Picture]) -> None:
    chart = drawn["people.unemployment"]
    data, about = chart._repr_mimebundle_(include=None, exclude=None)
    assert data["image/png"] == chart.png
    assert about["image/png"] == {
        "alt": chart.alt,
        "width": SHOWN_WIDTH,
        "caption": chart.caption,
        "source": chart.source,
    }
    assert data["text/plain"] == repr(chart)


def test_words_stand_for_a_picture_where_none_can_be_shown() -> None:
    assert repr(Picture(b"", "Dwie linie.", "Osoby", "GUS")) == "Osoby. Dwie linie. GUS."
    assert repr(Picture(b"", "Dwie linie")) == "Dwie linie."


def test_a_chart_of_ones_own_is_drawn_the_same_twice() -> None:
    table = pd.DataFrame(
        {"scenario": ["inaction"] * 2, "year": [2026, 2027], "median": [9.0, 8.0],
         "low": [8.0, 7.0], "high": [10.0, 9.0]}
    )  # fmt: skip
    first, second = (picture(lambda ax: draw_people(table, ax), alt="Osoby") for _ in range(2))
    assert first == second
    assert first.png.startswith(PNG)
    lower = table.assign(median=table["low"])
    assert picture(lambda ax: draw_people(lower, ax), alt="Osoby") != first
