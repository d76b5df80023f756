from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from costmodel.annex.document import Block, Document, Heading, Paragraph, Table
from costmodel.publish.calibration import transitions_told
from costmodel.publish.limits import limits
from costmodel.publish.record import as_json, manifest_record
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.settings import Settings
from costmodel.verification.certificate import certify
from tests.publish.composing import composed, material_of, table_of, told_by
from tests.publish.conftest import PLAN, place_with
from tests.publish.reading import plain

PROBLEMS = ("unemployment", "homelessness", "orphanhood")
HEADING = "Skąd są przejścia"
MOVES = """problem,from,to,count,year,source
unemployment,under_12_months,independent_1,60,2023,PUP
unemployment,under_12_months,months_12_24,41,2023,PUP
unemployment,under_12_months,left,42,2024,PUP
unemployment,months_12_24,left,7,2024,PUP
"""
"""Counts of an office; an annex knows them to the nearest multiple of 3."""
LEVELS = {2023: (10, 20, 9), 2024: (11, 20, 10), 2025: (10, 22, 9)}


@pytest.fixture(scope="module")
def calibrated(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A place with a register of one problem and yearly levels of another."""
    folder = tmp_path_factory.mktemp("calibrated") / "gmina"
    place_with(folder, problems=PROBLEMS, plan=PLAN)
    (folder / "transitions.csv").write_text(MOVES, encoding="utf-8")
    names = ("recent", "long_term", "rough_sleeping")
    rows = [
        f"homelessness.{level},{count},{year},OPS"
        for year, counts in LEVELS.items()
        for level, count in zip(names, counts, strict=True)
    ]
    text = "\n".join(["level,persons,year,source", *rows])
    (folder / "levels.csv").write_text(text + "\n", encoding="utf-8")
    return study_municipality(load_place(folder), settings=Settings(horizon=3, n_draws=512))


@pytest.fixture(scope="module")
def document(calibrated: Study) -> Document:
    return composed(calibrated)


def recorded(study: Study, folder: Path) -> dict[str, Any]:
    """The record of a study that wrote one file."""
    (folder / "a").write_text("x", encoding="utf-8")
    outputs, certificate = {"a": folder / "a"}, certify(study)
    return manifest_record(
        study, version="0", evidence=(), outputs=outputs, certificate=certificate
    )


def section(blocks: list[Block]) -> str:
    return plain(" ".join(b.text for b in blocks if isinstance(b, Paragraph)))


def test_where_nothing_was_counted_one_paragraph_says_so(several: Study) -> None:
    blocks = transitions_told(material_of(several))
    assert not any(isinstance(block, Table) for block in blocks)
    assert "Gmina nie podała własnych liczb przejść" in section(blocks)
    assert "transitions.csv" in section(blocks)


def test_the_section_stands_before_the_assumptions(document: Document) -> None:
    headings = [b.text for b in document.blocks if isinstance(b, Heading)]
    assert 0 < headings.index(HEADING) < headings.index("Założenia")


def test_each_level_says_what_its_moves_rest_on(document: Document) -> None:
    basis = {
        plain(row[0]): plain(row[1]) for row in table_of(document, "opierają się przejścia").rows
    }
    declared = "plik problemu: dane krajowe albo założenie"
    assert (
        basis["bezrobocie: w rejestrze krócej niż rok"]
        == "z własnego rejestru: 144 osoby (2023, 2024)"
    )
    assert (
        basis["bezrobocie: w rejestrze od 1 do 2 lat"]
        == f"{declared} (w rejestrze jest za mało osób)"
    )
    assert basis["bezrobocie: w rejestrze dłużej niż 2 lata"] == declared
    weighed = {text for name, text in basis.items() if name.startswith("bezdomność")}
    assert weighed == {"plik problemu, zważony własnymi liczbami z lat 2023–2025"}
    (whole,) = (name for name in basis if name.endswith("wszystkie poziomy"))
    assert whole.startswith("sieroctwo")
    assert basis[whole] == declared


def test_the_chances_are_those_of_the_model(calibrated: Study, document: Document) -> None:
    rows = table_of(document, "opierają się przejścia").rows
    found = {plain(row[0]): (plain(row[2]), plain(row[3])) for row in rows}
    links = calibrated.model.system.moves
    names = calibrated.model.system.stack.names
    first = names.index("unemployment.under_12_months")
    out = {names.index(f"unemployment.{end}") for end in ("independent_1", "left")}
    ends = zip(links.sources, links.targets, links.rates, strict=True)
    leave = sum(float(rate.mean()) for s, t, rate in ends if s == first and t in out)
    shown = found["bezrobocie: w rejestrze krócej niż rok"][0]
    assert shown.startswith(f"{leave:.0%} (")
    assert next(v for name, v in found.items() if "wszystkie poziomy" in name) == ("—", "—")


def test_the_draws_that_are_left_are_told(calibrated: Study, document: Document) -> None:
    weights = calibrated.inputs.calibrations["homelessness"].stocks
    assert weights is not None
    assert f"dobrych losowaniach: {weights.effective:.0f} z 512." in told_by(document)
    assert "Za mało to mniej niż 20 osób." in told_by(document)


def test_the_limits_do_not_call_own_moves_national(document: Document) -> None:
    assert "Podział na poziomy nie pochodzi z tej gminy: bezrobocie, sieroctwo" in told_by(document)
    assert "wszystkie albo część, są krajowe albo założone: bezrobocie, bezdomność" in told_by(
        document
    )


def test_the_record_lists_the_register_and_what_it_replaced(
    calibrated: Study, tmp_path: Path
) -> None:
    record = recorded(calibrated, tmp_path)
    assert "transitions.csv" in {entry["plik"] for entry in record["pliki_wejsciowe"]}
    assert "calibration.toml" in {entry["plik"] for entry in record["dane_biblioteki"]}
    moves = {entry["id"]: entry["przejscia"] for entry in record["problemy"]}
    assert moves["unemployment"]["z_rejestru"] == {"under_12_months": 144}
    assert moves["unemployment"]["efektywne_losowania"] is None
    assert moves["homelessness"]["wazone_latami"] == [2024, 2025]
    assert moves["homelessness"]["efektywne_losowania"] > 50
    assert as_json(record)


PEERS = """teryt,problem,from,to,count,year,source
3215022,unemployment,months_12_24,left,12,2024,PUP
3215022,unemployment,months_12_24,over_24_months,20,2024,PUP
3215032,unemployment,months_12_24,left,15,2024,PUP
3215032,unemployment,months_12_24,over_24_months,22,2024,PUP
3215043,unemployment,months_12_24,left,4,2024,PUP
3215043,unemployment,months_12_24,over_24_months,18,2024,PUP
3215022,unemployment,over_24_months,left,9,2024,PUP
3215032,unemployment,over_24_months,left,8,2024,PUP
3215043,unemployment,over_24_months,over_24_months,30,2024,PUP
"""


@pytest.fixture(scope="module")
def borrowing(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A place whose own register is small at one level and silent at another."""
    folder = tmp_path_factory.mktemp("borrowing") / "gmina"
    place_with(folder, problems=PROBLEMS, plan=PLAN)
    (folder / "transitions.csv").write_text(MOVES, encoding="utf-8")
    (folder / "transitions_peers.csv").write_text(PEERS, encoding="utf-8")
    return study_municipality(load_place(folder), settings=Settings(horizon=3, n_draws=256))


def test_the_annex_says_how_much_was_borrowed_from_peers(borrowing: Study) -> None:
    material = material_of(borrowing)
    blocks = transitions_told(material)
    assert "Zakładamy, że gmina jest jedną z nich." in section(blocks)
    (table,) = (block for block in blocks if isinstance(block, Table))
    basis = {plain(row[0]): plain(row[1]) for row in table.rows}
    row = borrowing.inputs.calibrations["unemployment"].counted["months_12_24"]
    own = round(row.own_weight, 2)
    assert 0 < own < 0.9  # all seven left, as hardly any of the peers: it borrows little
    assert basis["bezrobocie: w rejestrze od 1 do 2 lat"] == (
        f"z własnego rejestru: mniej niż 20 osób; własne dane ważą {own:.0%}, "
        f"dane podobnych gmin {1 - own:.0%} (3 gminy, 91 osób)"
    )
    assert basis["bezrobocie: w rejestrze dłużej niż 2 lata"] == (
        "z rejestrów podobnych gmin: 47 osób (3 gminy); własnych liczb gmina nie podała"
    )
    assert basis["bezrobocie: w rejestrze krócej niż rok"].startswith("z własnego rejestru: 144")
    printed = material.pen.printed
    assert printed["transition.unemployment.months_12_24.own_weight"] == [f"{own:.0%}"]
    assert "transition.unemployment.months_12_24.people" not in printed  # seven people


def test_the_record_lists_the_peers_and_no_small_count_of_ones_own(
    borrowing: Study, tmp_path: Path
) -> None:
    record = recorded(borrowing, tmp_path)
    assert "transitions_peers.csv" in {entry["plik"] for entry in record["pliki_wejsciowe"]}
    moves = {entry["id"]: entry["przejscia"] for entry in record["problemy"]}["unemployment"]
    assert moves["z_rejestru"] == {"under_12_months": 144}
    found = moves["z_podobnych_gmin"]["months_12_24"]
    assert found["gminy"] == ["3215022", "3215032", "3215043"]
    assert found["osoby"] == 91
    assert 0 < found["waga_wlasnych"] < 0.9


def test_a_register_of_every_level_leaves_no_national_moves(calibrated: Study) -> None:
    inputs = calibrated.inputs
    known = inputs.calibrations["unemployment"]
    row = known.counted["under_12_months"]
    full = replace(known, counted=dict.fromkeys(inputs.problems["unemployment"].levels, row))
    changed = replace(inputs, calibrations={**inputs.calibrations, "unemployment": full})
    text = str(limits(material_of(replace(calibrated, inputs=changed))))
    assert "są krajowe albo założone: bezdomność, sieroctwo" in text
