from __future__ import annotations

import hashlib
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import InputError, OutputError
from costmodel.live import snapshot
from costmodel.live.fetched import Figure, table_of
from costmodel.live.snapshot import read_snapshot, write_snapshot
from costmodel.statistics.atomic import write_whole
from costmodel.tables import Status

DAY = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)


def one(year: int, value: float | None, source: str = "GUS; „BDL”") -> Figure:
    missing = value is None
    number = float("nan") if value is None else value
    status = Status.MISSING if missing else Status.OBSERVED
    return Figure(
        "0201011",
        "births",
        year,
        number,
        "osoba",
        status,
        source,
        "1",
        "bdl",
        "59",
        "",
        "2026-03-31",
    )


def write(folder: Path, *figures: Figure) -> tuple[Path, Path]:
    return write_snapshot(folder, table_of(figures), taken=DAY, complete=True)


def test_the_manifest_holds_the_day_and_the_checksum(tmp_path: Path) -> None:
    figures, manifest = write(tmp_path, one(2023, 5.0))
    told = tomllib.loads(manifest.read_text(encoding="utf-8"))
    assert (told["taken"], told["complete"]) == (DAY, True)
    digest = hashlib.sha256(figures.read_bytes()).hexdigest()
    assert told["file"] == [{"name": f"fetched-{digest[:12]}.csv", "sha256": digest, "rows": 1}]


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(
        st.integers(1995, 2024), st.none() | st.floats(-1e9, 1e9, allow_nan=False), max_size=5
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
)
def test_what_is_kept_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, values: dict[int, float | None], source: str
) -> None:
    folder = tmp_path_factory.mktemp("w")
    table = table_of([one(year, value, source) for year, value in values.items()])
    write_snapshot(folder, table, taken=DAY, complete=False)
    found = read_snapshot(folder)
    assert found is not None
    assert (found.taken, found.complete) == (DAY, False)
    pd.testing.assert_frame_equal(found.figures[0], table, check_exact=True)


def test_the_snapshot_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    for value in (1.0, 2.0, 3.0):
        write(tmp_path, one(2023, value))
    found = read_snapshot(tmp_path)
    assert found is not None
    assert [table["value"].tolist() for table in found.figures] == [[3.0], [2.0]]
    assert len(list((tmp_path / "snapshot").glob("*.csv"))) == 2


def test_an_interruption_leaves_the_snapshot_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, one(2023, 1.0))

    def stopped_at_the_manifest(path: Path, text: str) -> Path:
        if path.suffix == ".toml":
            raise KeyboardInterrupt
        return write_whole(path, text)

    monkeypatch.setattr(snapshot, "write_whole", stopped_at_the_manifest)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, one(2023, 2.0))
    found = read_snapshot(tmp_path)
    assert found is not None
    assert found.figures[0]["value"].tolist() == [1.0]


def test_a_changed_file_is_told_with_the_cure(tmp_path: Path) -> None:
    figures, _ = write(tmp_path, one(2023, 5.0))
    figures.write_text(figures.read_text(encoding="utf-8").replace("5.0", "6.0"), encoding="utf-8")
    with pytest.raises(InputError, match=r"suma SHA-256.*Usuń folder snapshot"):
        read_snapshot(tmp_path)
    figures.unlink()
    with pytest.raises(InputError, match="zmieniono po zapisaniu albo usunięto"):
        read_snapshot(tmp_path)


def test_a_manifest_may_name_no_file_elsewhere(tmp_path: Path) -> None:
    _, manifest = write(tmp_path, one(2023, 5.0))
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('name = "', 'name = "../'), encoding="utf-8")
    with pytest.raises(InputError, match=r"klucz file nr 1\.?.*name"):
        read_snapshot(tmp_path)


def test_no_snapshot_is_no_error(tmp_path: Path) -> None:
    assert read_snapshot(tmp_path) is None


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "snapshot").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="nie można utworzyć folderu"):
        write(tmp_path, one(2023, 5.0))
