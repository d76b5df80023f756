from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from costmodel.errors import InputError, OutputError
from costmodel.statistics import workspace
from costmodel.statistics.panel import load_panel
from costmodel.statistics.place import load_place
from costmodel.statistics.workspace import Report, check_workspace, new_workspace
from costmodel.teryt import GMINA_KINDS

DAY = date(2026, 5, 4)


def test_a_new_workspace_is_a_place_with_the_figures_of_the_panel(tmp_path: Path) -> None:
    files = new_workspace(tmp_path / "gmina", "0201011", today=DAY)
    place = load_place(tmp_path / "gmina")
    assert {path.name for path in files} == {
        "CZYTAJ.txt",
        "levels.csv",
        "place.toml",
        "plan.toml",
        "staff.csv",
        "statistics.csv",
    }
    assert (place.name, place.annex_date) == ("Bolesławiec", DAY)
    unemployed = load_panel().unemployed.loc["0201011"].dropna()
    assert place.series("unemployed_registered").to_dict() == unemployed.to_dict()
    assert set(place.observations["teryt"]) == {"0201011", "0201000", "0200000", "0000000"}


def test_the_plan_begins_in_the_year_after_the_annex(tmp_path: Path) -> None:
    new_workspace(tmp_path / "gmina", "0201011", today=DAY)
    plan = tomllib.loads((tmp_path / "gmina" / "plan.toml").read_text(encoding="utf-8"))
    assert {table["first_year"] for table in plan.values()} == {2027}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    new_workspace(tmp_path, "3215011", today=DAY)
    assert check_workspace(tmp_path).usable


@pytest.mark.parametrize(
    ("teryt", "says"),
    [
        ("3215024", "użyj kodu całej gminy 3215023"),
        ("3215000", "kod całej gminy"),
        ("201011", "wpisz 0201011"),
        ("3215072", "3215062 Szczecinek"),
        ("Szczecinke", "3215011 Szczecinek"),
        ("xyz", "Znajdź kod"),
        ("0218033", "W 2020 r. ta gmina miała kod 0218032 Miękinia"),
    ],
)
def test_a_wrong_code_is_refused_with_the_likely_one(tmp_path: Path, teryt: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        new_workspace(tmp_path / "gmina", teryt, today=DAY)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notatki.txt").write_text("moje", encoding="utf-8")
    with pytest.raises(InputError, match="nie zostaną nadpisane"):
        new_workspace(tmp_path, "3215011", today=DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["notatki.txt"]


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "plik").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="nie można utworzyć folderu"):
        new_workspace(tmp_path / "plik" / "gmina", "3215011", today=DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["plik"]


def test_a_write_that_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*, first_year: int) -> str:
        raise OSError(28, f"No space left before {first_year}")

    monkeypatch.setattr(workspace, "plan_text", full_disk)
    with pytest.raises(OutputError, match="No space left"):
        new_workspace(tmp_path / "gmina", "3215011", today=DAY)
    assert not list(tmp_path.iterdir())


def test_a_fresh_workspace_has_gaps_and_no_errors(tmp_path: Path) -> None:
    new_workspace(tmp_path / "gmina", "0201011", today=DAY)
    report = check_workspace(tmp_path / "gmina")
    assert report.usable
    assert {"levels.csv", "place.toml", "staff.csv"} <= {gap.file for gap in report.gaps}


def test_errors_of_all_files_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "gmina"
    new_workspace(folder, "0201011", today=DAY)
    (folder / "plan.toml").write_text("[cis\n", encoding="utf-8")
    (folder / "statistics.csv").write_bytes(b"")
    (folder / "levels.csv").write_text("level;persons;year;source\nx;1;2024;PUP\n", "utf-8")
    report = check_workspace(folder)
    assert not report.usable
    assert [error.file for error in report.errors] == ["statistics.csv", "levels.csv", "plan.toml"]


def test_a_plan_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "gmina"
    new_workspace(folder, "0201011", today=DAY)
    (folder / "plan.toml").write_bytes("# działania\n".encode("cp1250"))
    assert [error.file for error in check_workspace(folder).errors] == ["plan.toml"]


def without_unemployed(folder: Path, problems: str) -> Report:
    """Check a workspace without any figure of unemployment, its problems named."""
    new_workspace(folder, "0201011", today=DAY)
    (folder / "statistics.csv").write_text(
        "teryt;variable;year;value;unit;source\n0201011;population_total;2020;9;osoba;GUS\n",
        encoding="utf-8",
    )
    place = folder / "place.toml"
    told = f"\nproblems = {problems}\n"
    place.write_text(place.read_text(encoding="utf-8") + told, encoding="utf-8")
    return check_workspace(folder)


def test_a_place_that_names_unemployment_needs_the_unemployed(tmp_path: Path) -> None:
    report = without_unemployed(tmp_path / "gmina", '["unemployment", "homelessness"]')
    assert not report.usable
    assert "unemployed_registered" in report.errors[0].place
    assert any("wage_gross_monthly" in gap.place for gap in report.gaps)
    assert any("unemployment_rate" in gap.place for gap in report.gaps)


def test_a_place_of_other_problems_is_not_asked_for_the_unemployed(tmp_path: Path) -> None:
    report = without_unemployed(tmp_path / "gmina", '["homelessness"]')
    assert report.usable
    assert not any("unemploy" in gap.place for gap in report.gaps)
    assert any("wage_gross_monthly" in gap.place for gap in report.gaps)


def test_where_the_plan_decides_the_unemployed_are_a_gap_and_no_error(tmp_path: Path) -> None:
    report = without_unemployed(tmp_path / "gmina", "[]")
    assert report.usable  # the plan, which is read later, decides whether they are needed
    assert any("unemployed_registered" in gap.place for gap in report.gaps)


def test_a_missing_year_is_a_gap(tmp_path: Path) -> None:
    folder = tmp_path / "gmina"
    new_workspace(folder, "0201011", today=DAY)
    path = folder / "statistics.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if not line.startswith("0201011;unemployed_registered;2010")]
    path.write_text("\n".join(kept), encoding="utf-8")
    gaps = check_workspace(folder).gaps
    assert any(gap.value == "brak lat: 2010" for gap in gaps)


def test_a_gmina_whose_code_changed_is_told_where_to_look(tmp_path: Path) -> None:
    new_workspace(tmp_path / "gmina", "0218032", today=DAY)
    report = check_workspace(tmp_path / "gmina")
    assert report.usable
    gap = next(gap for gap in report.gaps if "brak lat" in gap.value)
    assert gap.value == "brak lat: 2023, 2024"
    assert "nowym kodem" in gap.mend


def test_a_folder_that_is_not_there_tells_how_to_make_one(tmp_path: Path) -> None:
    report = check_workspace(tmp_path / "nie-ma")
    assert not report.usable
    assert "costmodel new" in report.errors[0].mend


def test_any_gmina_of_the_panel_gets_a_usable_workspace(tmp_path: Path) -> None:
    gminas = load_panel().areas.query(
        "kind in @GMINA_KINDS", local_dict={"GMINA_KINDS": GMINA_KINDS}
    )
    for code in gminas["teryt"].iloc[::400]:
        new_workspace(tmp_path / code, code, today=DAY)
        assert check_workspace(tmp_path / code).usable, code
