"""The three commands: what they write, and what they say when the input is broken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from costmodel.cli import main
from costmodel.errors import ModelError
from costmodel.problems.problem import SocialProblem
from costmodel.publish.pen import Pen
from costmodel.publish.write import AnnexFiles
from costmodel.statistics.place import Place, load_place
from costmodel.statistics.workspace import new_workspace
from costmodel.studies import assembly
from costmodel.studies.municipality import study_municipality
from costmodel.studies.pathway import Floats, yearly_transitions
from costmodel.studies.settings import Settings
from costmodel.studies.values import Values
from costmodel.terminal import UNUSABLE
from tests.publish.composing import composed, told_by
from tests.publish.reading import plain, record, texts

DAY = date(2026, 5, 4)
STATISTICS, LEVELS = "statistics.csv", "levels.csv"
COMMAND = (sys.executable, "-c", "from costmodel.cli import main; main()")
HEAD = "level,persons,year,source"
RUNES = "Zażółć"


def told(*arguments: str | Path) -> Result:
    """Run a command inside this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh workspace of the example town. Tests copy it; none may change it."""
    folder = tmp_path_factory.mktemp("workspaces") / "gmina"
    new_workspace(folder, "3215011", today=DAY)
    return folder


def _change(name: str, pattern: str, by: str) -> Callable[[Path], None]:
    """Return an edit that replaces the first match in a file of the workspace."""

    def edit(folder: Path) -> None:
        path = folder / name
        text = path.read_bytes().decode("utf-8")
        assert re.search(pattern, text), f"{pattern} is not in {name}"
        path.write_bytes(re.sub(pattern, by, text, count=1).encode("utf-8"))

    return edit


def _append(name: str, line: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / name
        path.write_bytes(path.read_bytes().rstrip() + f"\n{line}\n".encode())

    return edit


def _write(name: str, text: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        (folder / name).write_text(text, encoding=encoding)

    return edit


def _drop_column(folder: Path) -> None:
    path = folder / STATISTICS
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(line.rsplit(";", 1)[0] for line in lines), encoding="utf-8")


OWN = r"3215011;unemployed_registered;2020;"
PLAN_OF_CIS = "[cis]\nfirst_year = 2027\n[cis.coverage]\n"
BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "no_place": (lambda folder: (folder / "place.toml").unlink(), r"place\.toml: jest „"),
    "no_statistics": (lambda folder: (folder / STATISTICS).unlink(), "statistics.csv: jest „brak"),
    "place_in_wrong_encoding": (
        _write("place.toml", f'teryt = "3215011" # {RUNES}\n', "cp1250"),
        "place.toml, bajt .*UTF-8",
    ),
    "statistics_in_utf16": (_write(STATISTICS, "teryt;variable\n", "utf-16"), "UTF-16"),
    "lost_leading_zero": (
        _append(STATISTICS, "201011;unemployed_registered;2020;5;osoba;;PUP"),
        r"kolumna teryt: jest „201011”.*zgubił zero",
    ),
    "unknown_teryt": (_change("place.toml", '"3215011"', '"3299011"'), "3299011"),
    "part_of_a_gmina": (_change("place.toml", '"3215011"', '"3215024"'), "3215023"),
    "text_in_number": (_change(STATISTICS, rf"{OWN}\d+", "3215011;unemployed_registered;2020;ok"),
                       "kolumna value: jest „ok"),
    "negative_count": (
        _change(STATISTICS, rf"{OWN}(\d+)", r"3215011;unemployed_registered;2020;-\1"),
        "nieujemna",
    ),
    "duplicate_year": (
        _append(STATISTICS, "3215011;unemployed_registered;2020;5;osoba;;PUP"),
        "każdy kod, zmienna i rok raz",
    ),
    "secret_with_value": (
        _append(STATISTICS, "3215011;inna_liczba;2020;5;osoba;tajemnica;PUP"),
        "5 ze statusem tajemnica",
    ),
    "missing_column": (_drop_column, "kolumna „source”"),
    "no_row_of_the_gmina": (
        _write(STATISTICS, "teryt;variable;year;value;unit;source\n0201011;x;2020;1;osoba;GUS\n"),
        "dane o 3215011",
    ),
    "no_series": (
        _write(STATISTICS, "teryt;variable;year;value;unit;source\n3215011;x;2020;1;osoba;GUS\n"),
        "unemployed_registered",
    ),
    "plan_over_full": (
        _write("plan.toml", f"{PLAN_OF_CIS}over_24_months = 0.6\n"
               "[staz]\nfirst_year = 2027\n[staz.coverage]\nover_24_months = 0.6\n"),
        "poziom unemployment.over_24_months: jest „120%”",
    ),
    "unknown_level_in_plan": (
        _write("plan.toml", f"{PLAN_OF_CIS}powyzej_roku = 0.1\n"),
        "jest „powyzej_roku”",
    ),
    "unknown_instrument": (
        _write("plan.toml", "[bon]\nfirst_year = 2027\n[bon.coverage]\nover_24_months = 0.1\n"),
        "jest „bon”, a powinno być: jedno z",
    ),
    "share_in_percent": (_write("plan.toml", f"{PLAN_OF_CIS}over_24_months = 10\n"), "10"),
    "plan_that_is_no_toml": (_write("plan.toml", "[cis\n"), "plan.toml, wiersz 1"),
    "levels_incomplete": (
        _write(LEVELS, f"{HEAD}\nunder_12_months,700,2024,PUP\n"),
        r"levels\.csv.*(?:months_12_24|każdy z poziomów)",
    ),
    "levels_all_zero": (
        _write(LEVELS, "\n".join([HEAD, *(f"{level},0,2024,PUP" for level in (
            "under_12_months", "months_12_24", "over_24_months",
            "unemployment.long_term_assisted"))])),
        "więcej niż 0",
    ),
    "negative_level": (_write(LEVELS, f"{HEAD}\nunder_12_months,-1,2024,PUP\n"), "nieujemna"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_workspace_is_refused_in_polish_and_nothing_changes(
    name: str, workspace: Path, tmp_path: Path
) -> None:
    edit, says = BROKEN[name]
    folder, out = tmp_path / "gmina", tmp_path / "aneks"
    shutil.copytree(workspace, folder)
    edit(folder)
    out.mkdir()
    (out / "aneks.docx").write_text("wcześniejszy", encoding="utf-8")
    before = contents(tmp_path)
    result = told("annex", folder, "--draws", "100", "--out", out)
    _assert_refused(result, says)
    assert contents(tmp_path) == before
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.parametrize("name", BROKEN)
def test_check_finds_what_would_stop_the_annex(name: str, workspace: Path, tmp_path: Path) -> None:
    edit, says = BROKEN[name]
    shutil.copytree(workspace, tmp_path / "gmina")
    edit(tmp_path / "gmina")
    result = told("check", tmp_path / "gmina")
    assert result.exit_code == UNUSABLE, result.output
    assert re.search(rf"(?m)^BŁĄD .*{says}", result.output), result.output
    assert "nie da się zrobić aneksu" in result.output


def _assert_refused(result: Result, says: str) -> None:
    assert result.exit_code == UNUSABLE, result.output
    assert isinstance(result.exception, SystemExit)
    message = re.sub(r".*\r", "", result.stderr).strip()
    assert re.search(says, message), message
    assert "Traceback" not in result.output
    assert "Zapisano" not in result.output


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--horizon", "0"), "horyzont wynosi 0: podaj od 1 do 40 lat"),
        (("--horizon", "41"), "horyzont wynosi 41"),
        (("--draws", "99"), "liczba losowań wynosi 99: podaj od 100"),
        (("--draws", "2000000"), "podaj od 100 do 1 000 000"),
        (("--seed", "-1"), "ziarno wynosi -1"),
        (("--discount", "4"), "stopa dyskontowa wynosi 4: podaj ułamek"),
        (("--discount", "-0.01"), "stopa dyskontowa wynosi -0.01"),
        (("--discount", "nan"), "stopa dyskontowa wynosi nan"),
        (("--horizon", "0", "--draws", "1", "--seed", "-1"), "horyzont.*losowań.*ziarno"),
    ],
)
def test_a_setting_out_of_range_is_refused(
    options: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    _assert_refused(told("annex", "3215011", *options, "--out", tmp_path / "aneks"), says)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("option", ["--horizon", "--draws", "--seed", "--discount"])
def test_a_setting_that_is_no_number_is_refused(option: str, tmp_path: Path) -> None:
    result = told("annex", "3215011", option, "siedem", "--out", tmp_path / "aneks")
    assert result.exit_code == UNUSABLE
    assert option in result.stderr
    assert "siedem" in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("201011", "wpisz 0201011"),
        ("9999999", "nieznane miejsce.*costmodel new"),
        ("nie-ma-takiego", "nieznane miejsce.*costmodel new"),
    ],
)
def test_an_unknown_place_is_refused_with_what_to_do(
    place: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _assert_refused(told("annex", place), says)
    assert not list(tmp_path.iterdir())


def test_an_out_that_is_a_file_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "plik").write_text("moje", encoding="utf-8")
    _assert_refused(told("annex", "3215011", "--out", tmp_path / "plik"), "Podaj w --out folder")
    assert contents(tmp_path) == {"plik": b"moje"}


def test_a_letterhead_that_is_no_word_file_is_refused_before_any_work(tmp_path: Path) -> None:
    paper = tmp_path / "papier.docx"
    paper.write_text("to nie jest plik programu Word", encoding="utf-8")
    result = told("annex", "3215011", "--template", paper, "--out", tmp_path / "aneks")
    _assert_refused(result, r"papier\.docx.*nie da się odczytać")
    assert not (tmp_path / "aneks").exists()


def test_an_out_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_arguments: object, **_options: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", locked)
    result = told("annex", "3215011", "--draws", "100", "--out", tmp_path / "nowy" / "aneks")
    _assert_refused(result, "nie przyjmuje plików.*--out")
    assert not list(tmp_path.iterdir())


def test_a_row_of_probabilities_that_sums_to_nine_tenths_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaking(problem: SocialProblem, values: Values, *, n_draws: int) -> Floats:
        return yearly_transitions(problem, values, n_draws=n_draws) * 0.9

    monkeypatch.setattr(assembly, "yearly_transitions", leaking)
    result = told("annex", "3215011", "--draws", "100", "--out", tmp_path / "aneks")
    _assert_refused(result, r"0[.,]9")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("code", ["3299011", "201011", "3215000", "abc"])
def test_new_refuses_a_code_that_is_no_gmina(code: str, tmp_path: Path) -> None:
    _assert_refused(told("new", tmp_path / "gmina", "--teryt", code), code)
    assert not list(tmp_path.iterdir())


def test_new_leaves_a_folder_that_holds_something_alone(tmp_path: Path) -> None:
    (tmp_path / "notatki.txt").write_text("moje", encoding="utf-8")
    _assert_refused(told("new", tmp_path, "--teryt", "3215011"), "nie zostaną nadpisane")
    assert contents(tmp_path) == {"notatki.txt": b"moje"}


def test_check_of_a_fresh_workspace_lists_gaps_and_passes(workspace: Path) -> None:
    before = contents(workspace)
    result = told("check", workspace)
    assert result.exit_code == 0, result.output
    assert "BRAK  levels.csv" in result.output
    assert "BŁĄD" not in result.output
    assert "można zrobić aneks" in result.output
    assert contents(workspace) == before


def test_check_of_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    result = told("check", tmp_path / "nie-ma")
    assert result.exit_code == UNUSABLE
    assert "nie ma takiego folderu" in result.output


def test_every_command_explains_itself_in_polish() -> None:
    for command in ((), ("annex",), ("new",), ("check",)):
        result = told(*command, "--help")
        assert result.exit_code == 0
        assert re.search(r"[ąćęłńóśźż]", result.output)


def test_the_version_is_told() -> None:
    result = told("--version")
    assert re.search(r"\d+\.\d+\.\d+", result.output)


@pytest.mark.parametrize(
    ("teryt", "kind"),
    [("0201022", "rural"), ("1465011", "Warszawa"), ("0218032", "its code vanished")],
)
def test_a_gmina_goes_from_code_to_annex(teryt: str, kind: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "gmina", tmp_path / "aneks"
    assert told("new", folder, "--teryt", teryt).exit_code == 0, kind
    assert told("check", folder).exit_code == 0, kind
    result = told("annex", folder, "--draws", "100", "--horizon", "3", "--out", out)
    assert result.exit_code == 0, result.output
    written = (
        "aneks.docx, aneks.pdf, aneks.html, rada.pptx, model.xlsx, symulator.html, "
        "wyniki.json, manifest.json"
    )
    assert f"Zapisano: {written}" in result.stdout
    whole = "\n".join(item.text for item in texts(out / "aneks.docx"))
    _assert_says_what_is_assumed(whole)
    assert record(out / "manifest.json")["gmina"]["teryt"] == teryt
    assert len(record(out / "wyniki.json")["liczby"]) > 150


@pytest.mark.parametrize(
    ("teryt", "kind"),
    [
        ("0201043", "urban-rural"),
        ("3262011", "city with the rights of a powiat"),
        ("1004063", "its series is short"),
        ("1013052", "a dozen unemployed"),
    ],
)
def test_any_kind_of_gmina_has_a_document(teryt: str, kind: str, tmp_path: Path) -> None:
    new_workspace(tmp_path / "gmina", teryt, today=DAY)
    place = load_place(tmp_path / "gmina")
    study = study_municipality(place, settings=Settings(horizon=3, n_draws=100))
    _assert_says_what_is_assumed(told_by(composed(study)))
    assert place.teryt == teryt, kind


def _assert_says_what_is_assumed(whole: str) -> None:
    pen = Pen({})
    assert plain(pen.say("summary.split_national")) in plain(whole)
    assert plain(pen.say("limits.national")) in plain(whole)
    assert not re.search(r"\bnan\b|\bNone\b|\binf\b", whole)


def test_a_pipe_without_polish_typography_does_not_stop_the_run(tmp_path: Path) -> None:
    for encoding in ("cp852", "ascii"):
        done = subprocess.run(
            [*COMMAND, "annex", "3215011", "--horizon", "0"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        assert done.returncode == UNUSABLE, done.stderr
        assert b"horyzont wynosi 0" in done.stderr
        assert b"Traceback" not in done.stderr


def test_without_out_the_annex_lies_in_a_folder_named_by_code(
    annex: AnnexFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written: list[Path] = []

    def noted(_study: object, folder: Path, **_options: object) -> AnnexFiles:
        written.append(folder)
        return annex

    monkeypatch.setattr("costmodel.cli.write_annex", noted)
    monkeypatch.setattr("costmodel.cli.study_municipality", lambda *_, **__: None)
    result = told("annex", load_place("3215011").folder)
    assert result.exit_code == 0
    assert written == [Path("aneks-3215011")]
    assert result.stdout.strip().splitlines()[-1].startswith("Zapisano")


def test_steps_left_out_reach_the_study(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[Settings] = []

    def stop(place: Place, *, settings: Settings, progress: object) -> None:
        asked.append(settings)
        raise ModelError("dość")

    monkeypatch.setattr("costmodel.cli.study_municipality", stop)
    without = ["--without", "haircut", "--without", "deadweight"]
    result = CliRunner().invoke(main, ["annex", "3215011", "--out", str(tmp_path / "a"), *without])
    assert result.exit_code == 2
    assert asked[0].switched_off == ("haircut", "deadweight")
    assert CliRunner().invoke(main, ["annex", "3215011", "--without", "luck"]).exit_code == 2
