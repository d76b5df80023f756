"""A fetch that is killed or refused at any of its changes, and two of them at once."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from costmodel.live.fetch import fetch_workspace
from tests.faults.sweeping import Trial, swept
from tests.live.conftest import Opened
from tests.live.fake_bdl import SZCZECINEK, FakeBdl

NOW = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
BIRTHS = 59


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork of a whole program")
def test_a_fetch_loses_and_mixes_nothing(
    bdl: FakeBdl, opened: Opened, workspace: Path, tmp_path: Path
) -> None:
    bdl.figures[SZCZECINEK, BIRTHS] = [("2022", 250, 1), ("2023", 240, 1)]
    start = shutil.copytree(workspace, tmp_path / "start")
    fetch_workspace(workspace, [opened()], now=NOW)  # the answers are kept

    def act(folder: Path) -> None:
        session = opened(offline=True)
        try:
            fetch_workspace(folder, [session], now=NOW)
        finally:
            session.close()

    outputs = ("snapshot", "statistics.csv", "roznice.csv")
    swept(Trial(act, start, outputs, stops=False), tmp_path / "room")
