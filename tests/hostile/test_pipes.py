"""A pipe in place of a file has no end: nobody waits at it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from costmodel.cli import main
from costmodel.resources import data_path
from tests.hostile.test_workspace import FILES, changed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
LONGEST = 60
"""Nobody waits as long as that. [s]"""
REAL = data_path("municipalities", "3215011-szczecinek")


@contextmanager
def awake() -> Iterator[None]:
    """Break off what waits for ever."""

    def stop(*_: object) -> None:
        raise TimeoutError("somebody waits at a pipe")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def told(*typed: str) -> str:
    """Return what a command that is refused says."""
    with awake():
        result = CliRunner().invoke(main, list(typed))
    assert result.exit_code == 2, result.output
    return result.output


@pytest.mark.parametrize("name", FILES)
def test_in_a_workspace(name: str, tmp_path: Path) -> None:
    folder = changed(tmp_path / "gmina", [(name, "gone", b"")])
    os.mkfifo(folder / name)
    assert Path(name).name in told("check", str(folder))


COMMANDS: dict[str, Callable[[str, str], list[str]]] = {
    "letterhead": lambda pipe, _: ["annex", "3215011", "--template", pipe],
    "plan": lambda pipe, out: ["batch", "3215011", "--plan", pipe, "--out", out],
    "register": lambda pipe, out: ["hash-register", pipe, out, "--salt", f"{out}.klucz"],
    "salt": lambda pipe, out: [
        *("hash-register", f"{Path(out).parent}/rejestr.csv", out, "--salt", pipe)
    ],
    "budget": lambda pipe, out: [
        *("fetch", f"{Path(out).parent}/gmina", "--budget-file", pipe, "--offline", "--budget"),
        "2024",
    ],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_given_to_a_command(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COSTMODEL_CACHE", str(tmp_path / "kept"))
    shutil.copytree(REAL, tmp_path / "gmina")
    (tmp_path / "rejestr.csv").write_text("person;start\n17;2024-01-01\n", encoding="utf-8")
    pipe = tmp_path / "rura.csv"
    os.mkfifo(pipe)
    assert "rura.csv" in told(*COMMANDS[name](str(pipe), str(tmp_path / "wynik")))
    assert not (tmp_path / "wynik").is_file()


@pytest.mark.parametrize("name", ["wyniki.json", "pochodzenie.json"])
def test_in_the_folder_of_an_annex(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    assert str(tmp_path) in told("explain", "1", str(tmp_path))


@pytest.mark.parametrize("name", ["rejestr.csv", "formularz.xlsx", "tabela-1.csv"])
def test_among_what_is_imported(name: str, tmp_path: Path) -> None:
    folder = changed(tmp_path / "gmina", [])
    os.mkfifo(folder / name)
    assert "gmina" in told("import", str(folder))
