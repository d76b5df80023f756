"""Advisories are matched by version, and a wrong file never passes for "nothing found"."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.supply.osv import export, findings, is_affected


def advisory(name: str = "Some.Name", ecosystem: str = "PyPI", **affected: Any) -> dict[str, Any]:
    package = {"ecosystem": ecosystem, "name": name}
    return {
        "id": "OSV-1",
        "summary": "reads too far",
        "modified": "2026-02-03T04:05:06Z",
        "affected": [{"package": package, **affected}],
    }


def until(**end: str) -> dict[str, Any]:
    return {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "1.0"}, end]}]}


@pytest.mark.parametrize(
    ("affected", "hit"),
    [
        (until(fixed="2.0"), ["1.0", "1.10"]),  # by version: 1.10 is before 2.0 and after 1.9
        (until(last_affected="2.0"), ["1.0", "1.10", "2.0"]),
        ({"ranges": [{"type": "SEMVER", "events": [{"introduced": "2.0"}]}]}, ["2.0", "3.0"]),
        (
            {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.0"}]}]},
            ["0.dev1"],
        ),
        ({"versions": ["1.10"]}, ["1.10"]),
        (
            {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}], "versions": ["2.0"]},
            ["2.0"],
        ),
        ({}, ["0.dev1", "1.0", "1.10", "2.0", "3.0"]),  # neither versions nor ranges: all
        (until(fixed="the next"), ["0.dev1", "1.0", "1.10", "2.0", "3.0"]),  # cannot be compared
        (until(limit="1.1"), ["1.0", "1.10", "2.0", "3.0"]),  # a limit is of no weight here
    ],
)
def test_a_version_is_in_or_out(affected: dict[str, Any], hit: list[str]) -> None:
    versions = ["0.dev1", "1.0", "1.10", "2.0", "3.0"]
    assert [v for v in versions if is_affected(v, affected)] == hit


def test_a_finding_names_the_version_and_the_advisory() -> None:
    pins = [("some-name", "1.5"), ("some-name", "2.5"), ("other", "1.5")]
    said = findings(pins, [advisory(**until(fixed="2.0"))])
    assert said == ["some-name 1.5: OSV-1 reads too far"]


def test_another_ecosystem_is_another_matter() -> None:
    assert not findings([("some-name", "1.5")], [advisory(ecosystem="npm", **until(fixed="2.0"))])


def zipped(folder: Path, *contents: Any) -> Path:
    path = folder / "all.zip"
    with ZipFile(path, "w") as archive:
        for i, content in enumerate(contents):
            archive.writestr(f"OSV-{i}.json", json.dumps(content))
    return path


def test_what_was_withdrawn_does_not_count(tmp_path: Path) -> None:
    gone = {**advisory(), "withdrawn": "2026-05-01T00:00:00Z", "modified": "2026-05-01T00:00:00Z"}
    read = export(zipped(tmp_path, advisory(), gone))
    assert [a.get("withdrawn") for a in read.advisories] == [None]
    assert read.newest == "2026-05-01"


@pytest.mark.parametrize("contents", [(), ([1, 2],), ({"id": "no more"},)])
def test_a_zip_of_something_else_is_refused(tmp_path: Path, contents: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="holds no advisory of OSV"):
        export(zipped(tmp_path, *contents))
