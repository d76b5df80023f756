"""The bill of materials is the lock's, valid, and the same bytes each time."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.supply.bom import BOM, as_json, bill
from tests.supply.licences import Row, kept_list
from tests.supply.lock import LOCK, locked
from tests.supply.test_lock import LOCK as SAMPLE
from tests.supply.test_lock import PROJECT

LICENCES = [
    Row("first", "1.2", "run", "MIT", ""),
    Row("second-one", "2.0", "run", "MIT OR Apache-2.0", ""),
    Row("third", "3", "run", "BSD-3-Clause", ""),
    Row("tool", "4", "test", "MIT", ""),
]


@pytest.fixture
def sample(tmp_path: Path) -> dict[str, Any]:
    project = tmp_path / "pyproject.toml"
    named = PROJECT.replace("[project]\n", '[project]\nversion = "0.1"\nlicense = "MIT"\n')
    project.write_text(named, encoding="utf-8")
    read: dict[str, Any] = json.loads(as_json(bill(SAMPLE, LICENCES, project)))
    return read


def test_the_kept_bill_is_what_the_lock_makes() -> None:
    made = as_json(bill(LOCK.read_text(encoding="utf-8"), kept_list()))
    assert BOM.read_text(encoding="utf-8") == made, "run make sbom"


def test_the_kept_bill_holds_each_locked_version_once() -> None:
    components = json.loads(BOM.read_text(encoding="utf-8"))["components"]
    listed = [(c["name"], c["version"]) for c in components]
    assert sorted(listed) == sorted((e.name, e.version) for e in locked())


def test_a_component_says_its_licence_and_for_whom_it_is(sample: dict[str, Any]) -> None:
    by_name = {c["name"]: c for c in sample["components"]}
    assert by_name["second-one"]["licenses"] == [{"expression": "MIT OR Apache-2.0"}]
    assert {n: c["scope"] for n, c in by_name.items()} == {
        "first": "required",
        "second-one": "required",
        "third": "required",
        "tool": "excluded",
    }
    assert by_name["first"]["properties"][0]["value"] == 'python_version < "3"'


def test_who_requires_what_is_as_in_the_lock(sample: dict[str, Any]) -> None:
    requires = {d["ref"]: d.get("dependsOn", []) for d in sample["dependencies"]}
    assert requires["costmodel"] == ["first==1.2", "second-one==2.0", "tool==4"]
    assert requires["first==1.2"] == ["second-one==2.0"]
    assert requires["third==3"] == []


def test_the_lock_is_named_by_its_hash_and_no_moment_is_kept(sample: dict[str, Any]) -> None:
    (lock,) = sample["metadata"]["component"]["externalReferences"]
    assert lock["hashes"][0]["content"] == hashlib.sha256(SAMPLE.encode()).hexdigest()
    assert "timestamp" not in sample["metadata"]
    assert "serialNumber" not in sample


def test_a_bill_that_breaks_the_schema_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.supply.bom.json.dumps", lambda *_, **__: '{"bomFormat": "other"}')
    with pytest.raises(ValueError, match=r"CycloneDX 1\.6"):
        as_json(bill("", []))
