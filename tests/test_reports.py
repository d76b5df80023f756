"""The example sets in reports/ are whole, made from today's data, and what the command writes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from costmodel.publish.write import write_annex
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import study_municipality

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "reports"
EXAMPLES = {"3215011": "3215011-szczecinek", "9910013": "9910013-przykladowo"}
REFRESH = "make reports"
"""Writes both sets anew."""


def record(folder: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((REPORTS / folder / name).read_text(encoding="utf-8"))
    return found


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("folder", EXAMPLES.values())
def test_each_file_is_the_one_that_the_manifest_lists(folder: str) -> None:
    listed = {f["plik"]: f["sha256"] for f in record(folder, "manifest.json")["pliki_wynikowe"]}
    there = {
        path.relative_to(REPORTS / folder).as_posix(): sha256(path)
        for path in sorted((REPORTS / folder).rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
    assert listed == there, f"{REFRESH} writes {folder} anew"
    assert {"aneks.docx", "aneks.pdf", "aneks.html", "rada.pptx", "model.xlsx"} <= set(there)


@pytest.mark.parametrize(("code", "folder"), EXAMPLES.items())
def test_it_is_made_from_the_data_of_today_with_all_draws(code: str, folder: str) -> None:
    manifest = record(folder, "manifest.json")
    assert manifest["gmina"]["teryt"] == code
    assert manifest["ustawienia"]["losowania"] == 10_000
    used = {entry["plik"]: entry["sha256"] for entry in manifest["dane_biblioteki"]}
    today = {name: sha256(ROOT / "data" / name) for name in used}
    assert used == today, f"{REFRESH} writes {folder} anew"


def test_the_command_writes_the_numbers_that_stand_there(tmp_path: Path) -> None:
    folder = EXAMPLES["3215011"]
    written = write_annex(study_municipality(load_place("3215011")), tmp_path / "set")
    anew = json.loads(written.results.read_text(encoding="utf-8"))
    kept = record(folder, "wyniki.json")
    assert len(kept["liczby"]) > 500
    printed, stored = (
        {row["id"]: row["w_tekscie"] for row in found["liczby"]} for found in (anew, kept)
    )
    assert printed == stored, f"{REFRESH} writes {folder} anew"


def test_the_readme_shows_two_pictures_of_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = [line for line in readme.splitlines() if line.startswith("![")]
    assert len(pictures) == 2
    for line in pictures:
        alt, _, path = line.removeprefix("![").removesuffix(")").partition("](")
        assert len(alt) > 40
        assert (ROOT / path).is_file()
        assert path.startswith("reports/")
