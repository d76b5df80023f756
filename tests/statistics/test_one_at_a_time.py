from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from costmodel.errors import OutputError
from costmodel.statistics import one_at_a_time
from costmodel.statistics.one_at_a_time import LOCK, only_one


def test_a_second_one_is_refused_while_the_first_works(tmp_path: Path) -> None:
    with only_one(tmp_path):
        told = pytest.raises(OutputError, match=r"inne polecenie costmodel.*jeszcze raz")
        with told, only_one(tmp_path):
            pass
    with only_one(tmp_path):
        assert (tmp_path / LOCK).exists()
    assert not list(tmp_path.iterdir())


def test_a_patient_one_waits(tmp_path: Path) -> None:
    held = threading.Event()

    def first() -> None:
        with only_one(tmp_path):
            held.set()
            time.sleep(0.1)

    thread = threading.Thread(target=first)
    thread.start()
    held.wait(5)
    with only_one(tmp_path, patience=10.0):
        thread.join(0)
        assert (tmp_path / LOCK).exists()
    thread.join()


def test_what_a_killed_one_leaves_stops_nobody(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from costmodel.statistics.one_at_a_time import only_one\n"
        "with only_one(Path(sys.argv[1])): os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == 9
    assert (tmp_path / LOCK).exists()
    with only_one(tmp_path):
        pass
    assert not list(tmp_path.iterdir())


def test_a_disk_without_locks_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_descriptor: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(one_at_a_time, "_lock", unknown)
    with only_one(tmp_path):
        assert (tmp_path / LOCK).exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"nie ma takiego pliku ani folderu"),
        only_one(tmp_path / "x"),
    ):
        pass
