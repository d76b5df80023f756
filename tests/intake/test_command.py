from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from costmodel.cli import main
from costmodel.errors import InputError, OutputError
from costmodel.intake.command import import_command
from costmodel.intake.new_workbook import workbook_writer
from costmodel.intake.pseudonyms import pseudonym
from costmodel.intake.transitions_file import read_transitions
from costmodel.intake.workbook_reader import read_workbook
from costmodel.statistics.place import load_place
from costmodel.statistics.workspace import new_workspace
from tests.intake.filling import TERYT, Cells, filled_with, saved, where

DAY = date(2026, 5, 4)
POVERTY = "statistics:poverty_persons_in_families"
UNEMPLOYED = "statistics:unemployed_registered"
LEVELS = ("occasional", "recurring", "permanent")
HEAD = "person;problem;level;start;end;reason"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace with its empty workbook. Tests copy it; none may change it."""
    folder = tmp_path_factory.mktemp("workspaces") / "gmina"
    new_workspace(folder, TERYT, today=DAY, more=[workbook_writer(today=DAY)])
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "gmina")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def register(folder: Path, *lines: str) -> None:
    (folder / "rejestr.csv").write_text("\n".join([HEAD, *lines]), encoding="utf-8")


def person(number: int) -> str:
    return pseudonym(str(number), "0" * 32)


def test_a_new_workspace_holds_a_workbook_of_its_gmina(made: Path) -> None:
    assert read_workbook(made / "formularz.xlsx", teryt=TERYT) == []


def test_an_empty_workbook_changes_no_figure(folder: Path) -> None:
    before = contents(folder)
    import_command(folder, today=DAY)
    assert contents(folder) == before


def test_figures_reach_their_tables_and_stay_readable(folder: Path) -> None:
    cells: Cells = {
        where(POVERTY, 2024): 120,
        where("staff:social_worker_posts", 2024): 3.5,
        **{where(f"levels:poverty.{level}", 2024): 40 for level in LEVELS},
        **{where(f"levels:poverty.{level}"): "rejestr OPS" for level in LEVELS},
    }
    saved(folder, filled_with(cells))
    import_command(folder, today=DAY)
    place = load_place(folder)
    assert place.series("poverty_persons_in_families").to_dict() == {2024: 120.0}
    assert place.levels["persons"].tolist() == [40.0, 40.0, 40.0]
    assert place.staff.to_dict("records") == [
        {
            "kind": "social_worker_posts",
            "value": 3.5,
            "year": 2024,
            "source": "MRiPS-03, dział 1: zatrudnienie (stan 31 XII) [formularz.xlsx]",
        }
    ]


def test_a_second_import_adds_nothing(folder: Path) -> None:
    saved(folder, filled_with({where(POVERTY, 2024): 120}))
    import_command(folder, today=DAY)
    before = contents(folder)
    lines = import_command(folder, today=DAY)
    assert contents(folder) == before
    assert not [line for line in lines if line.startswith(("RÓŻNICA", "ZMIANA"))]


def test_a_conflict_with_gus_is_told_and_gus_stays(folder: Path) -> None:
    saved(folder, filled_with({where(UNEMPLOYED, 2024): 1200}))
    lines = import_command(folder, today=DAY)
    assert load_place(folder).series("unemployed_registered")[2024] == 1195.0
    assert lines[0] == (
        "RÓŻNICA  statistics.csv, 3215011, unemployed_registered, 2024: w pliku 1195 osoba, "
        "w formularz.xlsx 1200 osoba. Zostaje liczba z pliku."
    )


def test_a_corrected_workbook_corrects_what_it_wrote(folder: Path) -> None:
    saved(folder, filled_with({where(POVERTY, 2024): 120}))
    import_command(folder, today=DAY)
    saved(folder, filled_with({where(POVERTY, 2024): 125}))
    lines = import_command(folder, today=DAY)
    assert load_place(folder).series("poverty_persons_in_families").to_dict() == {2024: 125.0}
    assert "120 osoba → 125 osoba (formularz.xlsx)" in lines[0]


def test_workbook_and_pasted_table_that_differ_are_told(folder: Path) -> None:
    saved(folder, filled_with({where(POVERTY, 2024): 120}))
    table = "wyszczególnienie;2024\nubóstwo – osoby w rodzinach;130\n"
    (folder / "tabela-powody.csv").write_text(table, encoding="utf-8")
    lines = import_command(folder, today=DAY)
    assert any("w pliku 120 osoba, w tabela-powody.csv 130 osoba" in line for line in lines)


def test_a_register_leaves_only_counts(folder: Path) -> None:
    people = [f"{person(n)};poverty;occasional;2022-05-01;;" for n in range(4)]
    left = f"{person(9)};poverty;recurring;2022-05-01;2023-12-31;wyjazd"
    register(folder, *people, left)
    lines = import_command(folder, today=DAY)
    table = read_transitions(folder / "transitions.csv")
    assert table[["from", "to", "count", "year"]].to_numpy().tolist() == [
        ["occasional", "occasional", 4, 2023],
        ["recurring", "left", 1, 2023],
    ]
    written = (folder / "transitions.csv").read_text(encoding="utf-8-sig")
    assert not any(person(n) in written + "".join(lines) for n in range(10))
    printable = (folder / "przejscia-do-druku.csv").read_text(encoding="utf-8-sig")
    assert printable.split() == [
        "problem;from;to;count",
        "poverty;occasional;occasional;3",
        "poverty;recurring;left;0",
    ]
    assert "do druku jest przejscia-do-druku.csv" in lines[-1]


def test_a_register_alone_leaves_the_tables_as_a_person_wrote_them(folder: Path) -> None:
    (folder / "formularz.xlsx").unlink()
    (folder / "staff.csv").write_text("kind,value,year,source\n", encoding="utf-8")
    register(folder, f"{person(1)};poverty;occasional;2021-05-01;;")
    before = contents(folder)
    import_command(folder, today=DAY)
    after = contents(folder)
    assert {name: after[name] for name in before} == before


def test_moves_that_a_person_typed_for_a_year_stay_whole(folder: Path) -> None:
    own = "problem,from,to,count,year,source\npoverty,occasional,left,7,2023,OPS\n"
    (folder / "transitions.csv").write_text(own, encoding="utf-8")
    stays = [f"{person(1)};poverty;occasional;2021-05-01;;"]
    register(folder, *stays, f"{person(2)};poverty;recurring;2023-12-31;;")
    lines = import_command(folder, today=DAY)
    table = read_transitions(folder / "transitions.csv")
    assert table[["year", "to", "count"]].to_numpy().tolist() == [
        [2023, "left", 7],
        [2022, "occasional", 1],
    ]
    assert "RÓŻNICA  transitions.csv, poverty, 2023: przejścia już są. Zostają te z pliku." in lines


def test_a_newer_register_replaces_what_the_older_gave(folder: Path) -> None:
    one = f"{person(1)};poverty;occasional;2021-05-01;;"
    register(folder, one, f"{person(2)};poverty;recurring;2022-12-31;;")
    import_command(folder, today=DAY)
    register(
        folder,
        one.replace("occasional", "recurring"),
        f"{person(2)};poverty;recurring;2022-12-31;;",
    )
    import_command(folder, today=DAY)
    table = read_transitions(folder / "transitions.csv")
    assert table[["from", "to", "count", "year"]].to_numpy().tolist() == [
        ["recurring", "recurring", 1, 2022]
    ]


def test_everything_wrong_in_all_files_is_told_and_nothing_is_written(folder: Path) -> None:
    saved(folder, filled_with({where(POVERTY, 2024): -1}))
    (folder / "tabela-1.csv").write_text("wyszczególnienie;2024\nnieznany;5\n", encoding="utf-8")
    register(folder, f"{person(1)};poverty;occasional;wczoraj;;")
    before = contents(folder)
    with pytest.raises(InputError) as error:
        import_command(folder, today=DAY)
    assert {problem.file for problem in error.value.problems} == {
        "formularz.xlsx",
        "tabela-1.csv",
        "rejestr.csv",
    }
    assert contents(folder) == before


def test_a_table_that_cannot_be_written_leaves_all_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(folder, filled_with({where("staff:social_worker_posts", 2024): 3.5}))
    before = {name: text for name, text in contents(folder).items() if name != "staff.csv"}
    (folder / "staff.csv").unlink()
    real = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target == folder / "staff.csv":
            raise PermissionError(13, "Permission denied", str(self), None, str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(OutputError, match=r"staff\.csv: .*Zamknij plik w programie Excel"):
        import_command(folder, today=DAY)
    assert contents(folder) == before


def test_a_folder_with_nothing_to_take_in_is_told(folder: Path) -> None:
    (folder / "formularz.xlsx").unlink()
    with pytest.raises(InputError, match=r"formularz\.xlsx, tabela-\*\.csv, rejestr\.csv"):
        import_command(folder, today=DAY)


def test_the_commands_make_fill_and_tell(tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> str:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exit_code == 0, result.output
        return result.output

    folder = tmp_path / "gmina"
    assert "formularz.xlsx" in run("new", folder, "--teryt", TERYT)
    source = tmp_path / "osoby.csv"
    source.write_text(f"{HEAD}\n17;poverty;occasional;2022-05-01;;\n", encoding="utf-8")
    salt = tmp_path / "klucz.txt"
    assert "Utworzono klucz" in run("hash-register", source, folder / "rejestr.csv", "--salt", salt)
    assert "transitions.csv" in run("import", folder)


def test_a_register_with_names_is_refused_without_repeating_them(folder: Path) -> None:
    register(folder, "Anna Nowak;poverty;occasional;2022-05-01;;")
    result = CliRunner().invoke(main, ["import", str(folder)])
    assert result.exit_code == 2
    assert "dane osobowe (imię i nazwisko)" in result.output
    assert "Nowak" not in result.output
