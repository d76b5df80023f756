"""The annex of a place that has a letterhead begins from it, and says so in its manifest."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import docx

from costmodel.publish.write import write_annex
from costmodel.statistics.place import with_letterhead
from costmodel.studies.municipality import Study
from tests.annex.letterheads import office
from tests.publish.reading import record


def test_the_word_file_begins_from_the_letterhead(study: Study, tmp_path: Path) -> None:
    paper = tmp_path / "papier.docx"
    paper.write_bytes(office("Załącznik do uchwały"))
    place = with_letterhead(study.inputs.place, paper)
    on_paper = replace(study, inputs=replace(study.inputs, place=place))
    files = write_annex(on_paper, tmp_path / "aneks")
    word = docx.Document(str(files.docx))
    assert word.paragraphs[0].text == "Załącznik do uchwały"
    assert word.sections[-1].header.paragraphs[0].text.startswith("Urząd Gminy")
    told = {row["plik"]: row["sha256"] for row in record(files.manifest)["pliki_wejsciowe"]}
    assert told["papier.docx"] == hashlib.sha256(paper.read_bytes()).hexdigest()
