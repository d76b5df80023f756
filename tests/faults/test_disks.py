"""A disk that is really full, and a folder that may really not be written to."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from costmodel.intake.command import import_command
from costmodel.publish.exchange import move, workshop
from costmodel.statistics.workspace import new_workspace
from tests.faults.injecting import REFUSED, forked
from tests.faults.sweeping import contents
from tests.intake.filling import TERYT, filled_with, saved, where

if sys.platform == "win32":
    pytest.skip("needs fork", allow_module_level=True)
else:
    import resource

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork of a whole program")
DAY = date(2026, 5, 4)
NOBODY = 65534
LARGE = 200_000


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder that every user of the computer may enter, with a filled workspace."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        new_workspace(place / "gmina", TERYT, today=DAY)
        saved(place / "gmina", filled_with({where("staff:social_worker_posts", 2024): 3.5}))
        yield place


def _annex(folder: Path) -> None:
    """Put two files in place as an annex does."""
    with workshop(folder) as made:
        names = ("aneks.pdf", "manifest.json")
        for name in names:
            (made / name).write_bytes(b"x" * LARGE)
        move(made, {name: made / name for name in names}, folder)


ACTS: dict[str, Callable[[Path], object]] = {
    "import": lambda room: import_command(room / "gmina", today=DAY),
    "new": lambda room: new_workspace(room / "nowa", TERYT, today=DAY),
    "annex": lambda room: _annex(room / "gmina"),
}


@pytest.mark.parametrize("size", [0, 100, 4096])
@pytest.mark.parametrize("name", ACTS)
def test_a_disk_that_fills_up_within_a_file_changes_nothing(
    name: str, size: int, room: Path
) -> None:
    def short_of_space() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        ACTS[name](room)

    before = contents(room)
    ended = forked(short_of_space, room)
    assert ended.code == REFUSED, ended.told
    assert "brak miejsca na dysku" in ended.told
    assert "Zwolnij miejsce" in ended.told
    assert contents(room) == before
    assert forked(partial(ACTS[name], room), room).code == 0


@pytest.mark.parametrize("name", ACTS)
def test_a_folder_that_may_only_be_read_is_told_and_stays(name: str, room: Path) -> None:
    def as_somebody_else() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        ACTS[name](room)

    for folder in (room / "gmina", room):
        folder.chmod(0o555)
    before = contents(room)
    ended = forked(as_somebody_else, room)
    for folder in (room, room / "gmina"):
        folder.chmod(0o755)
    assert ended.code == REFUSED, ended.told
    assert "wybierz inny folder" in ended.told
    assert contents(room) == before
    assert forked(partial(ACTS[name], room), room).code == 0


def test_the_space_that_a_copy_needs_is_not_needed_to_give_back(room: Path) -> None:
    """What stood before comes back by its name alone, whatever its size."""
    (room / "gmina" / "aneks.pdf").write_bytes(b"y" * LARGE)
    (room / "gmina" / "manifest.json").mkdir()
    before = contents(room)
    ended = forked(partial(_annex, room / "gmina"), room)
    assert ended.code == REFUSED
    assert "manifest.json" in ended.told
    assert contents(room) == before
