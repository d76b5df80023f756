from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.indicators.catalogue import default_catalogue, read_catalogue

GOOD = """
[groups]
both = ["a", "b"]

[[indicator]]
id = "one"
name = "Jeden"
formula = "ratio"
numerator = "both"
denominator = "c"
multiplier = 100
unit = "%"
base = "osoby"
source = "Przykład"
levels = ["gmina"]
direction = "up"
trap = "Żadna."
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "indicators.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_catalogue_holds_at_least_fifteen_indicators() -> None:
    catalogue = default_catalogue()
    assert len(catalogue.indicators) >= 15
    assert catalogue["unemployed_share_15_64"].direction == "down"
    assert "NIE jest stopa bezrobocia" in catalogue["unemployed_share_15_64"].trap


def test_the_age_groups_are_whole() -> None:
    catalogue = default_catalogue()
    young, middle, old = (
        set(catalogue.variables(name)) for name in ("age_0_14", "age_15_64", "age_65_plus")
    )
    assert young | middle | old == set(catalogue.variables("age_all"))
    assert len(young) + len(middle) + len(old) == len(catalogue.variables("age_all")) == 18
    assert set(catalogue.variables("age_80_plus")) == {"population_80_84", "population_85_plus"}


def test_indicators_of_the_census_base_2011_say_so() -> None:
    for indicator in default_catalogue().indicators:
        if indicator.numerator.startswith("age_"):
            assert "2011" in indicator.base


def test_a_name_is_a_group_or_itself(tmp_path: Path) -> None:
    catalogue = read_catalogue(written(tmp_path, GOOD))
    assert catalogue.variables("both") == ("a", "b")
    assert catalogue.variables("c") == ("c",)
    with pytest.raises(KeyError, match="it holds: one"):
        catalogue["two"]


@pytest.mark.parametrize(
    ("old", "new", "place", "value"),
    [
        ('formula = "ratio"', 'formula = "mean"', "formula", "mean"),
        ('denominator = "c"\n', "", "denominator", "brak"),
        ('source = "Przykład"\n', "", "source", "brak"),
        ('source = "Przykład"', 'source = ""', "source", ""),
        ("multiplier = 100", "multiplier = 0", "multiplier", "0"),
        ('direction = "up"', 'direction = "higher"', "direction", "higher"),
        ("multiplier = 100", "multiplier = 100\nlag = 1", "lag", "1"),
        ("multiplier = 100", "multiplier = 100\ncolour = 1", "colour", "1"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, place: str, value: str) -> None:
    with pytest.raises(InputError) as caught:
        read_catalogue(written(tmp_path, GOOD.replace(old, new)))
    (problem,) = caught.value.problems
    assert place in problem.place
    assert "one" in problem.place
    assert problem.value == value


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("[[indicator]]") :]
    text = twice.replace('direction = "up"', 'direction = "?"', 1).replace("multiplier = 100", "")
    with pytest.raises(InputError) as caught:
        read_catalogue(written(tmp_path, text))
    assert len(caught.value.problems) == 3


def test_two_indicators_of_one_name_do_not_load(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("[[indicator]]") :]
    with pytest.raises(InputError, match="id różne od innych"):
        read_catalogue(written(tmp_path, twice))


def test_an_empty_file_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="klucz indicator: jest „brak”"):
        read_catalogue(written(tmp_path, ""))


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"indicators\.toml, wiersz 1: jest „\[\[indicator"):
        read_catalogue(written(tmp_path, "[[indicator"))
