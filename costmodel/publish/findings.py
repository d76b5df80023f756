"""The findings that the values of a study rest on, and the files that hold them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.evidence.finding import Finding
from costmodel.evidence.loader import load_findings
from costmodel.resources import data_path
from costmodel.studies.inputs import Inputs

TABLE = "finding"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Findings by id, and the names of the files that hold those which a study uses."""

    findings: dict[str, Finding]
    files: tuple[str, ...]


def evidence_of(inputs: Inputs) -> Evidence:
    """Return the findings of the library that the values of a study name.

    Raises
    ------
    InputError
        If a value names a finding that no file holds.
    """
    used = {
        id_: owner
        for owner, records in inputs.records.items()
        for record in records.values()
        for id_ in record.finding
    }
    found: dict[str, Finding] = {}
    files = []
    for path in finding_files():
        held = {id_: f for id_, f in load_findings(path).items() if id_ in used}
        if held:
            files.append(path.name)
            found |= held
    faults = [_unknown(owner, id_) for id_, owner in used.items() if id_ not in found]
    if faults:
        raise InputError(faults)
    return Evidence({id_: found[id_] for id_ in used}, tuple(files))


def finding_files() -> list[Path]:
    """Return the files of the library that hold findings; others stand beside them."""
    paths = sorted(data_path("evidence").glob("*.toml"))
    return [p for p in paths if TABLE in tomllib.loads(p.read_text(encoding="utf-8"))]


def _unknown(owner: str, id_: str) -> Problem:
    return Problem(
        f"{owner}.toml",
        "klucz finding",
        id_,
        "wynik zapisany w data/evidence",
        "Popraw nazwę wyniku albo usuń ją z listy finding.",
    )
