"""The English edition: one annex of a small town, as its readers meet it.

The annex takes ten seconds and more to make: only a whole one shows what is left in Polish.
"""

from __future__ import annotations

import html
import json
import re
import zipfile

import pikepdf
import pytest
from click.testing import CliRunner

from costmodel.annex.wording import load_wording
from costmodel.cli import main
from costmodel.language import using
from costmodel.publish.explain import explain
from costmodel.publish.write import AnnexFiles, write_annex
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.settings import Settings
from tests.publish.reading import plain, quantities, record, texts
from tests.publish.small_town import NEIGHBOUR, ONE_TOWN, small_town
from tests.publish.test_traceability import _in_word, untraced

LITERAL = re.compile(r"\{\w+\}")
LONG = 18
"""A piece of a Polish sentence of at least so many letters is no chance likeness."""
POLISH_WORD = re.compile(r"\b[a-ząćęłńóśźż]*[ąćęłńóśźż]")
"""A word with a Polish letter that is no name: names begin with a capital."""
DRAWS = 100
NAMES = {NEIGHBOUR, "03"}
"""A code of a municipality, and the number of a form, MRPiPS-03."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The small town, read in English."""
    folder = small_town(tmp_path_factory.mktemp("english") / "gmina", ONE_TOWN)
    with using("en"):
        return study_municipality(load_place(folder), settings=Settings(horizon=3, n_draws=DRAWS))


@pytest.fixture(scope="module")
def files(town: Study, tmp_path_factory: pytest.TempPathFactory) -> AnnexFiles:
    """Its annex, in the language of the study. Tests read it; none may change it."""
    return write_annex(town, tmp_path_factory.mktemp("english_annex") / "annex")


def _told(archive: str, files: AnnexFiles, *starts: str) -> str:
    """Return the text of all parts of a package whose names begin so."""
    with zipfile.ZipFile(getattr(files, archive)) as package:
        names = [name for name in package.namelist() if name.startswith(starts)]
        parts = [package.read(name).decode("utf-8") for name in names if name.endswith(".xml")]
    return _text_of(" ".join(parts))


def _text_of(page: str) -> str:
    return plain(html.unescape(re.sub(r"<[^>]+>", " ", page)))


def _everything(files: AnnexFiles) -> dict[str, str]:
    pages = [files.html, files.simulator]
    return {
        "docx": " ".join(item.text for item in texts(files.docx)),
        "slides": _told("slides", files, "ppt/slides/", "ppt/notesSlides/", "ppt/charts/"),
        "workbook": _told("workbook", files, "xl/sharedStrings", "xl/worksheets/", "xl/workbook"),
    } | {page.name: _text_of(page.read_text(encoding="utf-8")) for page in pages}


def test_no_polish_sentence_is_left_in_any_file(files: AnnexFiles) -> None:
    english = load_wording("en").texts
    pieces = {
        plain(piece): key
        for key, text in load_wording("pl").texts.items()
        if text != english[key]
        for piece in LITERAL.split(text)
        if len(plain(piece)) >= LONG
    }
    left = {
        (name, key)
        for name, text in _everything(files).items()
        for piece, key in pieces.items()
        if piece in text and piece not in english[key]
    }
    assert not left


def test_every_number_of_the_document_has_an_origin(files: AnnexFiles, town: Study) -> None:
    with using("en"):
        found = untraced(town, files, _in_word(files))
    assert set().union(*found.values()) <= NAMES


def test_numbers_are_written_as_english_readers_write_them(files: AnnexFiles) -> None:
    shown = " ".join(t for row in quantities(files.results).values() for t in row["w_tekscie"])
    assert re.search(r"PLN\s\d+(?:\.\d+)? (?:to \d|thousand|million)", plain(shown))
    assert re.search(r"\d,\d{3}", shown)
    assert not re.search(r"\bzł\b|\btys\.|\d,\d(?!\d\d)", shown)


def test_every_file_says_that_it_is_english(files: AnnexFiles) -> None:
    with pikepdf.open(files.pdf) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
    assert '<html lang="en-GB">' in files.html.read_text(encoding="utf-8")
    assert '<html lang="en">' in files.simulator.read_text(encoding="utf-8")
    with zipfile.ZipFile(files.docx) as package:
        styles, settings = (package.read(f"word/{n}.xml").decode() for n in ("styles", "settings"))
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', styles)) == {"en-GB"}
    assert '<w:decimalSymbol w:val="."/>' in settings
    assert '<w:listSeparator w:val=","/>' in settings
    assert files.slides is not None
    with zipfile.ZipFile(files.slides) as deck:
        slides = b"".join(deck.read(n) for n in deck.namelist() if n.startswith("ppt/slides/slide"))
    assert set(re.findall(rb'lang="([^"]*)"', slides)) == {b"en-GB"}


def test_the_charts_of_the_slides_hold_the_numbers_themselves(files: AnnexFiles) -> None:
    """A number read back by Polish marks would be a thousand times too small."""
    assert files.slides is not None
    with zipfile.ZipFile(files.slides) as deck:
        charts = [
            deck.read(n).decode() for n in deck.namelist() if n.startswith("ppt/charts/chart")
        ]
    held = {float(v) for c in charts for v in re.findall(r"<c:v>(-?[\d.]+)</c:v>", c)}
    assert 1195.0 in held


def test_the_records_tell_the_language(files: AnnexFiles) -> None:
    assert record(files.results)["jezyk"] == "en"
    assert record(files.manifest)["ustawienia"]["jezyk"] == "en"
    library = {row["plik"] for row in record(files.manifest)["dane_biblioteki"]}
    assert {f"wording/{name}.toml" for name in ("en", "labels_en", "phrases_en")} <= library


def test_the_annex_says_early_what_is_left_in_polish(files: AnnexFiles) -> None:
    told = [item.text for item in texts(files.docx)]
    heading = load_wording("en").say("annex.set.z9")
    first = next(n for n, text in enumerate(told) if text.startswith(heading))
    assert plain(load_wording("en").say("annex.language_note")) in told[:first]


def test_a_number_is_explained_in_the_language_of_its_annex(files: AnnexFiles) -> None:
    lines = explain(files.folder, "total.net.public", depth=0)
    assert lines[0].startswith("net result")
    assert load_wording("en").say("explain.formula", text="").strip() in lines[2]


def test_the_same_draws_give_the_same_numbers_in_both_languages(
    files: AnnexFiles, town: Study
) -> None:
    polish = study_municipality(load_place(town.inputs.place.folder), settings=town.inputs.settings)
    assert (polish.outcome.net_saving("public") == town.outcome.net_saving("public")).all()


def test_the_command_refuses_a_language_that_it_does_not_know() -> None:
    told = CliRunner().invoke(main, ["annex", "3215011", "--lang", "de"])
    assert told.exit_code == 2
    assert "jest 'de', a może być jedno z: 'pl', 'en'" in told.output


def test_the_trace_holds_no_polish_label(files: AnnexFiles) -> None:
    rows = json.loads((files.folder / "pochodzenie.json").read_text(encoding="utf-8"))["liczby"]
    labels = {row["opis"] for row in rows.values()} | {row["jednostka"] for row in rows.values()}
    assert not [label for label in labels if POLISH_WORD.search(label)]
