"""What the annex must say: its sections, its caution, its sources, what is assumed."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
import zipfile

import pytest

from costmodel.annex.document import Block, Document, Figure, Heading, Paragraph, Table
from costmodel.publish.findings import evidence_of
from costmodel.publish.pen import Pen
from costmodel.publish.write import AnnexFiles
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.settings import Settings
from tests.publish.composing import composed, told_by
from tests.publish.reading import Text, plain, texts

ART_16B = ("diagnoza", "prognoza", "cele", "ramy finansowe", "wskaźniki")
"""What art. 16b ustawy o pomocy społecznej asks for, in its order."""
HEADLINE = re.compile(r"[kK]oszt zaniechania .*\b(?:tys\.|mln|mld) zł")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document(study: Study) -> Document:
    """The annex of the example, whose municipality gave no counts of its own."""
    return composed(study)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The annex of the same town with its own counts by level."""
    folder = tmp_path_factory.mktemp("place") / "gmina"
    shutil.copytree(load_place("3215011").folder, folder)
    counts = {
        "under_12_months": 600,
        "months_12_24": 250,
        "over_24_months": 200,
        "long_term_assisted": 145,
    }
    lines = [
        f"unemployment.{level},{n},2024,liczba wymyślona do próby" for level, n in counts.items()
    ]
    text = "\n".join(["level,persons,year,source", *lines, ""])
    (folder / "levels.csv").write_text(text, encoding="utf-8")
    return composed(study_municipality(load_place(folder), settings=Settings(n_draws=200)))


def tables(document: Document) -> list[Table]:
    """Return the tables of a document."""
    return [block for block in document.blocks if isinstance(block, Table)]


def rows_of(document: Document, name: str) -> list[str]:
    """Return as one text each row whose first cell begins with a name; columns may move."""
    return [
        plain(" | ".join(row))
        for table in tables(document)
        for row in table.rows
        if plain(row[0]).startswith(plain(name))
    ]


def sections(document: Document) -> dict[str, tuple[Block, ...]]:
    """Return the blocks of each chapter by its heading."""
    starts = [
        (n, b.text)
        for n, b in enumerate(document.blocks)
        if isinstance(b, Heading) and b.level == 1
    ]
    ends = [n for n, _ in starts[1:]] + [len(document.blocks)]
    return {text: document.blocks[n:end] for (n, text), end in zip(starts, ends, strict=True)}


def test_chapters_follow_art_16b(document: Document) -> None:
    chapters = [heading.lower() for heading in sections(document)]
    places = [next(n for n, c in enumerate(chapters) if c.startswith(e)) for e in ART_16B]
    assert places == sorted(places)
    assert len(set(places)) == len(ART_16B)


def test_the_annex_ends_with_assumptions_sources_gaps_limits_words_and_its_certificate(
    document: Document,
) -> None:
    chapters = sections(document)
    assert [plain(name).partition(" (")[0] for name in list(chapters)[-4:]] == [
        "Założenia i reguły obliczeń",
        "Źródła i luki w danych",
        "Słownik pojęć",
        "Świadectwo sprawdzenia",
    ]
    inside = [b.text for b in list(chapters.values())[-3] if isinstance(b, Heading)]
    assert {"Źródła", "Luki w danych", "Ograniczenia"} <= set(inside)


def test_every_headline_has_the_caution_above_it_in_its_section(document: Document) -> None:
    caution = Pen({}).say("caution")
    seen = 0
    for heading, blocks in sections(document).items():
        paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
        headlines = [n for n, text in enumerate(paragraphs) if HEADLINE.search(plain(text))]
        if headlines:
            assert caution in paragraphs[: headlines[0]], heading
            seen += 1
    assert seen


def test_the_caution_says_estimate_and_no_saving(document: Document) -> None:
    text = Pen({}).say("caution")
    assert "szacunek" in text
    assert "możliwego do uniknięcia" in text
    assert "Nie jest oszczędnością" in text
    cautions = [b for b in document.blocks if isinstance(b, Paragraph) and b.role == "caution"]
    assert sum(block.text == text for block in cautions) >= 2


def test_every_table_and_figure_has_caption_and_source(document: Document) -> None:
    shown = [b for b in document.blocks if isinstance(b, Table | Figure)]
    assert len(shown) > 15
    assert not [b.caption for b in shown if not b.caption.strip() or not b.source.strip()]


def test_every_row_of_a_table_is_as_wide_as_its_head(document: Document) -> None:
    for table in tables(document):
        assert table.rows, table.caption
        assert {len(row) for row in table.rows} == {len(table.header)}, table.caption


def test_every_picture_of_the_word_file_has_its_own_text_alternative(annex: AnnexFiles) -> None:
    with zipfile.ZipFile(annex.docx) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    pictures = [e for e in root.iter() if e.tag.endswith("}docPr")]
    told_of = [element.get("descr", "") for element in pictures]
    assert len(pictures) == len(annex.charts) // 2
    assert all(len(text) > 60 for text in told_of)
    assert len(set(told_of)) == len(told_of)


def test_every_table_of_the_word_file_has_a_head_row_that_repeats(annex: AnnexFiles) -> None:
    with zipfile.ZipFile(annex.docx) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    shown = list(root.iter(f"{WORD}tbl"))
    assert shown
    assert all(table.find(f".//{WORD}tblHeader") is not None for table in shown)


def test_money_in_the_text_has_decimal_comma_and_hard_spaces(annex: AnnexFiles) -> None:
    with zipfile.ZipFile(annex.docx) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    whole = "".join(node.text or "" for node in root.iter(f"{WORD}t"))
    assert re.search(r"\d,\d+[\xa0\u202f]mln[\xa0\u202f]zł", whole)
    assert not re.search(r"\d (?:zł|mln|tys\.)", whole)
    assert not re.search(r"\d\.\d+[\xa0\u202f](?:zł|mln|tys\.)", whole)


def test_no_unfilled_gap_or_foreign_word_for_nothing_stands_in_the_text(annex: AnnexFiles) -> None:
    for item in texts(annex.docx):
        assert not re.search(r"\{\w*\}|\bnan\b|\bNone\b|\binf\b", item.text), item


def test_no_sentence_ends_with_two_full_stops(annex: AnnexFiles) -> None:
    assert not [item for item in texts(annex.docx) if re.search(r"(?<!\.)\.\.(?!\.)", item.text)]


def test_assumed_values_are_shown_as_assumptions_of_grade_e(
    document: Document, study: Study
) -> None:
    records = [record for owned in study.inputs.records.values() for record in owned.values()]
    assumed = [r for r in records if r.kind.value == "assumption"]
    assert assumed
    for record in assumed:
        rows = rows_of(document, record.label)
        assert any(re.search(r"\| E\b.*założenie", row) for row in rows), record.label


def test_every_value_of_problem_and_plan_is_listed(document: Document, study: Study) -> None:
    records = [record for owned in study.inputs.records.values() for record in owned.values()]
    assert not [record.label for record in records if not rows_of(document, record.label)]


def test_unchecked_findings_are_shown_as_unchecked(document: Document, study: Study) -> None:
    findings = evidence_of(study.inputs).findings.values()
    unchecked = [found for found in findings if found.verified == "no"]
    assert unchecked
    for finding in unchecked:
        rows = rows_of(document, finding.label)
        assert any("iesprawdzon" in row and plain(finding.caution) in row for row in rows)


def test_unchecked_parameters_are_shown_as_unchecked(document: Document, study: Study) -> None:
    inputs = study.inputs
    marks = {
        name: inputs.book.parameter(name).enactment_at(inputs.place.annex_date).verified.value
        for name in inputs.parameters_used
    }
    assert "no" in marks.values()
    for name, mark in marks.items():
        label = inputs.book.parameter(name).label
        told_so = any("niesprawdzone" in row for row in rows_of(document, label))
        assert told_so == (mark == "no"), label


def test_without_own_counts_the_annex_says_that_the_split_is_national(document: Document) -> None:
    pen, whole = Pen({}), told_by(document)
    assert whole.count(plain(pen.say("summary.split_national"))) >= 2
    assert plain(pen.say("limits.national")) in whole
    assert plain(pen.say("summary.split_local")) not in whole


def test_with_own_counts_the_annex_says_that_the_split_is_local(local: Document) -> None:
    pen, whole = Pen({}), told_by(local)
    assert whole.count(plain(pen.say("summary.split_local"))) >= 2
    assert plain(pen.say("summary.split_national")) not in whole
    assert plain(pen.say("limits.national")) not in whole


def test_own_counts_change_the_people_on_the_levels(document: Document, local: Document) -> None:
    caption = Pen({}).say("diagnosis.levels_table", year="2026", problem="Bezrobocie")
    found = [next(t for t in tables(d) if t.caption == caption) for d in (document, local)]
    assert found[0].rows != found[1].rows


def test_the_plan_is_told_to_be_no_decision(document: Document) -> None:
    assert plain(Pen({}).say("plan.assumed")) in told_by(document)


def test_figures_of_the_powiat_are_not_told_as_the_gminas_own(document: Document) -> None:
    for name in ("Stopa bezrobocia rejestrowanego", "Przeciętne miesięczne wynagrodzenie brutto"):
        row, _definition = rows_of(document, name)
        assert re.search(r"\| x \| [\d ,]+\|", row), row


def test_displayed_parts_differ_from_their_total_by_rounding_only(
    document: Document, study: Study
) -> None:
    caption = Pen({}).say("framework.table")
    table = next(t for t in tables(document) if t.caption == caption)
    amounts = {row[0]: [_thousands(cell) for cell in row[1:]] for row in table.rows}
    parts = [values for name, values in amounts.items() if ": " in name and "azem" not in name]
    total = amounts[Pen({}).say("framework.all")]
    for column, shown in enumerate(total):
        assert abs(sum(row[column] for row in parts) - shown) <= (len(parts) + 1) / 2
    years = len(study.outcome.years)
    assert abs(sum(total[:years]) - total[years]) <= (years + 1) / 2
    assert "zaokrągl" in table.note


def _thousands(cell: str) -> int:
    return int(re.sub(r"\s", "", plain(cell)).replace("−", "-"))


def test_a_headline_without_caution_would_be_seen() -> None:
    text = Text("Normal", "Koszt zaniechania wyniesie od 0,91 do 2,12 mln zł.")
    assert HEADLINE.search(text.text)
