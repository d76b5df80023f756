from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from costmodel.annex.boundaries import read_boundaries
from costmodel.errors import InputError


def square(x: float, y: float, size: float = 1.0) -> list[list[float]]:
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def feature(code: object, geometry: object, name: str = "Gmina") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"teryt": code, "nazwa": name},
        "geometry": geometry,
    }


def polygon(*rings: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


SMALL = [
    feature("3215022", polygon(square(16, 53)), "Barwice"),
    feature("3215011", polygon(square(17, 53), square(17.4, 53.4, 0.2)), "Szczecinek"),
    feature(
        "3216011",
        {"type": "MultiPolygon", "coordinates": [[square(19, 53)], [square(19, 55, 2)]]},
        "Świdwin",
    ),
]


def written(folder: Path, content: object) -> Path:
    file = folder / "granice.geojson"
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    file.write_text(text, encoding="utf-8")
    return file


def collection(features: list[Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def test_areas_come_in_order_of_codes_with_holes_and_parts(tmp_path: Path) -> None:
    areas = read_boundaries(written(tmp_path, collection(SMALL)))
    assert [(area.teryt, area.name) for area in areas] == [
        ("3215011", "Szczecinek"),
        ("3215022", "Barwice"),
        ("3216011", "Świdwin"),
    ]
    assert [[len(rings) for rings in area.polygons] for area in areas] == [[2], [1], [1, 1]]
    assert areas[0].polygons[0][0].shape == (5, 2)


@pytest.mark.parametrize(("within", "number"), [("3215000", 2), ("3200000", 3), ("", 3)])
def test_only_the_areas_of_a_powiat_or_voivodeship_are_kept(
    tmp_path: Path, within: str, number: int
) -> None:
    assert len(read_boundaries(written(tmp_path, collection(SMALL)), within=within)) == number


def test_names_of_the_register_of_borders_are_understood(tmp_path: Path) -> None:
    prg = {
        "properties": {"JPT_KOD_JE": "3215011", "JPT_NAZWA_": "Szczecinek"},
        "geometry": polygon([[*point, 0.0] for point in square(17, 53)]),
    }
    (area,) = read_boundaries(written(tmp_path, collection([prg])))
    assert (area.teryt, area.name) == ("3215011", "Szczecinek")
    assert area.polygons[0][0].shape == (5, 2)  # heights are left out


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (feature(3215011, polygon(square(1, 1))), "kod TERYT jako tekst z 7 cyfr"),
        (feature("321501", polygon(square(1, 1))), "321501"),
        (feature("3215011", {"type": "Point", "coordinates": [1, 1]}), "3215011: Point"),
        (feature("3215011", polygon([[1, 1], [2, 2]])), "granice nie do odczytania"),
        (
            feature("3215011", {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}),
            "granice nie do odczytania",
        ),
        (
            feature("3215011", {"type": "Polygon", "coordinates": [[1, 2, 3, 4]]}),
            "granice nie do odczytania",
        ),
        (feature("3215011", {"type": "MultiPolygon", "coordinates": []}), "bez granic"),
        (feature("3215011", None), "properties i geometry"),
        ("text", "properties i geometry"),
    ],
)
def test_what_is_wrong_with_an_area_is_told(tmp_path: Path, wrong: object, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_boundaries(written(tmp_path, collection([SMALL[0], wrong])))
    assert caught.value.problems[0].place == "obszar nr 2"


def test_all_wrong_areas_are_told_at_once(tmp_path: Path) -> None:
    wrong = [feature(1, polygon(square(1, 1))), SMALL[0], SMALL[0], feature("3215011", None)]
    with pytest.raises(InputError) as caught:
        read_boundaries(written(tmp_path, collection(wrong)))
    assert [problem.place for problem in caught.value.problems] == [
        "obszar nr 1",
        "obszar nr 4",
        "kody",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [("{", "to nie jest JSON"), ("[]", "FeatureCollection"), ({"features": []}, "klucz features")],
)
def test_a_file_that_is_no_geojson_is_told(tmp_path: Path, content: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_boundaries(written(tmp_path, content))


def test_a_missing_file_and_a_file_of_another_powiat_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"brak\.geojson"):
        read_boundaries(tmp_path / "brak.geojson")
    with pytest.raises(InputError, match="obszary o kodach zaczynających się od 0201"):
        read_boundaries(written(tmp_path, collection(SMALL)), within="0201000")
