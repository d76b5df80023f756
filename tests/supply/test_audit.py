"""The audit says what it checked, what it found, and what it did not check."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from tests.supply import audit
from tests.supply.lock import entries, locked


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Leave out the reading of every installed file."""
    monkeypatch.setattr(audit, "of_environment", lambda *_: {"the lock pins each file": []})
    return monkeypatch


def osv_naming(version: str, folder: Path) -> Path:
    """An export of one advisory, about numpy."""
    affected = {"package": {"ecosystem": "PyPI", "name": "numpy"}, "versions": [version]}
    entry = {"id": "OSV-1", "modified": "2026-01-02T00:00:00Z", "affected": [affected]}
    path = folder / "all.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("OSV-1.json", json.dumps(entry))
    return path


def test_the_kept_files_pass() -> None:
    assert not any(audit.of_repository(locked()).values())


def test_a_list_of_licences_behind_the_lock_is_named() -> None:
    found = locked()[1:]
    first = locked()[0]
    stale, *_ = audit.of_repository(found).values()
    assert stale == [first.label]


def test_without_a_database_it_says_that_nothing_was_checked(quick: pytest.MonkeyPatch) -> None:
    done = CliRunner().invoke(audit.main)
    assert done.exit_code == 0
    assert "known weaknesses: NOT CHECKED" in done.output
    assert "no weakness" not in done.output


@pytest.mark.usefixtures("quick")
def test_a_known_weakness_fails_the_audit(tmp_path: Path) -> None:
    (version, *_) = [e.version for e in locked() if e.name == "numpy"]
    path = osv_naming(str(version), tmp_path)
    done = CliRunner().invoke(audit.main, ["--osv", str(path)])
    assert done.exit_code == 1
    assert f"numpy {version}: OSV-1" in done.output
    assert "1 advisories, the newest of 2026-01-02" in done.output


@pytest.mark.usefixtures("quick")
def test_a_weakness_of_another_version_does_not(tmp_path: Path) -> None:
    done = CliRunner().invoke(audit.main, ["--osv", str(osv_naming("0.0.1", tmp_path))])
    assert done.exit_code == 0
    assert "ok      no weakness that OSV knows of" in done.output


def test_each_fault_stands_under_its_check() -> None:
    lines = audit.report({"first": [], "second": ["a", "b"]})
    assert lines == ["ok      first", "FAILED  second", "        a", "        b"]


def test_each_stray_thing_in_an_environment_is_found(tmp_path: Path) -> None:
    info = tmp_path / "stray-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: stray\nVersion: 1\n\n", encoding="utf-8")
    (tmp_path / "start.pth").write_text("import stray\n", encoding="utf-8")
    assert audit.of_environment(entries("a==1"), tmp_path) == {
        "the lock pins each file": ["a: no hash of SHA-256"],
        "installed is what is locked": [
            "a 1: locked, not installed",
            "stray 1: installed, not in the lock",
        ],
        "files are as they were installed": ["stray: no record of its files"],
        "no module without an owner": ["start.pth"],
    }
