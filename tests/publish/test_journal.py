"""The log: the strongest assumptions first, each decision with its author, each file once."""

from __future__ import annotations

from dataclasses import replace

from costmodel.annex.document import Table
from costmodel.outcome import PUBLIC
from costmodel.publish.journal import FEWEST, journal
from costmodel.sources import Grade
from costmodel.studies.municipality import Study
from costmodel.verification.certificate import Certificate, certify
from tests.publish.composing import material_of
from tests.publish.reading import plain


def tables_of(study: Study, *, despite: str = "") -> list[Table]:
    material = material_of(study)
    checks = certify(study).checks
    material = replace(material, certificate=Certificate(checks, despite))
    return [block for block in journal(material) if isinstance(block, Table)]


def test_assumptions_stand_from_the_one_that_moves_the_result_most(study: Study) -> None:
    assumed, _, _ = tables_of(study)
    strong = [
        factor
        for factor in study.sensitivity.factors
        if factor.grade is Grade.E and factor.share[PUBLIC] >= FEWEST
    ]
    strong.sort(key=lambda factor: -factor.share[PUBLIC])
    assert strong
    told = [plain(row[0]).lower() for row in assumed.rows]
    assert told[:-1] == [plain(factor.label).lower() for factor in strong]
    assert told[-1] == "pozostałe założenia"


def test_decisions_name_the_author_and_a_reason_given_in_writing(study: Study) -> None:
    named = replace(
        study, inputs=replace(study.inputs, place=replace(study.inputs.place, author="OPS"))
    )
    _, decided, _ = tables_of(named, despite="Sprawdzimy w maju")
    assert {row[3] for row in decided.rows} == {"OPS"}
    assert [row[1] for row in decided.rows if "mimo sprawdzeń" in plain(row[0])] == [
        "Sprawdzimy w maju"
    ]
    _, without, _ = tables_of(study)
    assert len(without.rows) == len(decided.rows) - 1


def test_each_file_of_the_place_is_told_once(study: Study) -> None:
    _, _, data = tables_of(study)
    files = [row[0] for row in data.rows[:-1]]
    assert "plan.toml" in files
    assert len(set(files)) == len(files)
