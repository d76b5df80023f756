from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from werkzeug import Response

from costmodel.errors import InputError
from costmodel.live import fetch
from costmodel.live.areas import areas_of_workspace
from costmodel.live.fetch import DIFFERENCES_FILE, fetch_workspace
from costmodel.live.snapshot import read_snapshot
from costmodel.live.wanted import wanted_variables
from costmodel.statistics.place import load_place
from tests.live.conftest import Opened
from tests.live.fake_bdl import POWIAT, SZCZECINEK, FakeBdl

NOW = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
BIRTHS, RATE, UNEMPLOYED = 59, 60270, 10514


@pytest.fixture
def filled(bdl: FakeBdl) -> FakeBdl:
    """A few figures that the panel does not hold, and one that it holds otherwise."""
    bdl.figures[SZCZECINEK, BIRTHS] = [("2022", 250, 1), ("2023", 240, 1), ("2024", 0, 50)]
    bdl.figures[POWIAT, RATE] = [("2023", 13.1, 1)]
    bdl.figures["000000000000", RATE] = [("2023", 5.1, 1)]
    bdl.measure_of[RATE] = 50
    return bdl


def value(folder: Path, variable: str, year: int, teryt: str = "3215011") -> float:
    return float(load_place(folder).series(variable, teryt)[year])


def add_row(folder: Path, row: str) -> None:
    with (folder / "statistics.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(row + "\r\n")


def test_a_workspace_is_completed(filled: FakeBdl, opened: Opened, workspace: Path) -> None:
    before = load_place(workspace).observations
    report = fetch_workspace(workspace, [opened()], now=NOW)
    assert value(workspace, "live_births", 2023) == 240.0
    assert value(workspace, "unemployment_rate", 2023, "3215000") == 13.1
    assert value(workspace, "unemployment_rate", 2023, "0000000") == 5.1
    assert report.complete
    assert report.merged.added == 5
    after = load_place(workspace).observations
    pd.testing.assert_frame_equal(after.head(len(before)), before)  # nothing of it was lost
    assert "2024" in set(after["year"].astype(str)[after["variable"] == "live_births"])


def test_what_bdl_does_not_have_is_told_by_its_number(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    told = "\n".join(map(str, fetch_workspace(workspace, [opened()], now=NOW).notices))
    assert "obszar 3215011: jest „brak: " in told
    assert "population_total (72305)" in told
    assert "live_births (59)" not in told.splitlines()[0]


def test_a_second_run_asks_nothing_and_changes_nothing(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    fetch_workspace(workspace, [opened()], now=NOW)
    asked = len(filled.asked)
    files = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    report = fetch_workspace(workspace, [opened()], now=NOW)
    assert len(filled.asked) == asked
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == files
    assert (report.merged.added, report.merged.refreshed) == (0, 0)


def test_what_a_person_typed_stays_and_the_difference_is_told(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    add_row(workspace, "3215011;live_births;2023;239;osoba;;USC Szczecinek")
    report = fetch_workspace(workspace, [opened()], now=NOW)
    assert value(workspace, "live_births", 2023) == 239.0
    assert report.merged.differences["fetched"].tolist() == [240.0]
    told = (workspace / DIFFERENCES_FILE).read_text(encoding="utf-8-sig")
    assert "3215011;live_births;2023;239;osoba;USC Szczecinek;240;osoba;GUS" in told


def test_a_newer_figure_of_the_publisher_replaces_its_older_one(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    fetch_workspace(workspace, [opened(expiry=0.001)], now=NOW)
    filled.figures[SZCZECINEK, BIRTHS] = [("2022", 250, 1), ("2023", 241, 1)]
    report = fetch_workspace(workspace, [opened(expiry=0.001)], now=NOW)
    assert value(workspace, "live_births", 2023) == 241.0
    assert report.merged.refreshed == 1
    assert report.merged.differences.empty


def test_an_interrupted_run_goes_on_where_it_was(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    session = opened(windows=((900, 8),))  # enough for the areas and the gmina
    first = fetch_workspace(workspace, [session], now=NOW)
    assert not first.complete
    assert "limit zapytań wyczerpany" in str(first.notices[-1])
    assert value(workspace, "live_births", 2023) == 240.0
    asked = len(filled.questions)
    again = fetch_workspace(workspace, [opened()], now=NOW)
    assert again.complete
    assert len(filled.questions) > asked
    assert len(set(filled.questions)) == len(filled.questions)  # none twice
    assert value(workspace, "unemployment_rate", 2023, "0000000") == 5.1


def test_one_area_that_fails_does_not_stop_the_others(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    filled.failing[f"by-unit/{POWIAT}"] = Response("<html>", status=200)
    report = fetch_workspace(workspace, [opened()], now=NOW)
    assert not report.complete
    assert any("odpowiedź JSON" in str(notice) for notice in report.notices)
    assert value(workspace, "unemployment_rate", 2023, "0000000") == 5.1


def test_what_does_not_exist_is_told_and_needs_no_second_run(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    filled.failing[f"by-unit/{POWIAT}"] = Response("", status=404)
    report = fetch_workspace(workspace, [opened()], now=NOW)
    assert report.complete
    assert any("404" in str(notice) for notice in report.notices)


def test_a_publisher_that_is_down_leaves_the_workspace_as_it_was(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    files = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    filled.failing[""] = Response("", status=503)
    with pytest.raises(InputError, match=r"503 \(błąd serwera\)"):
        fetch_workspace(workspace, [opened()], now=NOW)
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == files


def test_the_snapshot_serves_where_nobody_can_be_asked(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    fetch_workspace(workspace, [opened()], now=NOW)
    lines = (workspace / "statistics.csv").read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if ";live_births;" not in line]
    (workspace / "statistics.csv").write_text("\n".join(kept), encoding="utf-8-sig")
    report = fetch_workspace(workspace, [], now=NOW)
    assert value(workspace, "live_births", 2023) == 240.0
    assert report.merged.added == 3


def test_an_interruption_at_the_last_file_loses_nothing(
    filled: FakeBdl, opened: Opened, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch_workspace(workspace, [opened(expiry=0.001)], now=NOW)
    filled.figures[SZCZECINEK, BIRTHS] = [("2023", 241, 1)]

    def stopped(folder: Path, table: pd.DataFrame) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fetch, "_write_statistics", stopped)
        with pytest.raises(KeyboardInterrupt):
            fetch_workspace(workspace, [opened(expiry=0.001)], now=NOW)
    assert value(workspace, "live_births", 2023) == 240.0
    report = fetch_workspace(workspace, [opened()], now=NOW)  # still known as the fetch's own
    assert value(workspace, "live_births", 2023) == 241.0
    assert report.merged.differences.empty


def test_a_changed_snapshot_is_refused_before_anything_is_asked(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    fetch_workspace(workspace, [opened()], now=NOW)
    asked = len(filled.asked)
    next((workspace / "snapshot").glob("*.csv")).write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="SHA-256"):
        fetch_workspace(workspace, [opened(expiry=0.001)], now=NOW)
    assert len(filled.asked) == asked


def test_a_town_that_left_its_powiat_is_had_under_both_codes(bdl: FakeBdl, opened: Opened) -> None:
    areas, missing = areas_of_workspace(opened(), "0265011")
    assert [unit.teryt for unit in areas[0].units] == ["0265011", "0221091"]
    assert (areas[1].teryt, missing) == ("0265000", ())
    bdl.figures["020210121091", BIRTHS] = [("2012", 900, 1), ("2013", 0, 15)]
    bdl.figures["020210165011", BIRTHS] = [("2012", 0, 15), ("2013", 880, 1)]
    (births,) = [one for one in wanted_variables() if one.variable == "live_births"]
    table = fetch._figures_of_area(opened(), areas[0], [births]).table.set_index("year")
    assert set(table["teryt"]) == {"0265011"}
    assert table["value"].to_dict() == {2012: 900.0, 2013: 880.0}
    assert "pod kodem 0221091" in table["source"][2012]
    assert "pod kodem" not in table["source"][2013]


def test_an_area_that_bdl_does_not_know_is_told(bdl: FakeBdl, opened: Opened) -> None:
    areas, missing = areas_of_workspace(opened(), "3203042")
    assert [area.level for area in areas] == ["voivodeship", "country"]
    assert "3203042: jest „brak obszaru”" in str(missing[0])
    assert "Ostrowice, zniesiona" in str(missing[0])


def test_own_variables_are_fetched_too(filled: FakeBdl, opened: Opened, workspace: Path) -> None:
    filled.figures[SZCZECINEK, 777] = [("2023", 12, 1)]
    (workspace / "fetch.toml").write_text(
        '[[variable]]\nid = "libraries"\nname = "biblioteki"\npublisher = "bdl"\n'
        'external_id = "777"\nlevels = ["gmina"]\n',
        encoding="utf-8",
    )
    fetch_workspace(workspace, [opened()], now=NOW)
    assert value(workspace, "libraries", 2023) == 12.0


def test_the_snapshot_keeps_flags_and_days(
    filled: FakeBdl, opened: Opened, workspace: Path
) -> None:
    fetch_workspace(workspace, [opened()], now=NOW)
    found = read_snapshot(workspace)
    assert found is not None
    births = found.figures[0].query("variable == 'live_births'").set_index("year")
    assert births["attribute"].to_dict() == {2022: "1", 2023: "1", 2024: "50"}
    assert set(births["external_id"]) == {"59"}
    assert set(births["last_update"]) == {"2025-06-16"}
    assert births["asked_on"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()
