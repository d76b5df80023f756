"""A new workspace with its workbook, shared by the tests of faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from costmodel.intake.new_workbook import workbook_writer
from costmodel.statistics.workspace import new_workspace
from tests.intake.filling import TERYT

DAY = date(2026, 5, 4)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a workbook. Tests copy it; none may change it."""
    folder = tmp_path_factory.mktemp("made") / "gmina"
    new_workspace(folder, TERYT, today=DAY, more=[workbook_writer(today=DAY)])
    return folder
