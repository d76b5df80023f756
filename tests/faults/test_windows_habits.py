"""What Windows, Excel and old terminals do to a workspace, as far as it can be done elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from costmodel.cli import main
from costmodel.errors import InputError
from costmodel.intake.command import import_command
from costmodel.publish.exchange import fail_if_not_a_folder
from costmodel.statistics import file_names
from costmodel.statistics.place import load_place
from costmodel.statistics.workspace import new_workspace
from costmodel.studies.catalogue import catalogue_of
from costmodel.terminal import UNUSABLE
from tests.faults.conftest import DAY
from tests.faults.sweeping import contents
from tests.intake.filling import TERYT, filled_with, saved, where

FOLDER = "Moje dokumenty/Źródła ąęł"
TEXTS = ("place.toml", "plan.toml", "statistics.csv", "levels.csv", "staff.csv")
COMMANDS = """
import json, sys
from costmodel.cli import main
for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments)
    except SystemExit as end:
        print("KONIEC", end.code)
"""


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / FOLDER)


@pytest.mark.parametrize("encoding", ["cp852", "cp1250"])
def test_every_command_speaks_to_an_old_terminal(
    encoding: str, folder: Path, tmp_path: Path
) -> None:
    name, out = str(folder), str(tmp_path / "wyjście")
    (tmp_path / "rejestr.csv").write_text("person;start\nŻ-17;2024-01-01\n", encoding="cp1250")
    register = [str(tmp_path / file) for file in ("rejestr.csv", "skróty.csv")]
    salted = ["hash-register", *register, "--salt", str(tmp_path / "klucz.txt")]
    told = [
        (["new", str(tmp_path / "Nowy folder"), "--teryt", TERYT], 0, "Zapisano w folderze"),
        (["new", name, "--teryt", TERYT], 2, "nie zostaną nadpisane"),
        (["check", name], 0, "można zrobić aneks"),
        (["import", name], 0, "nowe liczby z formularz.xlsx: 0"),
        (["list"], 0, "bezrobo"),
        (salted, 0, "Zapisano skróty.csv"),
        (salted, 2, "plik już jest"),
        (["fetch", name, "--offline"], 2, "praca bez sieci"),
        (["annex", str(tmp_path / "Źle"), "--out", out], 2, "nieznane miejsce"),
        (["batch", "99", "--out", out], 2, "spis gmin"),
        (["explain", "liczba", out], 2, "aneks"),
        (["annex", "--help"], 0, "Papier firmowy"),
    ]
    cache = {"COSTMODEL_CACHE": str(tmp_path / "kept"), "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, json.dumps([arguments for arguments, *_ in told])],
        env=os.environ | cache | {"PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    said = done.stdout.decode(encoding)
    assert done.returncode == 0, said
    assert "Traceback" not in said
    for _, _, words in told:
        assert words in said, (words, said)
    codes = [int(line.split()[1]) for line in said.splitlines() if line.startswith("KONIEC")]
    assert codes == [code for _, code, _ in told], said


def _bom(raw: bytes) -> bytes:
    return b"\xef\xbb\xbf" + raw.removeprefix(b"\xef\xbb\xbf")


def _ends(end: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw.replace(b"\r\n", b"\n").replace(b"\n", end)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "change", [_ends(b"\r\n"), _ends(b"\n"), _bom], ids=["CRLF", "LF", "byte order mark"]
)
def test_ends_of_lines_and_marks_make_no_difference(
    name: str, change: Callable[[bytes], bytes], folder: Path
) -> None:
    before = load_place(folder)
    path = folder / name
    path.write_bytes(change(path.read_bytes()))
    after = load_place(folder)
    assert after.observations.equals(before.observations)
    assert (after.name, after.annex_date) == (before.name, before.annex_date)


@pytest.mark.parametrize("name", TEXTS)
def test_an_old_mac_is_read_or_told(name: str, folder: Path) -> None:
    """CR alone ends a row of a table, but no line of TOML."""
    before = load_place(folder)
    path = folder / name
    path.write_bytes(_ends(b"\r")(path.read_bytes()))
    if name == "place.toml":
        with pytest.raises(InputError, match=r"place\.toml"):
            load_place(folder)
    else:
        assert load_place(folder).observations.equals(before.observations)


def test_what_programs_leave_in_a_folder_is_passed_over(folder: Path, tmp_path: Path) -> None:
    before = load_place(folder)
    own = ("~$formularz.xlsx", ".~lock.statistics.csv#", "~$rejestr.xlsx", "statistics.csv~")
    for name in (*own, "desktop.ini", "Thumbs.db", ".DS_Store"):
        (folder / name).write_bytes(b"\x00\x01")
    for of_mac in ("problems/._a.toml", "instruments/._b.toml", "instruments/.#c.toml"):
        (folder / of_mac).parent.mkdir(exist_ok=True)
        (folder / of_mac).write_bytes(b"\x00\x05\x16\x07")
    after = load_place(folder)
    assert after.observations.equals(before.observations)
    assert catalogue_of(after) == catalogue_of(before)
    import_command(folder, today=DAY)
    fresh = tmp_path / "nowa"
    fresh.mkdir()
    (fresh / "desktop.ini").write_bytes(b"\x00")
    assert len(new_workspace(fresh, TERYT, today=DAY)) > 1
    assert (fresh / "desktop.ini").read_bytes() == b"\x00"


@pytest.mark.parametrize(
    ("name", "other"), [("statistics.csv", "STATISTICS.CSV"), ("plan.toml", "Plan.TOML")]
)
def test_a_name_in_other_letters_is_told_and_not_passed_over(
    name: str, other: str, folder: Path
) -> None:
    (folder / name).rename(folder / other)
    if (folder / name).exists():
        pytest.skip("this disk takes both names for one")
    with pytest.raises(InputError, match=f"jest „{other}”, a powinno być: {name}. Zmień nazwę"):
        load_place(folder)


@pytest.mark.parametrize("name", ["CON", "nul", "aneks.", "COM1.txt", "aneks "])
def test_a_name_that_windows_does_not_keep_is_refused_there(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_if_not_a_folder(tmp_path / name)  # elsewhere it is a name like any other
    monkeypatch.setattr(file_names, "ON_WINDOWS", True)
    with pytest.raises(InputError, match="Podaj inną nazwę folderu"):
        fail_if_not_a_folder(tmp_path / name / "x")
    with pytest.raises(InputError, match="Podaj inną nazwę folderu"):
        new_workspace(tmp_path / name, TERYT, today=DAY)
    fail_if_not_a_folder(Path("../Console/aneks.2026"))


@pytest.mark.parametrize("command", [["new", "--teryt", TERYT], ["annex", TERYT, "--out"]])
def test_a_path_that_is_too_long_is_told(command: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [*command, str(tmp_path / ("ż" * 200))])
    assert done.exit_code == UNUSABLE
    assert "za długa nazwa pliku lub ścieżka" in done.output
    assert not list(tmp_path.iterdir())


def test_decimal_commas_and_semicolons_of_excel_are_read(folder: Path) -> None:
    before = load_place(folder)
    path = folder / "statistics.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert ";" in text
    path.write_text(text, encoding="cp1250", newline="\r\n")
    assert load_place(folder).observations.equals(before.observations)


def test_a_share_of_a_network_is_a_folder_like_any_other(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    share = Path(shutil.copytree(folder, r"\\serwer\gmina"))
    assert load_place(share).teryt == TERYT


@pytest.mark.parametrize("held", ["formularz.xlsx", "statistics.csv", "place.toml"])
def test_a_file_that_excel_does_not_let_read_is_told(
    held: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(folder, filled_with({where("staff:social_worker_posts", 2024): 3.5}))
    before = contents(folder)
    real = Path.open

    def locked(self: Path, *arguments: str, **named: str) -> object:
        if self.name == held:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *arguments, **named)  # type: ignore[call-overload]  # handed on as given

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", locked)
        with pytest.raises(InputError, match=f"{held}.*Zamknij plik w programie Excel"):
            import_command(folder, today=DAY)
    assert contents(folder) == before
