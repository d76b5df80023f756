"""Two commands at once in one folder: the second is refused, and never mixes in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from costmodel import cli
from costmodel.batch.batch import run_batch
from costmodel.batch.places import request_of
from costmodel.errors import CostModelError, InputError, OutputError
from costmodel.intake.command import import_command
from costmodel.intake.pseudonyms import hash_register, pseudonym
from costmodel.live.fetch import fetch_workspace
from costmodel.publish.exchange import workshop
from costmodel.statistics.one_at_a_time import LOCK, only_one
from costmodel.statistics.workspace import new_workspace
from costmodel.studies.settings import Settings
from tests.faults.sweeping import contents
from tests.intake.filling import TERYT

DAY = date(2026, 5, 4)
REGISTER = "person;start\n17;2024-01-01\n"


def _batch(folder: Path) -> None:
    request = request_of(folder / "plan", annex_date=DAY)
    run_batch(["3215011"], folder, request=request, settings=Settings(2, 128))


def _workshop(folder: Path) -> None:
    with workshop(folder):
        pass


ACTS: dict[str, Callable[[Path], object]] = {
    "new": lambda folder: new_workspace(folder, TERYT, today=DAY),
    "import": lambda folder: import_command(folder, today=DAY),
    "fetch": lambda folder: fetch_workspace(folder, [], now=datetime(2026, 3, 31, tzinfo=UTC)),
    "annex": _workshop,
    "batch": _batch,
    "hash-register": lambda folder: hash_register(
        folder / "rejestr.csv", folder / "skróty.csv", salt_file=folder / "klucz.txt"
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_a_folder_in_work_is_left_alone(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "gmina"
    folder.mkdir()
    with (
        only_one(folder),
        pytest.raises(OutputError, match=r"inne polecenie costmodel.*uruchom to polecenie"),
    ):
        ACTS[name](folder)
    found = {name for name in contents(folder) if not name.startswith("plan/")}
    assert found <= {LOCK}


def test_an_annex_that_could_not_be_written_is_refused_before_it_is_computed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[str] = []
    monkeypatch.setattr(cli, "study_municipality", lambda place, **_: computed.append(place.teryt))
    command = ["annex", TERYT, "--out", str(tmp_path)]
    with only_one(tmp_path):
        refused = CliRunner().invoke(cli.main, command)
    assert refused.exit_code != 0
    assert "inne polecenie costmodel" in refused.output
    assert not computed
    assert not list(tmp_path.iterdir())


def _at_once(*acts: Callable[[], object]) -> list[str]:
    """Run all side by side and return what those said that were refused."""
    refused: list[str] = []
    begin = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        begin.wait(10)
        try:
            act()
        except CostModelError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_two_new_workspaces_in_one_folder_are_one(tmp_path: Path) -> None:
    new_workspace(tmp_path / "sama", TERYT, today=DAY)
    folder = tmp_path / "razem"
    refused = _at_once(*[lambda: new_workspace(folder, TERYT, today=DAY)] * 2)
    assert len(refused) == 1
    assert contents(folder) == contents(tmp_path / "sama")


def test_two_registers_never_get_two_secrets(tmp_path: Path) -> None:
    """The secret of the first would be lost, and with it who its hashes are."""
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text(REGISTER, encoding="utf-8")

    def act(name: str) -> Callable[[], object]:
        source, target = tmp_path / f"{name}.csv", tmp_path / f"skróty-{name}.csv"
        return lambda: hash_register(source, target, salt_file=tmp_path / "klucz.txt")

    _at_once(act("a"), act("b"))
    salt = (tmp_path / "klucz.txt").read_text(encoding="ascii").strip()
    hashed = [path.read_text(encoding="utf-8-sig") for path in tmp_path.glob("skróty-*.csv")]
    assert hashed
    assert all(pseudonym("17", salt) in text for text in hashed)


def test_the_plan_of_a_person_in_the_folder_of_a_batch_is_kept(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text("[cis]\nfirst_year = 2027\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"inny plan.*--plan"):
        request_of(tmp_path, annex_date=DAY)
    assert plan.read_text(encoding="utf-8").startswith("[cis]")
