"""The map of an indicator from boundaries of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError, ModelError
from costmodel.publish.reading_map import indicator_map
from costmodel.statistics.place import load_place
from costmodel.studies.diagnosis import Diagnosis, diagnose
from tests.annex.test_boundaries import collection, feature, polygon, square, written

INDICATOR = "unemployed_per_1000"


@pytest.fixture(scope="module")
def found() -> Diagnosis:
    return diagnose(load_place("3215011"))


@pytest.fixture
def boundaries(tmp_path: Path, found: Diagnosis) -> Path:
    """A square for each gmina of the powiat."""
    codes = sorted({str(c) for c in found.table["teryt"] if str(c).startswith("3215")})
    gminas = [code for code in codes if not code.endswith("000")]
    rows = [feature(code, polygon(square(i, 53)), f"G{i}") for i, code in enumerate(gminas)]
    return written(tmp_path, collection(rows))


def test_the_map_is_of_the_last_year_with_values_and_says_who_is_where(
    found: Diagnosis, boundaries: Path
) -> None:
    picture = indicator_map(found, boundaries, INDICATOR)
    assert picture.png.startswith(b"\x89PNG")
    own = found.table
    rows = own[(own["teryt"] == "3215011") & (own["indicator"] == INDICATOR)].dropna()
    assert str(int(rows["year"].max())) in picture.alt
    assert "Bezrobotni zarejestrowani na 1000 mieszkańców" in picture.alt


def test_the_same_boundaries_give_the_same_picture(found: Diagnosis, boundaries: Path) -> None:
    first, second = (indicator_map(found, boundaries, INDICATOR) for _ in range(2))
    assert first.png == second.png


def test_boundaries_of_another_powiat_are_refused(tmp_path: Path, found: Diagnosis) -> None:
    other = written(tmp_path, collection([feature("3216011", polygon(square(0, 53)))]))
    with pytest.raises(InputError, match=r"granice\.geojson"):
        indicator_map(found, other, INDICATOR)


def test_an_indicator_without_values_has_no_map(found: Diagnosis, boundaries: Path) -> None:
    known = set(found.table.dropna(subset=["value"])["indicator"])
    assert "homeless_per_10k" not in known
    with pytest.raises(ModelError):
        indicator_map(found, boundaries, "homeless_per_10k")
