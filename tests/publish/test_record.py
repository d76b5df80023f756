"""The records beside an annex: every number named, every file and parameter told truly."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import costmodel.version as release
from costmodel.evidence.loader import load_findings
from costmodel.publish.record import as_json, library_files, own_files
from costmodel.publish.write import AnnexFiles
from costmodel.resources import data_path
from costmodel.studies.capacity import capacity_of, staff_parameters
from costmodel.studies.municipality import Study
from tests.publish.reading import quantities, record

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows(annex: AnnexFiles) -> list[Row]:
    """The numbers of wyniki.json."""
    found: list[Row] = record(annex.results)["liczby"]
    return found


@pytest.fixture(scope="module")
def manifest(annex: AnnexFiles) -> Row:
    """The content of manifest.json."""
    return record(annex.manifest)


def test_every_id_stands_once(rows: list[Row]) -> None:
    assert not [id_ for id_, n in Counter(row["id"] for row in rows).items() if n > 1]


def test_every_number_has_label_unit_kind_and_is_printed_or_drawn(
    rows: list[Row], annex: AnnexFiles
) -> None:
    keys = ("id", "opis", "jednostka", "rodzaj")
    assert not [row["id"] for row in rows if not all(row[key] for key in keys)]
    drawn = {id_ for ids in record(annex.results)["wykresy"].values() for id_ in ids}
    assert {row["id"] for row in rows if not row["w_tekscie"]} <= drawn


def test_every_number_is_finite_and_has_a_source(rows: list[Row]) -> None:
    known = [row for row in rows if row["wartosc"] is not None]
    assert len(known) > 300
    assert all(math.isfinite(row["wartosc"]) for row in known)
    assert not [row["id"] for row in known if not row["zrodlo"]]


def test_a_number_without_value_says_why(rows: list[Row]) -> None:
    assert not [row["id"] for row in rows if row["wartosc"] is None and not row["uwaga"]]


def test_every_interval_holds_its_value(rows: list[Row]) -> None:
    whole = [row for row in rows if None not in (row["dolna"], row["gorna"], row["wartosc"])]
    assert len(whole) > 100
    assert not [r["id"] for r in whole if not r["dolna"] <= r["wartosc"] <= r["gorna"]]


def test_every_estimate_of_the_model_with_an_interval_tells_its_level(rows: list[Row]) -> None:
    soft = [r for r in rows if r["rodzaj"] in ("estimate", "forecast") and r["dolna"] is not None]
    halves = {r["id"] for r in soft if r["id"].startswith("chart.forecast.")}
    assert {row["poziom_przedzialu"] for row in soft if row["id"] not in halves} == {0.8}
    assert {row["poziom_przedzialu"] for row in soft if row["id"] in halves} == {0.5}


def test_people_and_shares_stay_in_their_bounds(rows: list[Row]) -> None:
    people = [r for r in rows if r["jednostka"] == "osoba" and r["rodzaj"] != "published"]
    assert all((row["dolna"] or 0) >= 0 and row["wartosc"] >= 0 for row in people)
    chances = [row for row in rows if row["id"].split(".")[0] in ("positive", "coverage")]
    assert chances
    assert all(0 <= row["wartosc"] <= 1 for row in chances)


def test_the_caution_stands_in_the_results(annex: AnnexFiles) -> None:
    assert "oszczędności" in record(annex.results)["zastrzezenie"]


def test_payers_sum_to_public_finance(annex: AnnexFiles, study: Study) -> None:
    found = quantities(annex.results)
    for column in ("avoidable_cost", "lost_income", "programme", "net"):
        parts = [
            found[f"payer.{payer}.{column}"]["wartosc"]
            for payer in study.outcome.ledger.public_payers
        ]
        assert sum(parts) == pytest.approx(found[f"payer.public.{column}"]["wartosc"]), column


@pytest.mark.parametrize("perspective", ["public", "gmina"])
def test_years_sum_to_the_total(annex: AnnexFiles, study: Study, perspective: str) -> None:
    found = quantities(annex.results)
    years = study.outcome.years
    pairs = {"coi": "cost_of_inaction", "programme": "programme", "net": "net"}
    for yearly, total in pairs.items():
        parts = [found[f"{yearly}.{perspective}.{year}"]["wartosc"] for year in years]
        assert sum(parts) == pytest.approx(found[f"total.{total}.{perspective}"]["wartosc"])
    last = found[f"net_cumulated.{perspective}.{years[-1]}"]["wartosc"]
    assert last == pytest.approx(found[f"total.net.{perspective}"]["wartosc"])


def test_the_framework_sums_over_instruments_payers_and_years(
    annex: AnnexFiles, study: Study
) -> None:
    found = quantities(annex.results)
    instruments, years = study.inputs.instruments, study.outcome.years
    public = study.outcome.ledger.public_payers
    for year in years:
        cells = [f"framework.{i}.{p}.{year}" for i in instruments for p in public]
        parts = sum(found[id_]["wartosc"] for id_ in cells if id_ in found)
        assert parts == pytest.approx(found[f"framework.total.{year}"]["wartosc"])
    total = sum(found[f"framework.total.{year}"]["wartosc"] for year in years)
    assert total == pytest.approx(found["framework.total"]["wartosc"])


def test_the_manifest_holds_true_digests_of_inputs_and_outputs(
    annex: AnnexFiles, study: Study, manifest: Row
) -> None:
    inputs = own_files(study.inputs)
    assert {path.name for path in study.inputs.place.files} == set(inputs)
    assert _digests(manifest["pliki_wejsciowe"]) == {n: _digest(p) for n, p in inputs.items()}
    outputs = {
        path.relative_to(annex.folder).as_posix(): path
        for path in annex.folder.rglob("*")
        if path.is_file() and path != annex.manifest
    }
    assert _digests(manifest["pliki_wynikowe"]) == {n: _digest(p) for n, p in outputs.items()}


def _digests(listed: list[dict[str, str]]) -> dict[str, str]:
    return {entry["plik"]: entry["sha256"] for entry in listed}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_manifest_tells_date_seed_and_versions(manifest: Row) -> None:
    assert manifest["data"] == "2026-03-31"
    settings = manifest["ustawienia"]
    assert (settings["ziarno"], settings["losowania"], settings["horyzont"]) == (1, 200, 7)
    assert manifest["wersje"]["costmodel"] == release.VERSION
    assert all(manifest["wersje"].values())


def test_the_manifest_lists_every_parameter_used_with_its_source(
    manifest: Row, study: Study
) -> None:
    listed = {entry["id"]: entry for entry in manifest["parametry"]}
    limits = staff_parameters(capacity_of(study))
    assert len(limits) >= 3
    assert set(listed) == {*study.inputs.parameters_used, *limits}
    wanted = ("opis", "jednostka", "obowiazuje_od", "zrodlo", "sprawdzenie")
    assert not [i for i, entry in listed.items() if not all(entry[key] for key in wanted)]


def test_no_record_names_a_folder_of_this_machine(annex: AnnexFiles) -> None:
    for path in (annex.results, annex.manifest):
        text = path.read_text(encoding="utf-8")
        assert str(annex.folder) not in text
        assert str(Path.home()) + "/" not in text


def test_a_number_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_json({"wartosc": float("nan")})


def test_the_manifest_lists_every_file_of_problems_instruments_and_evidence(
    several: Study, several_annex: AnnexFiles
) -> None:
    listed = set(_digests(record(several_annex.manifest)["dane_biblioteki"]))
    wanted = {f"problems/{name}.toml" for name in several.inputs.problems}
    wanted |= {f"instruments/{name}.toml" for name in several.inputs.instruments}
    wanted |= {"common.toml", "indexation.toml", "evidence/haircuts.toml"}
    wanted |= {f"indicators/{path.name}" for path in data_path("indicators").iterdir()}
    wanted |= {"calibration.toml", "correlations.toml", "demography.toml", "small_numbers.toml"}
    wanted |= {"forecast_coverage.toml", "series_breaks.toml", "targets.toml"}
    assert wanted <= listed
    used = {
        id_
        for owned in several.inputs.records.values()
        for record_ in owned.values()
        for id_ in record_.finding
    }
    holding = [
        path.name
        for path in data_path("evidence").glob("*.toml")
        if path.name != "haircuts.toml" and used & set(load_findings(path))
    ]
    assert len(holding) > 1
    assert {n for n in listed if n.startswith("evidence/")} == {
        f"evidence/{name}" for name in (*holding, "haircuts.toml")
    }


def test_the_manifest_tells_what_the_number_of_each_problem_rests_on(
    several: Study, several_annex: AnnexFiles
) -> None:
    told = {entry["id"]: entry for entry in record(several_annex.manifest)["problemy"]}
    assert set(told) == set(several.inputs.problems)
    assert told["unemployment"]["liczba"] == "własne liczby i prognoza"
    assert told["homelessness"]["liczba"] == "szacunek z częstości krajowej"
    assert told["homelessness"]["podstawa"] == several.inputs.stocks["homelessness"].base


def test_a_file_of_the_place_stands_among_the_inputs_and_not_the_librarys(
    study: Study, tmp_path: Path
) -> None:
    (tmp_path / "problems").mkdir()
    (tmp_path / "problems" / "unemployment.toml").write_text("x", encoding="utf-8")
    (tmp_path / "values.toml").write_text("", encoding="utf-8")
    inputs = replace(study.inputs, place=replace(study.inputs.place, folder=tmp_path))
    assert {"problems/unemployment.toml", "values.toml"} <= set(own_files(inputs))
    assert "problems/unemployment.toml" not in library_files(inputs)
    assert "problems/unemployment.toml" in library_files(study.inputs)
