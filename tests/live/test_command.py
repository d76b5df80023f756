from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer
from werkzeug import Response

from costmodel.cli import main
from costmodel.live.command import cache_folder
from tests.live.fake_bdl import SZCZECINEK, FakeBdl


@pytest.fixture
def environment(httpserver: HTTPServer, tmp_path: Path) -> dict[str, str | None]:
    return {
        "COSTMODEL_BDL_URL": httpserver.url_for("/api"),
        "COSTMODEL_CACHE": str(tmp_path / "kept"),
        "COSTMODEL_BDL_KEY": None,
    }


def run(folder: Path, environment: dict[str, str | None], *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["fetch", str(folder), *options], env=environment)
    return result.exit_code, result.output


def test_the_command_completes_a_workspace_and_tells_what_it_did(
    bdl: FakeBdl, workspace: Path, environment: dict[str, str | None]
) -> None:
    bdl.figures[SZCZECINEK, 59] = [("2023", 240, 1)]
    code, told = run(workspace, environment)
    assert code == 0
    assert "nowe liczby: 1, odświeżone: 0" in told
    assert f"Najstarsza odpowiedź: {datetime.now():%Y-%m-%d}" in told
    assert "3215011;live_births;2023;240" in (workspace / "statistics.csv").read_text("utf-8-sig")


def test_differences_are_told_and_all_written_to_a_file(
    bdl: FakeBdl, workspace: Path, environment: dict[str, str | None]
) -> None:
    bdl.figures[SZCZECINEK, 10514] = [("2024", 1190, 1), ("2023", 1200, 1)]
    code, told = run(workspace, environment)
    assert code == 0
    assert "RÓŻNICA  3215011, unemployed_registered, 2024: w pliku 1195 osoba" in told
    assert "u wydawcy 1190 osoba. Zostaje liczba z pliku." in told
    assert "roznice.csv" in told


def test_the_key_comes_from_the_environment_or_the_command(
    bdl: FakeBdl, workspace: Path, environment: dict[str, str | None]
) -> None:
    bdl.figures[SZCZECINEK, 59] = [("2023", 240, 1)]
    run(workspace, environment | {"COSTMODEL_BDL_KEY": "ze-srodowiska"})
    assert bdl.key == "ze-srodowiska"
    run(workspace, environment | {"COSTMODEL_CACHE": str(workspace / "inny")}, "--key", "z-wiersza")
    assert bdl.key == "z-wiersza"


def test_without_a_network_the_snapshot_serves(
    bdl: FakeBdl, workspace: Path, environment: dict[str, str | None]
) -> None:
    bdl.figures[SZCZECINEK, 59] = [("2023", 240, 1)]
    run(workspace, environment)
    asked = len(bdl.asked)
    code, told = run(workspace, environment | {"COSTMODEL_CACHE": str(workspace)}, "--offline")
    assert (code, len(bdl.asked)) == (0, asked)
    assert "nowe liczby: 0" in told


def test_without_a_network_and_a_snapshot_the_cure_is_told(
    workspace: Path, environment: dict[str, str | None]
) -> None:
    code, told = run(workspace, environment, "--offline")
    assert code == 2
    assert "praca bez sieci, a tej odpowiedzi jeszcze nie pobrano" in told


def test_stale_answers_are_told_once(
    bdl: FakeBdl,
    workspace: Path,
    environment: dict[str, str | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bdl.figures[SZCZECINEK, 59] = [("2023", 240, 1)]
    run(workspace, environment)
    kept = Path(str(environment["COSTMODEL_CACHE"])) / "answers-bdl.sqlite"
    expire(kept)
    bdl.failing[""] = Response("", status=404)
    code, told = run(workspace, environment)
    assert code == 0
    assert told.count("NIEAKTUALNE") == 2  # the first, and how many in all
    assert "Traceback" not in told


def expire(path: Path) -> None:
    """Make every kept answer old."""
    from requests_cache import CachedSession

    with CachedSession(str(path), backend="sqlite") as session:
        session.cache.reset_expiration(expire_after=-10)


def test_a_folder_that_is_no_workspace_is_told(
    tmp_path: Path, environment: dict[str, str | None]
) -> None:
    code, told = run(tmp_path / "nie-ma", environment)
    assert code == 2
    assert "costmodel new" in told


def test_answers_are_kept_for_the_whole_computer() -> None:
    assert cache_folder({}) == Path.home() / ".cache" / "costmodel"
    assert cache_folder({"COSTMODEL_CACHE": "x"}) == Path("x")
