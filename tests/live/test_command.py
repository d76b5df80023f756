from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer
from werkzeug import Response

from costmodel.cli import main
from costmodel.live.command import cache_folder
from costmodel.statistics.place import example_folders, load_place
from tests.live.fake_bdl import SZCZECINEK, FakeBdl
from tests.live.sample_budget import csv_report, dbf_report, packed, portal


@pytest.fixture
def environment(httpserver: HTTPServer, tmp_path: Path) -> dict[str, str | None]:
    """Addresses of this machine; its SMUP has nothing."""
    smup = re.compile("/smup/.*")
    httpserver.expect_request(smup).respond_with_data("", status=404)
    return {
        "COSTMODEL_BDL_URL": httpserver.url_for("/api"),
        "COSTMODEL_SMUP_URL": httpserver.url_for("/smup"),
        "COSTMODEL_SMUP_KEY": None,
        "COSTMODEL_DANE_URL": httpserver.url_for("/api"),
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

    with CachedSession(str(path), backend="sqlite", serializer="json") as session:
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


def test_a_fictional_gmina_is_left_alone(
    httpserver: HTTPServer, tmp_path: Path, environment: dict[str, str | None]
) -> None:
    folder = shutil.copytree(example_folders()["9910013"], tmp_path / "gmina")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, told = run(folder, environment)
    assert code == 0
    assert "Kodu 9910013 nie ma w TERYT, więc nie ma czego pobierać." in told
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert httpserver.log == []


def test_the_spending_of_chosen_years_comes_with_the_rest_and_stays(
    httpserver: HTTPServer, workspace: Path, environment: dict[str, str | None]
) -> None:
    portal(httpserver, {"Rb-28S IV kwartał 2024": packed(r__dbf=dbf_report())})
    bdl = FakeBdl(figures={(SZCZECINEK, 59): [("2023", 240, 1)]})
    bdl.behind(httpserver, "/api")
    code, told = run(workspace, environment, "--budget", "2024")
    assert code == 0, told
    place = load_place(workspace)
    assert place.series("spending_85202")[2024] == 2999999.99
    assert place.series("live_births")[2023] == 240.0
    run(workspace, environment)  # without the years: what was fetched before stays
    assert load_place(workspace).series("spending_85202")[2024] == 2999999.99
    run(workspace, environment, "--offline", "--budget", "2024")
    assert load_place(workspace).observations.equals(place.observations)


def test_a_report_of_ones_own_needs_its_year(
    bdl: FakeBdl, workspace: Path, environment: dict[str, str | None]
) -> None:
    path = workspace / "rb28s.csv"
    path.write_bytes(csv_report())
    code, told = run(workspace, environment, "--budget-file", str(path))
    assert (code, bdl.asked) == (2, [])
    assert "--budget: jest „brak roku”, a powinno być: jeden rok" in told
    code, told = run(workspace, environment, "--budget", "2023", "--budget-file", str(path))
    assert code == 0, told
    assert load_place(workspace).series("spending_852")[2023] == 3450000.49


def test_a_portal_that_fails_leaves_the_other_figures(
    bdl: FakeBdl, workspace: Path, environment: dict[str, str | None]
) -> None:
    bdl.figures[SZCZECINEK, 59] = [("2023", 240, 1)]
    bdl.failing["datasets"] = Response("<html>", status=200)
    code, told = run(workspace, environment, "--budget", "2024")
    assert code == 0
    assert "odpowiedź JSON, cała" in told
    assert "Nie wszystko udało się pobrać" in told
    assert load_place(workspace).series("live_births")[2023] == 240.0
