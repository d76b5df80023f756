"""Put an empty workbook into the folder of a new workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from costmodel.intake.layout import WORKBOOK_FILE, years_before
from costmodel.intake.workbook import workbook_bytes
from costmodel.statistics.atomic import write_bytes_whole


def workbook_writer(*, today: date) -> Callable[[Path, str, str], object]:
    """Return what writes the workbook, given a folder, the code and the name of a gmina.

    Parameters
    ----------
    today : date
        The workbook asks for complete years before it.
    """

    def write(folder: Path, teryt: str, name: str) -> Path:
        content = workbook_bytes(teryt, name, years=years_before(today.year))
        return write_bytes_whole(folder / WORKBOOK_FILE, content)

    return write
