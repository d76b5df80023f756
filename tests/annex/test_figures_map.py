from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import PathPatch

from costmodel.annex.boundaries import Area, read_boundaries
from costmodel.annex.figure_files import save_figure
from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures_map import alt_map, draw_map
from costmodel.annex.nbsp import HARD
from costmodel.errors import ModelError
from tests.annex.test_boundaries import SMALL, collection, feature, polygon, square, written

CLASSES = ["do 10,0", "od 10,0 do 20,0", "powyżej 20,0"]
TABLE = pd.DataFrame({"teryt": ["3215011", "3215022"], "class": [2.0, 0.0]})
LABEL = "Bezrobotni na 1000 mieszkańców, 2024 r."


@pytest.fixture
def areas(tmp_path: Path) -> tuple[Area, ...]:
    return read_boundaries(written(tmp_path, collection(SMALL)))


def shapes(ax: Axes) -> list[PathPatch]:
    return [patch for patch in ax.patches if isinstance(patch, PathPatch)]


def keys(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    assert legend is not None
    return [text.get_text().replace(HARD, " ") for text in legend.get_texts()]


def test_each_area_has_the_colour_and_the_number_of_its_class(areas: tuple[Area, ...]) -> None:
    figure, ax = new_figure()
    assert draw_map(areas, TABLE, ax, classes=CLASSES, label=LABEL, own="3215011") is ax
    town, village, other = shapes(ax)
    light = [sum(to_rgb(patch.get_facecolor())) for patch in (village, town)]
    assert light[0] < light[1]  # the lower class is the darker
    assert other.get_hatch() == "////"
    assert [text.get_text() for text in ax.texts] == ["3", "1"]
    assert town.get_linewidth() > village.get_linewidth()
    assert ax.get_title(loc="left").replace(HARD, " ") == f"{LABEL}; obwódka: Szczecinek"
    assert keys(ax) == [
        "1. do 10,0",
        "2. od 10,0 do 20,0",
        "3. powyżej 20,0",
        "brak danych albo dane ukryte",
    ]
    figure.draw_without_rendering()


def test_a_hole_stays_empty_however_its_ring_turns(tmp_path: Path) -> None:
    for hole in (square(17.4, 53.4, 0.2), square(17.4, 53.4, 0.2)[::-1]):
        ring = feature("3215011", polygon(square(17, 53), hole))
        drawn = read_boundaries(written(tmp_path, collection([ring])))
        figure, ax = new_figure()
        draw_map(drawn, TABLE.iloc[:1].assign(**{"class": 0.0}), ax, classes=["a"], label="x")
        ax.texts[0].remove()
        ax.set_position((0.0, 0.0, 1.0, 1.0))
        figure.set_layout_engine("none")
        figure.canvas.draw()
        seen = np.asarray(figure.canvas.buffer_rgba())  # type: ignore[attr-defined]
        x, y = (int(v) for v in ax.transData.transform((17.5, 53.5)))
        assert seen[seen.shape[0] - y, x, :3].tolist() == [255, 255, 255]


def test_a_degree_to_the_east_is_shorter_than_one_to_the_north(areas: tuple[Area, ...]) -> None:
    _, ax = new_figure()
    draw_map(areas, TABLE, ax, classes=CLASSES, label=LABEL)
    # at about 54 degrees north: 1 / cos(54°) = 1.70
    assert ax.get_aspect() == pytest.approx(1.7, abs=0.05)


def test_metres_are_drawn_as_they_are(tmp_path: Path) -> None:
    metres = feature("3215011", polygon(square(500_000, 600_000, 1000)))
    _, ax = new_figure()
    areas = read_boundaries(written(tmp_path, collection([metres])))
    draw_map(areas, TABLE, ax, classes=CLASSES, label=LABEL)
    assert ax.get_aspect() == 1.0


def test_many_areas_carry_no_numbers_and_are_not_all_named(tmp_path: Path) -> None:
    codes = [f"3215{n:02d}2" for n in range(40)]
    many = [feature(code, polygon(square(n, 53)), f"G{n}") for n, code in enumerate(codes)]
    areas = read_boundaries(written(tmp_path, collection(many)))
    table = pd.DataFrame({"teryt": codes, "class": 1.0})
    _, ax = new_figure()
    draw_map(areas, table, ax, classes=CLASSES, label=LABEL)
    assert not ax.texts
    said = alt_map(areas, table, classes=CLASSES, label=LABEL).replace(HARD, " ")
    assert "40 (w tym G0, G1, G2, G3, G4 i inne)" in said


def test_the_map_in_words(areas: tuple[Area, ...]) -> None:
    said = alt_map(areas, TABLE, classes=CLASSES, label=LABEL, own="3215011").replace(HARD, " ")
    assert said == (
        "Mapa: Bezrobotni na 1000 mieszkańców, 2024 r. (obszarów: 3). Klasa do 10,0: Barwice. "
        "Klasa powyżej 20,0: Szczecinek. Brak danych albo dane ukryte: Świdwin. "
        "Szczecinek: klasa powyżej 20,0."
    )
    unknown = alt_map(areas, TABLE, classes=CLASSES, label=LABEL, own="3216011")
    assert unknown.replace(HARD, " ").endswith("Świdwin: brak danych albo dane ukryte.")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"class": [3.0, 0.0]}, "class 3 is not among the 3 classes"),
        ({"class": [0.5, 0.0]}, r"class 0\.5"),
        ({"class": [-1.0, 0.0]}, "class -1"),
        ({"teryt": ["3215011"] * 2}, "each code once"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(
    areas: tuple[Area, ...], rows: dict[str, list[float] | list[str]], says: str
) -> None:
    _, ax = new_figure()
    with pytest.raises(ModelError, match=says):
        draw_map(areas, TABLE.assign(**rows), ax, classes=CLASSES, label=LABEL)


def test_the_same_map_is_the_same_file(areas: tuple[Area, ...], tmp_path: Path) -> None:
    seen = []
    for name in ("one", "two"):
        figure, ax = new_figure()
        draw_map(areas, TABLE, ax, classes=CLASSES, label=LABEL)
        seen.append(save_figure(figure, tmp_path / name)[0].read_bytes())
    assert seen[0] == seen[1]


def test_a_town_and_a_village_of_one_name_are_told_apart(tmp_path: Path) -> None:
    both = [
        feature("3215011", polygon(square(17, 53)), "Szczecinek"),
        feature("3215092", polygon(square(18, 53)), "Szczecinek"),
    ]
    areas = read_boundaries(written(tmp_path, collection(both)))
    table = pd.DataFrame({"teryt": ["3215011", "3215092"], "class": [0.0, 1.0]})
    said = alt_map(areas, table, classes=CLASSES, label=LABEL).replace(HARD, " ")
    assert "Klasa do 10,0: Szczecinek (miasto)." in said
    assert "Szczecinek (gmina wiejska)." in said
