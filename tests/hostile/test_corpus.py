"""Bombs, laughs, rows and tables without end are refused at once, in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.corpus import CORPUS, TAKEN

REPOSITORY = Path(__file__).parents[2]
LONGEST = 20.0
"""For one file, on a slow machine that does other things too. [s]"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process of little memory told of each file; it has ended by itself."""
    folder = tmp_path_factory.mktemp("corpus")
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.refusing", str(folder)],
        cwd=REPOSITORY,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_file_is_refused_with_our_error(told: dict[str, Any]) -> None:
    assert set(told) == set(CORPUS)
    assert {name for name, one in told.items() if not one["refused"]} == TAKEN


def test_no_file_takes_long(told: dict[str, Any]) -> None:
    assert not {name: one for name, one in told.items() if one["seconds"] > LONGEST}


def test_no_message_tells_of_another_file(told: dict[str, Any]) -> None:
    """An entity from outside would bring what stands in a file of the system."""
    assert not [name for name, one in told.items() if "root:" in one["told"]]
