from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from costmodel.batch import batch as batch_module
from costmodel.batch.batch import Batch, run_batch
from costmodel.batch.measures import COLUMNS, measures_of
from costmodel.batch.places import Request, place_in_panel, request_of
from costmodel.cli import main
from costmodel.errors import InputError, ModelError
from costmodel.statistics.place import Place
from costmodel.studies.settings import Settings

FEW = Settings(horizon=2, n_draws=128)
AREAS = ["3215011", "3215023", "3215033"]


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    return request_of(tmp_path / "order", annex_date=date(2026, 3, 31))


def run(folder: Path, request: Request, *, workers: int = 1, dask: str | None = None) -> Batch:
    return run_batch(AREAS, folder, request=request, settings=FEW, workers=workers, dask=dask)


def quickly(place: Place, *, settings: Settings) -> pd.DataFrame:
    """A row in the shape of results, without a study."""
    texts = dict.fromkeys(COLUMNS[:7], place.teryt)
    return pd.DataFrame([texts | dict.fromkeys(COLUMNS[7:], float(settings.seed))])


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "PART_SIZE", 2)


def test_a_row_is_that_of_the_study_of_the_place_alone(tmp_path: Path, request_: Request) -> None:
    found = pd.read_parquet(run(tmp_path / "out", request_).results)
    alone = measures_of(place_in_panel("3215023", request_), settings=FEW)
    mine = found[found["teryt"] == "3215023"].reset_index(drop=True)
    pd.testing.assert_frame_equal(mine, alone, check_dtype=False)
    assert list(dict.fromkeys(found["teryt"])) == AREAS


def test_the_number_of_workers_changes_no_byte(tmp_path: Path, request_: Request) -> None:
    one, two = (run(tmp_path / str(n), request_, workers=n) for n in (1, 2))
    assert one.results.read_bytes() == two.results.read_bytes()
    assert one.n_done == two.n_done == len(AREAS)


def test_a_cluster_gives_the_same_bytes(tmp_path: Path, request_: Request) -> None:
    distributed = pytest.importorskip("distributed")
    here = run(tmp_path / "here", request_)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        there = run(tmp_path / "there", request_, dask=cluster.scheduler_address)
    assert here.results.read_bytes() == there.results.read_bytes()


def test_a_stopped_run_goes_on_without_recomputing(
    tmp_path: Path, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(tmp_path / "whole", request_)
    worked: list[str] = []

    def stop_at_the_third(place: Place, *, settings: Settings) -> pd.DataFrame:
        worked.append(place.teryt)
        if len(worked) == 3:
            raise KeyboardInterrupt
        return measures_of(place, settings=settings)

    monkeypatch.setattr(batch_module, "measures_of", stop_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "stopped", request_)
    assert not (tmp_path / "stopped" / "wyniki.parquet").exists()
    again = run(tmp_path / "stopped", request_)
    assert worked == [*AREAS, AREAS[2]]  # the finished part of two is not worked on again
    assert again.results.read_bytes() == whole.results.read_bytes()


@pytest.mark.parametrize("spoiled", [b"", b"\xff\x00PAR1", b"[]", b'{"sha256": 1}', b"[" * 9999])
@pytest.mark.parametrize("ending", ["parquet", "nieudane.json"])
def test_a_part_damaged_since_is_worked_on_again(
    tmp_path: Path,
    request_: Request,
    monkeypatch: pytest.MonkeyPatch,
    spoiled: bytes,
    ending: str,
) -> None:
    monkeypatch.setattr(batch_module, "measures_of", quickly)
    whole = run(tmp_path / "out", request_).results.read_bytes()
    (tmp_path / "out" / "czesci" / f"czesc-00001.{ending}").write_bytes(spoiled)
    worked: list[str] = []

    def noted(place: Place, *, settings: Settings) -> pd.DataFrame:
        worked.append(place.teryt)
        return quickly(place, settings=settings)

    monkeypatch.setattr(batch_module, "measures_of", noted)
    assert run(tmp_path / "out", request_).results.read_bytes() == whole
    assert worked == [AREAS[2]]


def test_results_that_are_no_table_of_ours_are_refused(
    tmp_path: Path, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_module, "measures_of", quickly)
    run(tmp_path / "out", request_)
    (tmp_path / "out" / "wyniki.parquet").unlink()
    results = tmp_path / "out" / "czesci" / "czesc-00001.parquet"
    note = results.with_name("czesc-00001.nieudane.json")
    was = hashlib.sha256(results.read_bytes()).hexdigest()
    pd.DataFrame({"other": [1]}).to_parquet(results, index=False)
    now = hashlib.sha256(results.read_bytes()).hexdigest()
    note.write_text(note.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    with pytest.raises(InputError, match=r"czesc-00001\.parquet.*Usuń ten plik"):
        run(tmp_path / "out", request_)
    assert not (tmp_path / "out" / "wyniki.parquet").exists()
    results.unlink()
    assert run(tmp_path / "out", request_).n_done == len(AREAS)


def test_an_order_that_cannot_be_read_is_another_order(
    tmp_path: Path, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_module, "measures_of", quickly)
    run(tmp_path / "out", request_)
    (tmp_path / "out" / "czesci" / "zlecenie.json").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="inne zlecenie"):
        run(tmp_path / "out", request_)


def test_what_fails_is_told_and_the_others_go_on(
    tmp_path: Path, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_in_one(place: Place, *, settings: Settings) -> pd.DataFrame:
        if place.teryt == AREAS[1]:
            raise ModelError("liczby nie pasują")
        return measures_of(place, settings=settings)

    monkeypatch.setattr(batch_module, "measures_of", fail_in_one)
    found = run(tmp_path / "out", request_)
    assert found.n_done == 2
    assert found.failures.to_dict("records") == [
        {"teryt": AREAS[1], "name": found.failures["name"][0], "reason": "liczby nie pasują"}
    ]
    told = (tmp_path / "out" / "nieudane.csv").read_text(encoding="utf-8-sig")
    assert "liczby nie pasują" in told
    assert set(pd.read_parquet(found.results)["teryt"]) == {AREAS[0], AREAS[2]}


def test_results_of_two_orders_are_not_mixed(tmp_path: Path, request_: Request) -> None:
    run(tmp_path / "out", request_)
    with pytest.raises(InputError, match="inne zlecenie"):
        run_batch(AREAS, tmp_path / "out", request=request_, settings=replace(FEW, seed=2))


def test_progress_counts_every_gmina_once(tmp_path: Path, request_: Request) -> None:
    told: list[int] = []
    run_batch(AREAS, tmp_path / "out", request=request_, settings=FEW, told=told.append)
    assert sum(told) == len(AREAS)
    told.clear()
    run_batch(AREAS, tmp_path / "out", request=request_, settings=FEW, told=told.append)
    assert sum(told) == len(AREAS)


def test_the_command_tells_where_the_results_are(tmp_path: Path) -> None:
    out = tmp_path / "wyniki ążę"
    asked = ["batch", "3215011", "--out", str(out), "--draws", "128", "--horizon", "2"]
    result = CliRunner().invoke(main, [*asked, "--workers", "1", "--date", "2026-03-31"])
    assert result.exit_code == 0, result.output
    assert "Zapisano wyniki 1 gmin" in result.output
    assert (out / "wyniki.parquet").is_file()


def test_the_command_refuses_an_unknown_area(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["batch", "9999999", "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "kod TERYT" in result.output
