"""A number of an annex walked back: formulas, inputs, and the places in which they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from costmodel.cli import main
from costmodel.errors import InputError
from costmodel.publish.annex_document import annex_document
from costmodel.publish.explain import explain
from costmodel.publish.findings import evidence_of
from costmodel.publish.trace_record import TRACE, trace_record
from costmodel.statistics.place import STATISTICS_FILE
from costmodel.studies.municipality import Study
from costmodel.terminal import UNUSABLE
from tests.publish.composing import material_of
from tests.publish.traced import known_to


def _row(label: str, value: float | None, **more: Any) -> dict[str, Any]:
    given = {"dolna": None, "gorna": None, "rodzaj": "estimate", "zrodlo": "źródło X", "uwaga": ""}
    rest = {"jednostka": "zł", "wzor": "wzór", "z": [], "gdzie": [], "w_tekscie": []}
    return {"opis": label, "wartosc": value, **given, **rest, **more}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = {
        "sum": _row("suma", 1234.5, dolna=1.0, gorna=2.0, z=["a", "b"], w_tekscie=["1,2 tys. zł"]),
        "a": _row("część a", 1.0, z=["b"]),
        "b": _row("część b", None, gdzie=["art. 7"], uwaga="nie wiadomo"),
    }
    record = json.dumps({"liczby": rows}, ensure_ascii=False)
    (tmp_path / TRACE).write_text(record, encoding="utf-8")
    return tmp_path


def test_a_tree_tells_formula_inputs_place_and_source(folder: Path) -> None:
    told = [line.replace("\u00a0", " ") for line in explain(folder, "sum")]
    assert told == [
        "suma: 1 234,5 zł (od 1 do 2)  [sum]",
        "  rodzaj: szacunek z modelu",
        "  jak: wzór",
        "  część a: 1 zł  [a]",
        "    rodzaj: szacunek z modelu",
        "    jak: wzór",
        "    część b: brak liczby  [b]",
        "      rodzaj: szacunek z modelu",
        "      jak: wzór",
        "      gdzie: art. 7",
        "      źródło: źródło X",
        "      uwaga: nie wiadomo",
        "  część b: brak liczby  [b] — zob. wyżej",
    ]


def test_a_number_is_found_by_its_printed_form(folder: Path) -> None:
    assert explain(folder, "1,2 tys. zł") == explain(folder, "sum")


def test_depth_stops_the_walk_and_says_so(folder: Path) -> None:
    told = explain(folder, "sum", depth=0)
    assert told[-1].strip() == "… z 2 dalszych liczb: podaj większe --depth"
    assert not [line for line in told if "część" in line]


def test_an_unknown_id_offers_near_ones(folder: Path) -> None:
    with pytest.raises(InputError, match=r"suma.*Najbliższe: sum\."):
        explain(folder, "suma")


def test_a_folder_without_an_annex_is_told_plainly(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["explain", "npv.public", str(tmp_path)])
    assert result.exit_code == UNUSABLE
    assert "polecenie costmodel annex" in result.output


def test_the_command_prints_the_tree(folder: Path) -> None:
    result = CliRunner().invoke(main, ["explain", "a", str(folder)])
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == "część a: 1 zł  [a]"


@pytest.fixture(scope="module")
def rows(study: Study) -> dict[str, Any]:
    """The record of what the document of the example prints."""
    material = material_of(study)
    annex_document(material, evidence_of(study.inputs).findings)
    found: dict[str, Any] = trace_record(material.pen, study, known_to(study))["liczby"]
    return found


def _reached(rows: dict[str, Any], id_: str) -> set[str]:
    found, waiting = set[str](), [id_]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += rows[here]["z"]
    return found


def test_every_input_is_itself_in_the_record(rows: dict[str, Any]) -> None:
    assert not {i for row in rows.values() for i in row["z"]} - set(rows)


def test_the_headline_leads_to_statute_file_and_row(rows: dict[str, Any]) -> None:
    places = [p for id_ in _reached(rows, "npv.public") for p in rows[id_]["gdzie"]]
    assert [p for p in places if "obowiązuje od" in p and "art." in p]
    assert [p for p in places if p.startswith("data/problems/unemployment.toml, tabela [value.")]
    assert [p for p in places if p.startswith("plan.toml, tabela [cis]")]
    assert [p for p in places if p.startswith(f"{STATISTICS_FILE} gminy, wiersz ")]


def test_a_row_of_statistics_is_the_row_of_the_file(study: Study, rows: dict[str, Any]) -> None:
    (place,) = rows["stock.unemployment.2024"]["gdzie"]
    number = int(place.split("wiersz ")[1].split(":")[0])
    path = study.inputs.place.folder / STATISTICS_FILE
    line = path.read_text(encoding="utf-8").splitlines()[number - 1]
    assert line.startswith("3215011,unemployed_registered,2024,1195,")


def test_nothing_is_made_from_itself(rows: dict[str, Any]) -> None:
    around = [id_ for id_, row in rows.items() for i in row["z"] if id_ in _reached(rows, i)]
    assert not around
