from __future__ import annotations

import csv
from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.evidence.finding import Finding
from costmodel.evidence.loader import load_findings
from costmodel.resources import data_path
from costmodel.sources import Grade

BAD = Path(__file__).resolve().parents[1] / "bad" / "evidence"
FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "facts" / "evidence.csv"

MISTAKES = {
    "no_source": ("klucz finding.example.source", "brak"),
    "empty_source_title": ("klucz finding.example.source.title", "bez źródła"),
    "unknown_grade": ("klucz finding.example.grade", "'A', 'B', 'C', 'D', 'E'"),
    "no_grade": ("klucz finding.example.grade", "brak"),
    "unknown_verified_mark": ("klucz finding.example.verified", "'yes', 'partly', 'no'"),
    "text_in_number": ("klucz finding.example.value", "około 30%"),
    "low_above_value": ("klucz finding.example", "low ≤ value ≤ high"),
    "no_number_and_not_qualitative": ("klucz finding.example", "qualitative"),
    "unknown_key": ("klucz finding.example.efect", "Popraw nazwę klucza"),
}


@pytest.fixture(scope="module")
def findings() -> dict[str, Finding]:
    return load_findings(data_path("evidence", "unemployment.toml"))


def facts() -> dict[str, dict[str, str]]:
    if not FACTS.exists():
        pytest.skip(f"the collected facts are not here: {FACTS.name}")
    with FACTS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {
            row["id"]: row
            for row in rows
            if row["problem"] == "unemployment" or row["instrument"] == "social_contract"
        }


def number(text: str) -> float | None:
    return float(text) if text else None


def test_all_findings_equal_the_collected_facts(findings: dict[str, Finding]) -> None:
    rows = facts()
    assert set(findings) == set(rows)
    for id_, row in rows.items():
        finding = findings[id_]
        figures = (finding.value, finding.low, finding.high)
        assert figures == tuple(number(row[key]) for key in ("value", "low", "high")), id_
        told = (finding.unit, finding.year, finding.kind, finding.grade, finding.verified)
        keys = ("unit", "year", "kind", "grade_hint", "verified")
        assert told == tuple(row[key] for key in keys), id_
        assert (finding.problem, finding.instrument) == (row["problem"], row["instrument"])
        assert finding.label == row["name_pl"]
        for key in ("caution", "population", "measured_after", "design"):
            assert bool(getattr(finding, key)) == bool(row[key]), (id_, key)


def test_a_finding_without_a_number_is_qualitative(findings: dict[str, Finding]) -> None:
    silent = [f for f in findings.values() if f.value is None and f.low is None and f.high is None]
    assert silent
    assert {finding.unit for finding in silent} == {"qualitative"}


def test_numbers_of_the_meta_analysis_show_as_unchecked(findings: dict[str, Finding]) -> None:
    long = findings["almp_meta_long_all"]
    assert (long.value, long.unit, long.grade) == (0.087, "risk_difference", Grade.A)
    assert long.verified == "no"


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_each_mistake_is_told_with_file_key_and_remedy(name: str) -> None:
    with pytest.raises(InputError) as caught:
        load_findings(BAD / f"{name}.toml")
    (problem,) = caught.value.problems
    place, fragment = MISTAKES[name]
    assert problem.file == f"{name}.toml"
    assert problem.place == place
    assert fragment in str(problem)
    assert problem.mend


def test_each_bad_file_has_its_test() -> None:
    bad = {path.stem for path in BAD.glob("*.toml")}
    assert {name for name in bad if not name.startswith("haircuts")} == set(MISTAKES)


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "findings.toml"
    path.write_text("[finding.a]\n[finding.b]\nunit = 3\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_findings(path)
    places = [problem.place for problem in caught.value.problems]
    assert {"klucz finding.a.source", "klucz finding.b.unit"} <= set(places)
