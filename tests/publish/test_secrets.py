"""An attack on an annex: two towns that differ only in what is hidden must not be told apart."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pandas as pd
import pytest

from costmodel.annex.document import Paragraph
from costmodel.errors import InputError, ModelError
from costmodel.publish import reading_diagnosis
from costmodel.publish.explain import explain
from costmodel.publish.hidden import fail_if_as_read, hidden_figures
from costmodel.publish.reading import place_table
from costmodel.publish.write import write_annex
from costmodel.statistics.place import Place, load_place
from costmodel.studies.comparison import compare_place
from costmodel.studies.diagnosis import diagnose
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.settings import Settings
from costmodel.studies.small_counts import with_small_counts_hidden
from tests.annex.pdf_text import texts_of_tags
from tests.publish.composing import material_of
from tests.publish.reading import plain, quantities, record
from tests.publish.small_town import ONE_TOWN, OTHER_TOWN, TERYT, small_town

FEW = Settings(horizon=2, n_draws=100)
PNG = b"\x89PNG"
SHARED = re.compile(r't="s"><v>\d+</v>')
"""The number of a text in a sheet: the text itself stands elsewhere in the workbook."""
SHOWN = 'small_numbers = "shown"\nsmall_numbers_reason = "zgoda rady z 5 maja"\n'


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> list[Place]:
    """Both towns, as read."""
    found = []
    for name, secrets in (("one", ONE_TOWN), ("other", OTHER_TOWN)):
        folder = tmp_path_factory.mktemp(name) / "gmina"
        found.append(load_place(small_town(folder, secrets)))
    return found


@pytest.fixture(scope="module")
def studies(towns: list[Place]) -> list[Study]:
    """The studies of both."""
    return [study_municipality(town, settings=FEW) for town in towns]


@pytest.fixture(scope="module")
def folders(studies: list[Study], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The whole annex of each town, its parts as files of their own."""
    made = []
    for number, study in enumerate(studies):
        folder = tmp_path_factory.mktemp(f"annex_{number}")
        made.append(write_annex(study, folder, separate=True, despite="próba").folder)
    return made


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def texts_in(data: bytes) -> Iterator[str]:
    """Yield what a file says, with all files packed in it: sheets, charts and their workbooks."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from texts_in(packed.read(name))
    elif not data.startswith((b"%PDF", PNG)):
        yield data.decode("utf-8", errors="replace")


def test_the_towns_differ_in_every_table_that_an_office_brings(towns: list[Place]) -> None:
    one, other = towns
    values = one.observations["value"], other.observations["value"]
    assert (values[0].fillna(-1) != values[1].fillna(-1)).sum() == 3 + 2 + 3 + 2
    assert list(one.levels["persons"]) != list(other.levels["persons"])
    files = [(town.folder / "transitions.csv").read_text(encoding="utf-8") for town in towns]
    assert files[0] != files[1]


def test_no_byte_of_any_file_depends_on_what_is_hidden(folders: list[Path]) -> None:
    one, other = map(contents, folders)
    assert one.keys() == other.keys()
    assert {"aneks.docx", "aneks.pdf", "model.xlsx", "rada.pptx", "symulator.html"} <= set(one)
    assert [name for name in one if one[name] != other[name]] == []


def test_a_large_hidden_number_stands_in_no_file(folders: list[Path]) -> None:
    # 1194 of 1195 unemployed: told, it would tell the one who is left
    told = {name: [*texts_in(data)] for name, data in contents(folders[0]).items()}
    told["aneks.pdf"] = texts_of_tags(folders[0] / "aneks.pdf")
    assert any("1 195" in plain(text) for text in told["aneks.pdf"])
    for name, texts in told.items():
        for text in texts:
            words = plain(re.sub(r"<[^>]+>", " ", SHARED.sub("", text)))
            assert not re.search(r"(?<![\d.,])1 ?19[34](?![\d.,])", words), name


def test_the_records_hold_no_value_of_what_is_hidden(folders: list[Path]) -> None:
    rows = quantities(folders[0] / "wyniki.json")
    trace = record(folders[0] / "pochodzenie.json")["liczby"]
    hidden = {
        *(f"stock.homelessness.{year}" for year in (2025,)),
        *(f"stock.post_prison.{year}" for year in (2024, 2025)),
        *(f"hidden.homeless_persons.{TERYT}.{year}" for year in (2021, 2022, 2025)),
        f"hidden.foster_families.{TERYT}.2024",
        "indicator.violence_reason_share.place",
        "indicator.poverty_reason_share.place",
        "indicator.unemployed_no_benefit_share.place",
    }
    for id_ in hidden:
        for row in (rows[id_], trace[id_]):
            assert [row[end] for end in ("wartosc", "dolna", "gorna")] == [None] * 3
            assert row["uwaga"].startswith("ukryte: tajemnica statystyczna"), id_
            assert {plain(text) for text in row["w_tekscie"]} <= {"#", "# (liczba ukryta)"}


def test_zeros_and_larger_numbers_of_the_same_series_are_told(folders: list[Path]) -> None:
    trace = record(folders[0] / "pochodzenie.json")["liczby"]
    seen = {year: trace[f"stock.homelessness.{year}"]["wartosc"] for year in (2019, 2023, 2024)}
    assert seen == {2019: 11, 2023: 4, 2024: 0}


def test_the_word_file_says_what_is_hidden_and_why(folders: list[Path]) -> None:
    opened = docx.Document(str(folders[0] / "aneks.docx"))
    told = plain(" ".join(paragraph.text for paragraph in opened.paragraphs))
    assert "Ukrywamy liczby osób, rodzin i spraw od 1 do 2" in told
    assert "W szeregu lat stoi za nie 1,5" in told
    assert "bezdomność (2025)" in told
    assert "zaokrąglone do najbliższej wielokrotności 3" in told
    cells = [[plain(c.text) for c in row.cells] for t in opened.tables for row in t.rows]
    homeless = next(row for row in cells if row[0].startswith("Osoby w kryzysie bezdomności, za"))
    assert homeless[1:] == ["2021, 2022, 2025", "#"]


def test_explain_says_that_a_number_is_hidden_and_why(folders: list[Path]) -> None:
    lines = explain(folders[0], "stock.homelessness.2025")
    assert "ukryte: tajemnica statystyczna" in " ".join(lines)
    assert "brak liczby" in lines[0]


def test_the_manifest_digests_no_small_count(folders: list[Path], towns: list[Place]) -> None:
    rows = {row["plik"]: row for row in record(folders[0] / "manifest.json")["pliki_wejsciowe"]}
    told = {name for name, row in rows.items() if "skrot_z" in row}
    assert told == {"statistics.csv", "levels.csv", "transitions.csv"}
    assert rows["plan.toml"].keys() == {"plik", "sha256"}


def test_the_tables_of_a_notebook_are_those_of_either_town(towns: list[Place]) -> None:
    for table in (
        place_table,
        lambda town: compare_place(town).table,
        lambda town: reading_diagnosis.level_table(diagnose(town)),
        lambda town: reading_diagnosis.change_table(diagnose(town)),
    ):
        one, other = map(table, towns)
        pd.testing.assert_frame_equal(one, other)


def test_a_place_as_read_is_refused(studies: list[Study], towns: list[Place]) -> None:
    fail_if_as_read(studies[0].inputs.place)
    with pytest.raises(ModelError, match="as read"):
        fail_if_as_read(towns[0])
    raw = replace(studies[0], inputs=replace(studies[0].inputs, place=towns[0]))
    with pytest.raises(ModelError, match="study_municipality"):
        write_annex(raw, Path("never"))
    assert not Path("never").exists()


def test_a_written_choice_shows_all_and_is_printed(tmp_path: Path, studies: list[Study]) -> None:
    town = load_place(small_town(tmp_path / "gmina", ONE_TOWN, place_lines=SHOWN))
    found = with_small_counts_hidden(town)
    pd.testing.assert_frame_equal(found.observations, town.observations)
    changed = replace(studies[0], inputs=replace(studies[0].inputs, place=found))
    texts = [b.text for b in hidden_figures(material_of(changed)) if isinstance(b, Paragraph)]
    assert texts == [
        "W tym aneksie małe liczby osób nie są ukryte. Tak zdecydowała gmina. "
        "Powód: zgoda rady z 5 maja"
    ]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('small_numbers = "shown"\n', "dlaczego wolno pokazać małe liczby osób"),
        ('small_numbers_reason = "bo tak"\n', "usuń powód"),
        ('small_numbers = "tak"\n', '"hidden" albo "shown"'),
    ],
)
def test_a_choice_without_a_reason_is_refused(tmp_path: Path, lines: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        load_place(small_town(tmp_path / "gmina", ONE_TOWN, place_lines=lines))


def test_where_nothing_is_hidden_the_annex_is_silent(study: Study) -> None:
    assert hidden_figures(material_of(study)) == []
