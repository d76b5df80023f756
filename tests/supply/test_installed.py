"""What is installed is held against the lock and against the record of its installation."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import Distribution, PathDistribution, distributions
from pathlib import Path

import pytest

from tests.supply.installed import (
    changed_files,
    faults_of_lock,
    unlike_lock,
    unowned_files,
    versions,
)
from tests.supply.lock import entries, locked

LOCK = entries(
    "a==1 \\\n    --hash=sha256:aa\nb==2 ; python_version < '3' \\\n    --hash=sha256:bb\n"
)


@pytest.fixture
def sample(tmp_path: Path) -> Distribution:
    """A distribution of one module, recorded as pip records it."""
    info = tmp_path / "sample-1.dist-info"
    info.mkdir()
    (tmp_path / "sample.py").write_bytes(b"x = 1\n")
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"x = 1\n").digest()).rstrip(b"=").decode()
    (info / "METADATA").write_text("Name: sample\nVersion: 1\n\n", encoding="utf-8")
    record = f"sample.py,sha256={digest},6\nsample-1.dist-info/RECORD,,\n"
    (info / "RECORD").write_text(record, encoding="utf-8")
    return PathDistribution(info)


def test_these_tests_run_on_what_is_locked() -> None:
    found = locked()
    names = {entry.name for entry in found}
    # What a developer added beside it is for the audit to name.
    here = {name: v for name, v in versions(distributions()).items() if name in names}
    assert not unlike_lock(found, here)


def test_the_lock_pins_every_file() -> None:
    assert not faults_of_lock(locked())


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a>=1 --hash=sha256:aa", "a: not pinned to one version"),
        ("a==1", "a: no hash of SHA-256"),
        ("a==1 --hash=md5:aa", "a: no hash of SHA-256"),
    ],
)
def test_a_loose_entry_is_named(line: str, fault: str) -> None:
    assert faults_of_lock(entries(line)) == [fault]


@pytest.mark.parametrize(
    ("here", "says"),
    [
        ({"a": "1"}, []),
        ({"a": "1", "pip": "20", "costmodel": "0.1"}, []),
        ({}, ["a 1: locked, not installed"]),
        ({"a": "3"}, ["a: 3 is installed, 1 is locked"]),
        ({"a": "1", "stray": "9"}, ["stray 9: installed, not in the lock"]),
        ({"a": "1", "b": "2"}, ["b 2: installed, not in the lock"]),  # not for this Python
    ],
)
def test_each_difference_from_the_lock_is_named(here: dict[str, str], says: list[str]) -> None:
    assert unlike_lock(LOCK, here) == says


def test_files_as_installed_are_passed(sample: Distribution) -> None:
    assert changed_files(sample) == []


def test_a_changed_file_and_a_lost_one_are_named(sample: Distribution, tmp_path: Path) -> None:
    (tmp_path / "sample.py").write_bytes(b"x = 2\n")
    assert changed_files(sample) == ["sample.py"]
    (tmp_path / "sample.py").unlink()
    assert changed_files(sample) == ["sample.py"]


def test_a_distribution_without_a_record_is_named(sample: Distribution, tmp_path: Path) -> None:
    (tmp_path / "sample-1.dist-info" / "RECORD").unlink()
    assert changed_files(sample) == ["sample: no record of its files"]


def test_a_module_that_nobody_brought_is_named(sample: Distribution, tmp_path: Path) -> None:
    (tmp_path / "start.pth").write_text("import stray\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not code\n", encoding="utf-8")
    assert unowned_files(tmp_path, [sample]) == ["start.pth"]
