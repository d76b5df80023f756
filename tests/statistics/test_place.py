from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.statistics.place import example_folders, load_place
from tests.statistics.raw import SHARED, needs_exports


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "gmina"
    shutil.copytree(example_folders()["3215011"], copy)
    return copy


def edited(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_the_example_is_loaded_by_its_code() -> None:
    place = load_place("3215011")
    assert (place.name, place.kind, place.powiat, place.voivodeship) == (
        "Szczecinek",
        "1",
        "3215000",
        "3200000",
    )
    assert place.annex_date == date(2026, 3, 31)
    assert place.levels.empty
    assert place.plan_path is not None
    assert {path.name for path in place.files} == {
        "place.toml",
        "statistics.csv",
        "levels.csv",
        "staff.csv",
        "plan.toml",
    }


def test_series_hold_observed_values_by_year() -> None:
    place = load_place("3215011")
    unemployed = place.series("unemployed_registered")
    assert unemployed.index.tolist() == list(range(2003, 2025))
    assert (unemployed[2003], unemployed[2024]) == (5043, 1195)
    wages = place.series("wage_gross_monthly", "3215000")
    assert 2018 not in wages.index
    assert wages[2022] == 5799.80
    assert place.series("no_such_variable").empty


@needs_exports
def test_every_figure_of_the_example_agrees_with_the_published_list() -> None:
    published = (SHARED.parent / "facts" / "figures.csv").read_text(encoding="utf-8")
    table = load_place("3215011").observations
    added = table[(table["variable"] == "migration_balance") & (table["teryt"] == "3215011")]
    assert len(added) == 28
    for row in added.itertuples():
        assert re.search(rf'3215011,.*,{row.year},"saldo migracji .*",{row.value:.0f},', published)


def test_a_folder_is_loaded_and_a_plan_may_be_absent(folder: Path) -> None:
    (folder / "plan.toml").unlink()
    (folder / "levels.csv").write_text(
        "level;persons;year;source\nover_24_months;310;2024;PUP\n", encoding="utf-8-sig"
    )
    place = load_place(folder)
    assert place.plan_path is None
    assert place.levels["persons"].tolist() == [310.0]
    assert load_place(str(folder)).files == place.files


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("9999999", "costmodel new FOLDER --teryt KOD"),
        ("nie-ma-takiego", "costmodel new"),
        ("201011", "wpisz 0201011"),
        ("0201011", "costmodel new"),  # a gmina of the panel, but no shipped example
    ],
)
def test_an_unknown_place_tells_how_to_make_one(place: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        load_place(place)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"3215011"', '"3215023"', "statistics.csv.*brak wierszy gminy"),
        ('"3215011"', '"3215024"', "gminy 3215023"),
        ('"3215011"', '"215011"', "Kod ma 6 cyfr"),
        ('"3215011"', "3215011", "Ujmij wartość w cudzysłów"),
        ('"Szczecinek"', '" "', "nazwa gminy"),
        ("2026-03-31", '"marzec"', "data RRRR-MM-DD"),
        ("annex_date", "data_aneksu", "klucz annex_date"),
        ("name =", "name", "place.toml, wiersz 3|TOML"),
    ],
)
def test_a_mistake_in_place_toml_is_named(folder: Path, old: str, new: str, says: str) -> None:
    edited(folder, "place.toml", old, new)
    with pytest.raises(InputError, match=says):
        load_place(folder)


def test_problems_of_all_files_are_told_together(folder: Path) -> None:
    edited(folder, "place.toml", '"3215011"', '"215011"')
    edited(folder, "statistics.csv", "2003,5043", "2003,około 5043")
    (folder / "levels.csv").write_text("level,persons\n", encoding="utf-8")
    (folder / "staff.csv").write_text("kind,value\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_place(folder)
    files = {problem.file for problem in caught.value.problems}
    assert files == {"place.toml", "statistics.csv", "levels.csv", "staff.csv"}


def test_a_place_may_name_its_problems(folder: Path) -> None:
    assert load_place(folder).problems == ()
    with (folder / "place.toml").open("a", encoding="utf-8") as file:
        file.write('problems = ["unemployment", "homelessness"]\n')
    place = load_place(folder)
    assert place.problems == ("unemployment", "homelessness")
    assert place.folder == folder


@pytest.mark.parametrize("told", ['"unemployment"', "[1]", '{ a = "b" }'])
def test_problems_that_are_no_list_of_names_are_told(folder: Path, told: str) -> None:
    with (folder / "place.toml").open("a", encoding="utf-8") as file:
        file.write(f"problems = {told}\n")
    with pytest.raises(InputError, match="klucz problems"):
        load_place(folder)
