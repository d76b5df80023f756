"""Whatever the texts of a workspace are, in no output do they become a formula, markup or code."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from bs4 import BeautifulSoup

from costmodel.publish.write import AnnexFiles, write_annex
from costmodel.statistics.place import load_place
from costmodel.statistics.tidy import text_for_users
from costmodel.studies.municipality import study_municipality
from costmodel.studies.settings import Settings
from tests.annex.pdf_text import texts_of_tags
from tests.hostile.hostile_town import FORMULA, MARKUP, hostile_town
from tests.publish.browser import CHROMIUM, browser

EVIL = "zly.example"
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINK = r' HYPERLINK "https://zly\.example" '
"""What Word makes of an address in a text: a link that someone has to press, and no more."""
SCRIPT_ELEMENTS = {"aneks.html": 0, "symulator.html": 2}
"""Scripts of a page: that of the sliders, and their data."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> AnnexFiles:
    """The annex of the hostile town: one problem, few draws; made once for all tests here."""
    folder = tmp_path_factory.mktemp("hostile")
    place = load_place(hostile_town(folder / "gmina"))
    study = study_municipality(place, settings=Settings(horizon=2, n_draws=100))
    return write_annex(study, folder / "aneks", despite=f"{FORMULA} {MARKUP}")


def parts_of(path: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    """Yield each XML part of an Office file; one that is not well formed fails here."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, ElementTree.fromstring(archive.read(name))


def office_files(files: AnnexFiles) -> list[Path]:
    return [path for path in (files.docx, files.workbook, files.slides) if path is not None]


def test_the_hostile_texts_reach_every_document(files: AnnexFiles) -> None:
    """Otherwise nothing below would prove anything."""
    for path in office_files(files):
        texts = "".join("".join(root.itertext()) for _, root in parts_of(path))
        assert MARKUP[:20] in texts, path.name
    for path in (files.html, files.simulator):
        assert MARKUP[:20] in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").text
    assert "#panic()" in "".join(texts_of_tags(files.pdf)).replace("\u2060", "")
    assert EVIL in files.results.read_text(encoding="utf-8")


def test_no_formula_of_the_workbook_is_made_of_a_text(files: AnnexFiles) -> None:
    formulas = [
        "".join(element.itertext())
        for _, root in parts_of(files.workbook)
        for element in root.iter(f"{SPREADSHEET}f")
    ]
    assert len(formulas) > 20
    assert not [formula for formula in formulas if EVIL in formula or "HYPERLINK" in formula]
    assert not [
        element
        for _, root in parts_of(files.workbook)
        for element in root.iter(f"{SPREADSHEET}hyperlink")
    ]


def test_office_files_lead_to_web_pages_and_nowhere_else(files: AnnexFiles) -> None:
    for path in office_files(files):
        for name, root in parts_of(path):
            if name.endswith(".rels"):
                outside = [r.get("Target", "") for r in root if r.get("TargetMode") == "External"]
                assert all(re.match("https?://", target) for target in outside), name
            fields = [e.text or "" for e in root.iter(f"{WORD}instrText")]
            fields += [e.get(f"{WORD}instr", "") for e in root.iter(f"{WORD}fldSimple")]
            for field in fields:
                assert EVIL not in field or re.fullmatch(LINK, field), field


@pytest.mark.parametrize("name", SCRIPT_ELEMENTS)
def test_a_page_has_no_element_of_a_text(files: AnnexFiles, name: str) -> None:
    page = BeautifulSoup((files.folder / name).read_text(encoding="utf-8"), "html.parser")
    assert len(page.find_all("script")) == SCRIPT_ELEMENTS[name]
    assert not page.find_all("img", src="x")
    for element in page.find_all(True):
        assert not [key for key in element.attrs if key.startswith("on")], element.name
        address = str(element.get("href") or "#")
        assert re.match("#|https?://", address), address


@pytest.mark.skipif(CHROMIUM is None, reason="na tym komputerze nie ma przeglądarki Chromium")
def test_no_script_of_a_text_runs(files: AnnexFiles, tmp_path: Path) -> None:
    with browser(tmp_path / "profil") as seen:
        for name in SCRIPT_ELEMENTS:
            seen.open(files.folder / name)
            assert seen.ask("document.title") != "zly"
            asked = [e for e in seen.events if e["method"] == "Network.requestWillBeSent"]
            addresses = {str(e["params"]["request"]["url"]) for e in asked}
            assert not [
                address for address in addresses if not address.startswith(("file", "data"))
            ]


def test_no_chart_has_an_element_of_a_text(files: AnnexFiles) -> None:
    charts = [path for path in files.charts if path.suffix == ".svg"]
    assert charts
    for path in charts:
        for element in ElementTree.fromstring(path.read_bytes()).iter():
            assert element.tag.rpartition("}")[2] not in ("script", "foreignObject", "image")
            assert not [key for key in element.attrib if key.startswith("on")]


def test_the_pdf_has_links_to_web_pages_and_no_other_action(files: AnnexFiles) -> None:
    with pikepdf.open(files.pdf) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        actions = [
            note["/A"] for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note
        ]
        kinds = {str(action["/S"]) for action in actions}
        assert kinds <= {"/URI", "/GoTo"}
        targets = [str(action["/URI"]) for action in actions if "/URI" in action]
    assert all(re.match("https?://", target) for target in targets)


def test_every_record_is_whole_json(files: AnnexFiles) -> None:
    read = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in files.folder.glob("*.json")}
    assert read.keys() >= {"wyniki.json", "manifest.json"}


def test_nothing_is_written_outside_the_folder(files: AnnexFiles) -> None:
    assert {path.name for path in files.folder.parent.iterdir()} == {"gmina", "aneks"}
    assert not [path for path in files.folder.rglob("*") if path.is_symlink()]


def test_a_table_for_users_has_no_cell_that_a_spreadsheet_runs(files: AnnexFiles) -> None:
    place = load_place(files.folder.parent / "gmina")
    lines = text_for_users(place.observations).splitlines()[1:]
    assert len(lines) > 100
    assert all(f"'{FORMULA[:11]}" in line for line in lines)
    assert not [line for line in lines if re.search(r'(^|;)"?[=@+]', line)]
