"""Writing an annex: all files or none, and the same bytes for the same input and seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from costmodel.annex.document import Figure
from costmodel.errors import InputError, OutputError
from costmodel.publish import write
from costmodel.publish.exchange import fail_if_not_a_folder
from costmodel.publish.findings import evidence_of
from costmodel.publish.part_files import PARTS, write_parts
from costmodel.publish.parts import parts_of
from costmodel.publish.write import AnnexFiles, write_annex
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.quantities import quantities_of
from costmodel.studies.settings import Settings
from tests.publish.composing import material_of

RECORDS = {
    "aneks.docx",
    "aneks.pdf",
    "aneks.html",
    "model.xlsx",
    "rada.pptx",
    "symulator.html",
    "wyniki.json",
    "manifest.json",
    "pochodzenie.json",
}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_annex_is_its_files_and_every_chart_twice(annex: AnnexFiles) -> None:
    names = set(contents(annex.folder))
    charts = {name for name in names if name.startswith("wykresy/")}
    assert names - charts == RECORDS
    stems = {name.rsplit(".", 1)[0] for name in charts}
    assert charts == {f"{stem}.{ending}" for stem in stems for ending in ("svg", "png")}
    assert len(stems) >= 5
    assert {path.relative_to(annex.folder).as_posix() for path in annex.charts} == charts


def test_the_files_are_what_their_names_say(annex: AnnexFiles) -> None:
    assert annex.docx.read_bytes()[:2] == b"PK"
    assert annex.pdf.read_bytes()[:5] == b"%PDF-"
    for path in annex.charts:
        signs = {".png": b"\x89PNG", ".svg": b"<?xml"}
        assert path.read_bytes().startswith(signs[path.suffix]), path.name


OTHER_COMPUTER = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "77",
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
}


def test_another_run_elsewhere_gives_the_same_bytes(annex: AnnexFiles, tmp_path: Path) -> None:
    """The whole set, in another folder, zone, language, hash seed, mask and number of threads."""
    out = tmp_path / "Moje dokumenty" / "Źródła ąęł"
    code = "import os; os.umask(0o077); from costmodel.cli import main; main()"
    options = ["annex", "3215011", "--draws", "200", "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-c", code, *options],
        cwd=tmp_path,
        env=os.environ | OTHER_COMPUTER,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    first, second = contents(annex.folder), contents(out)
    assert RECORDS <= set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_another_seed_changes_the_numbers_but_not_much(study: Study) -> None:
    other = study_municipality(load_place("3215011"), settings=Settings(n_draws=200, seed=2))
    id_ = "total.cost_of_inaction.public"
    first, second = (quantities_of(s)[id_].value for s in (study, other))
    assert first != second
    assert second == pytest.approx(first, rel=0.2)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, annex: AnnexFiles) -> None:
    """Take the files of the shared annex instead of drawing and setting them anew."""

    def copied(*told: object, separate: bool) -> object:
        assert not separate
        (made,) = [item for item in told if isinstance(item, Path)]
        found = contents(annex.folder)
        for name, data in found.items():
            (made / name).parent.mkdir(exist_ok=True)
            (made / name).write_bytes(data)
        return {name: made / name for name in found}

    monkeypatch.setattr(write, "_make", copied)


def _fill(folder: Path) -> dict[str, bytes]:
    """Put an earlier annex and a file of the user's own into a folder."""
    (folder / "wykresy").mkdir(parents=True)
    names = (*RECORDS, "wykresy/prognoza_unemployment.png", "wykresy/mój.png", "notatki.txt")
    for name in names:
        (folder / name).write_text(f"wcześniejszy {name}", encoding="utf-8")
    return contents(folder)


@pytest.mark.usefixtures("quick")
def test_an_earlier_annex_is_replaced_and_other_files_stay(study: Study, tmp_path: Path) -> None:
    before = _fill(tmp_path / "aneks")
    write_annex(study, tmp_path / "aneks")
    after = contents(tmp_path / "aneks")
    kept = {name for name in before if after[name] == before[name]}
    assert kept == {"notatki.txt", "wykresy/mój.png"}
    assert not list((tmp_path / "aneks").glob(".*"))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("stuck", sorted({*RECORDS, "wykresy/prognoza_unemployment.png"}))
def test_a_file_that_cannot_be_replaced_leaves_the_earlier_annex_whole(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stuck: str
) -> None:
    before = _fill(tmp_path / "aneks")
    real = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if self == tmp_path / "aneks" / stuck:
            raise PermissionError(13, "Plik jest otwarty", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(OutputError, match="otwarte w innym programie"):
        write_annex(study, tmp_path / "aneks")
    assert contents(tmp_path / "aneks") == before
    assert not list((tmp_path / "aneks").glob(".*"))


@pytest.mark.usefixtures("quick")
def test_a_folder_in_the_way_of_a_file_is_left_as_it_is(study: Study, tmp_path: Path) -> None:
    (tmp_path / "aneks.pdf").mkdir()
    (tmp_path / "aneks.pdf" / "ważne.txt").write_text("moje", encoding="utf-8")
    with pytest.raises(OutputError, match="nie przyjmuje plików"):
        write_annex(study, tmp_path)
    assert contents(tmp_path) == {"aneks.pdf/ważne.txt": b"moje"}
    assert [path.name for path in tmp_path.iterdir()] == ["aneks.pdf"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RuntimeError("inny")])
def test_a_run_that_fails_takes_back_the_folders_it_made(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def full_disk(*_arguments: object, separate: bool) -> None:
        assert not separate
        raise error

    monkeypatch.setattr(write, "_make", full_disk)
    with pytest.raises((OutputError, RuntimeError), match=r"No space left|inny"):
        write_annex(study, tmp_path / "nowy" / "aneks")
    assert not list(tmp_path.iterdir())


def test_a_run_that_fails_leaves_a_folder_that_was_there(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_arguments: object, separate: bool) -> None:
        assert not separate
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "_make", full_disk)
    before = _fill(tmp_path / "aneks")
    with pytest.raises(OutputError, match="No space left"):
        write_annex(study, tmp_path / "aneks")
    assert contents(tmp_path / "aneks") == before


def test_a_path_through_a_file_is_refused(study: Study, tmp_path: Path) -> None:
    (tmp_path / "plik").write_text("moje", encoding="utf-8")
    with pytest.raises(OutputError, match="podaj inny folder"):
        write_annex(study, tmp_path / "plik" / "aneks")
    assert contents(tmp_path) == {"plik": b"moje"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "plik").write_text("moje", encoding="utf-8")
    with pytest.raises(InputError, match="Podaj w --out folder"):
        fail_if_not_a_folder(tmp_path / "plik")


@pytest.mark.usefixtures("quick")
def test_progress_is_told_step_by_step(study: Study, tmp_path: Path) -> None:
    told: list[str] = []
    write_annex(replace(study), tmp_path / "aneks", progress=told.append)
    assert told[0] == "sprawdzenie"
    assert told[-1] == "zapis"


@pytest.mark.usefixtures("quick")
def test_a_chart_of_an_earlier_annex_that_is_no_longer_drawn_goes(
    study: Study, tmp_path: Path
) -> None:
    first = write_annex(study, tmp_path)
    manifest = json.loads(first.manifest.read_text(encoding="utf-8"))
    old, foreign = tmp_path / "wykresy" / "stary.png", tmp_path / "wykresy" / "cudzy.png"
    outside = tmp_path / "notatka.txt"
    for path in (old, foreign, outside):
        path.write_bytes(b"x")
    manifest["pliki_wynikowe"] += [
        {"plik": name, "sha256": ""} for name in ("wykresy/stary.png", "notatka.txt", "../x")
    ]
    first.manifest.write_text(json.dumps(manifest), encoding="utf-8")
    write_annex(study, tmp_path)
    assert not old.exists()
    assert foreign.exists()
    assert outside.exists()


@pytest.mark.usefixtures("quick")
def test_parts_that_are_no_longer_written_go_with_their_folder(
    study: Study, annex: AnnexFiles, tmp_path: Path
) -> None:
    manifest = json.loads(annex.manifest.read_text(encoding="utf-8"))
    old = tmp_path / PARTS / "Z1-karta-wskaznikow.docx"
    old.parent.mkdir()
    old.write_bytes(b"x")
    manifest["pliki_wynikowe"] += [{"plik": f"{PARTS}/{old.name}", "sha256": ""}]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert write_annex(study, tmp_path).parts == ()
    assert not old.parent.exists()


@pytest.mark.usefixtures("quick")
def test_a_file_of_the_users_own_among_the_parts_stays(study: Study, tmp_path: Path) -> None:
    own = tmp_path / PARTS / "moje.docx"
    own.parent.mkdir()
    own.write_bytes(b"moje")
    write_annex(study, tmp_path)
    assert own.read_bytes() == b"moje"


def test_each_part_is_a_word_file_and_a_pdf(study: Study, tmp_path: Path) -> None:
    material = material_of(study)  # its charts are named and not drawn
    parts = [
        part
        for part in parts_of(material, evidence_of(study.inputs).findings)
        if not any(isinstance(b, Figure) for section in part.sections for b in section)
    ]
    assert len(parts) > 5
    for name in ("first", "second"):
        write_parts(material, parts, tmp_path / name)
    found = contents(tmp_path / "first")
    assert set(found) == {f"{part.file}.{end}" for part in parts for end in ("docx", "pdf")}
    assert found == contents(tmp_path / "second")
    assert all(data.startswith((b"PK", b"%PDF-")) for data in found.values())
