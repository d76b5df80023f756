"""The certificate: every check has words, a failed one stops the annex unless a reason is given."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from costmodel.annex.document import Paragraph
from costmodel.errors import InputError
from costmodel.publish.certificate import certificate as section
from costmodel.publish.write import AnnexFiles, write_annex
from costmodel.studies.municipality import Study
from costmodel.verification.catalogue import told_checks
from costmodel.verification.certificate import certify
from costmodel.verification.quantities import certificate_quantities
from tests.publish.composing import material_of

REASON = "Liczby roku 3 poprawimy po audycie"


@pytest.fixture
def broken(study: Study) -> Study:
    """The example with a person too many in one draw of the last year."""
    people = {name: array.copy() for name, array in study.outcome.people.items()}
    people["inaction"][-1, 0, 0] += 1.0
    return replace(study, outcome=replace(study.outcome, people=people))


def test_every_check_has_its_words_and_every_word_its_check(study: Study) -> None:
    found = [check.id for check in certify(study).checks]
    assert len(set(found)) == len(found)
    assert set(found) == set(told_checks())


def test_the_numbers_add_up_to_all_checks(study: Study) -> None:
    told = {q.id: q.value for q in certificate_quantities(certify(study))}
    parts = [told[f"certificate.{name}"] for name in ("passed", "failed", "not_applicable")]
    assert sum(part or 0 for part in parts) == told["certificate.checks"] == len(told_checks())
    assert told["certificate.failed"] == 0


def test_a_failed_check_stops_the_annex_before_anything_is_written(
    broken: Study, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as refused:
        write_annex(broken, tmp_path / "aneks")
    assert [problem.place[:3] for problem in refused.value.problems] == ["C01", "C12"]
    assert "--despite" in str(refused.value)
    assert not (tmp_path / "aneks").exists()


def test_a_reason_that_nothing_asks_for_is_left_out(study: Study) -> None:
    assert certify(study, despite=REASON).despite == ""


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_empty_reason_is_none(broken: Study, reason: str) -> None:
    with pytest.raises(InputError):
        certify(broken, despite=reason)


def test_the_section_tells_the_reason_and_the_failed_checks(broken: Study, study: Study) -> None:
    material = replace(material_of(study), certificate=certify(broken, despite=REASON))
    blocks = section(material)
    cautions = [b.text for b in blocks if isinstance(b, Paragraph) and b.role == "caution"]
    assert cautions == [f"Aneks powstał mimo sprawdzeń, które nie przeszły. Podany powód: {REASON}"]
    assert "C01. Nikt nie ginie" in str(blocks)


def test_the_manifest_keeps_every_verdict(annex: AnnexFiles) -> None:
    record = json.loads(annex.manifest.read_text(encoding="utf-8"))
    assert set(record["swiadectwo"]["sprawdzenia"]) == set(told_checks())
    assert record["swiadectwo"]["mimo_to"] == ""
