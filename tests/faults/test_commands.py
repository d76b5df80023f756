"""Every command that writes, killed or refused at any of its changes, loses and mixes nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from costmodel.batch import batch
from costmodel.batch.measures import COLUMNS
from costmodel.batch.places import request_of
from costmodel.errors import InputError
from costmodel.intake.command import import_command
from costmodel.intake.pseudonyms import hash_register, pseudonym
from costmodel.problems.instrument_text import write_instrument
from costmodel.problems.loader import shipped_instruments
from costmodel.publish import write
from costmodel.publish.explain import explain
from costmodel.publish.listing import catalogue_lines
from costmodel.publish.write import write_annex
from costmodel.statistics import workspace
from costmodel.statistics.panel import load_panel
from costmodel.statistics.place import Place, load_place
from costmodel.statistics.whole_sets import NOTE
from costmodel.statistics.workspace import new_workspace
from costmodel.studies.municipality import Study
from costmodel.studies.readiness import check_readiness
from costmodel.studies.settings import Settings
from tests.faults.conftest import DAY
from tests.faults.injecting import forked
from tests.faults.sweeping import Trial, contents, swept
from tests.intake.filling import TERYT, filled_with, saved, where

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork of a whole program")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "puste"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", ["", "a/gmina"], ids=["folder that waits", "new folder"])
def test_a_new_workspace(
    name: str, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = load_panel()
    monkeypatch.setattr(workspace, "load_panel", lambda: panel)

    def act(folder: Path) -> None:
        new_workspace(folder / name, TERYT, today=DAY)

    swept(Trial(act, empty, (name,), once=True), tmp_path / "room")


def test_an_import_of_forms_and_a_register(made: Path, tmp_path: Path) -> None:
    start = shutil.copytree(made, tmp_path / "start")
    saved(start, filled_with({where("staff:social_worker_posts", 2024): 3.5}))
    head, person = "person;problem;level;start;end;reason", pseudonym("17", "0" * 32)
    rows = f"{head}\n{person};homelessness;recent;2023-01-01;2024-06-30;wyjazd\n"
    (start / "rejestr.csv").write_text(rows, encoding="utf-8")
    tables = ("statistics.csv", "levels.csv", "staff.csv", "transitions", "przejscia")
    trial = Trial(lambda folder: import_command(folder, today=DAY), start, tables)
    swept(trial, tmp_path / "room")


def test_an_annex_over_an_earlier_one(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = tmp_path / "start"
    _annex(start, "wcześniejszy", ("wykresy/stary.svg", "zalaczniki/Z1.docx"))
    (start / "notatki.txt").write_text("moje", encoding="utf-8")

    def quick(_study: object, _com: object, _cert: object, made: Path, *_rest: object,
              separate: bool) -> dict[str, Path]:  # fmt: skip
        assert not separate
        return _annex(made, "nowy", ("wykresy/nowy.svg",))

    monkeypatch.setattr(write, "_make", quick)
    monkeypatch.setattr(write, "compare_place", lambda _place: None)
    monkeypatch.setattr(write, "certify", lambda _study, despite: despite)
    names = (*write_names(), "wykresy", "zalaczniki")
    swept(Trial(lambda folder: write_annex(study, folder), start, names), tmp_path / "room")


def write_names() -> tuple[str, ...]:
    """Return the files of an annex that lie in its folder."""
    return ("aneks.docx", "aneks.pdf", "rada.pptx", "wyniki.json", "manifest.json")


def _annex(folder: Path, text: str, more: tuple[str, ...]) -> dict[str, Path]:
    """Write files that stand for an annex, with the manifest that lists them."""
    names = (*write_names(), *more)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{text} {name}", encoding="utf-8")
    rows = ", ".join(f'{{"plik": "{name}"}}' for name in names)
    (folder / "manifest.json").write_text(f'{{"pliki_wynikowe": [{rows}]}}', encoding="utf-8")
    return {name: folder / name for name in names}


def test_a_register_made_anonymous(empty: Path, tmp_path: Path) -> None:
    (empty / "rejestr.csv").write_text("person;start\n17;2024-01-01\n", encoding="utf-8")
    (empty / "klucz.txt").write_text("0" * 32, encoding="utf-8")
    trial = Trial(
        lambda f: hash_register(f / "rejestr.csv", f / "skrót.csv", salt_file=f / "klucz.txt"),
        empty,
        ("skrót.csv",),
        once=True,
    )
    swept(trial, tmp_path / "room")


def test_a_batch(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(place: Place, *, settings: Settings) -> pd.DataFrame:
        row = [place.teryt, place.name, "", "", "public", "net", "zł", *[float(settings.seed)] * 4]
        return pd.DataFrame([row], columns=list(COLUMNS))

    monkeypatch.setattr(batch, "measures_of", quick)
    monkeypatch.setattr(batch, "PART_SIZE", 2)

    def act(folder: Path) -> None:
        request = request_of(folder / "out", annex_date=DAY)
        batch.run_batch(["3215"], folder / "out", request=request, settings=Settings(2, 128))

    swept(Trial(act, empty, ("out",), stops=False), tmp_path / "room")


def test_the_file_of_an_instrument(empty: Path, tmp_path: Path) -> None:
    cis = shipped_instruments()["cis"]
    (empty / "cis.toml").write_text("wcześniejszy", encoding="utf-8")
    trial = Trial(lambda folder: write_instrument(cis, folder / "cis.toml"), empty, ("cis.toml",))
    swept(trial, tmp_path / "room")


def test_commands_that_only_tell_change_nothing(made: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(made, tmp_path / "gmina")

    def tell() -> None:
        check_readiness(folder)
        catalogue_lines(load_place(folder))

    before = contents(folder)
    ended = forked(tell, tmp_path)
    assert (ended.code, ended.changes) == (0, ()), ended
    assert contents(folder) == before


def test_a_workspace_in_between_is_not_read(made: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(made, tmp_path / "gmina")
    (folder / NOTE).write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"zapis trwa albo przerwany.*Uruchom jeszcze raz"):
        load_place(folder)
    with pytest.raises(InputError, match="zapis trwa albo przerwany"):
        explain(folder, "x")


def test_the_sweep_sees_what_is_not_whole(empty: Path, tmp_path: Path) -> None:
    """A command that writes two files one after another is caught."""

    def careless(folder: Path) -> None:
        for name in ("a", "b"):
            (folder / name).write_text("nowy", encoding="utf-8")

    for name in ("a", "b"):
        (empty / name).write_text("stary", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"mixed|half"):
        swept(Trial(careless, empty, ("a", "b")), tmp_path / "room")
