"""Clocks that are wrong, files from the future, and annexes of other times."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from costmodel.cli import main
from costmodel.errors import InputError
from costmodel.intake.command import import_command
from costmodel.intake.new_workbook import workbook_writer
from costmodel.statistics.letterhead import letterhead_bytes
from costmodel.statistics.place import load_place
from costmodel.statistics.workspace import new_workspace
from costmodel.terminal import UNUSABLE
from tests.faults.conftest import DAY
from tests.faults.sweeping import contents
from tests.intake.filling import TERYT

BEFORE_ZIP, FAR = -(10**9), 4 * 10**9
"""Seconds of 1938 and 2096: before a zip knows days, and after 32 bits end."""


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "gmina")


@pytest.mark.parametrize("moment", [BEFORE_ZIP, 0, FAR])
def test_the_days_of_files_change_nothing(moment: int, folder: Path) -> None:
    before = contents(folder)
    for path in folder.iterdir():
        os.utime(path, (moment, moment))
    assert load_place(folder).teryt == TERYT
    import_command(folder, today=DAY)
    assert contents(folder) == before


def test_a_letterhead_packed_before_zips_knew_days_is_read(tmp_path: Path) -> None:
    plain, old = BytesIO(), tmp_path / "papier.docx"
    Document().save(plain)
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(old, "w") as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name, (1980, 0, 0, 0, 0, 0)), given.read(name))
    assert letterhead_bytes(old) == old.read_bytes()


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows keeps one zone for a program")
@pytest.mark.parametrize("name", ["Pacific/Kiritimati", "America/Adak", "Nigdzie/Takiej"])
def test_the_zone_of_a_computer_changes_nothing(
    name: str, zone: pytest.MonkeyPatch, made: Path, tmp_path: Path
) -> None:
    zone.setenv("TZ", name)
    time.tzset()
    folder = tmp_path / "gmina"
    new_workspace(folder, TERYT, today=DAY, more=[workbook_writer(today=DAY)])
    assert contents(folder) == contents(made)


@pytest.mark.parametrize("year", [2038, 2100])
def test_a_day_after_32_bits_is_a_day(year: int, tmp_path: Path) -> None:
    today, folder = date(year, 1, 20), tmp_path / "gmina"
    new_workspace(folder, TERYT, today=today, more=[workbook_writer(today=today)])
    assert load_place(folder).annex_date == today
    assert import_command(folder, today=today)


@pytest.mark.parametrize("day", [date(1980, 1, 1), date(2024, 12, 31)])
def test_a_clock_that_stands_is_told(day: date, tmp_path: Path) -> None:
    """Its years would become those of the forms, and no figure could be typed."""
    with pytest.raises(InputError, match=f"zegar komputera: jest „{day}”.*po 2024 r.*Ustaw datę"):
        new_workspace(tmp_path / "gmina", TERYT, today=day)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("year", [1990, 2100])
def test_an_annex_of_another_time_is_refused_in_polish(
    year: int, folder: Path, tmp_path: Path
) -> None:
    place = folder / "place.toml"
    text = place.read_text(encoding="utf-8")
    assert "2026-05-04" in text
    place.write_text(text.replace("2026-05-04", f"{year}-05-04"), encoding="utf-8")
    plan = f"[cis]\nfirst_year = {year + 1}\n[cis.coverage]\n"
    plan += '"unemployment.over_24_months" = 0.05\n'
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    before = contents(folder)
    options = ["--draws", "100", "--out", str(tmp_path / "aneks")]
    done = CliRunner().invoke(main, ["annex", str(folder), *options])
    assert done.exit_code == UNUSABLE, done.exception
    assert "a powinno być" in done.output, done.output
    assert not (tmp_path / "aneks").exists()
    assert contents(folder) == before
