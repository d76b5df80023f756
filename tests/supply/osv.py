"""Find known weaknesses of pinned versions in an export of OSV that lies on the disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version


@dataclass(frozen=True, slots=True)
class Finding:
    """One published weakness of one pinned version."""

    name: str
    version: str
    advisory: str
    summary: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}: {self.advisory} {self.summary}".rstrip()


@dataclass(frozen=True, slots=True)
class Export:
    """What an export holds: the advisories still standing, and the day of the newest change."""

    advisories: tuple[Mapping[str, Any], ...]
    newest: str


def export(path: Path) -> Export:
    """Read the zip that OSV gives out for PyPI: one JSON file for each advisory.

    Raises
    ------
    ValueError
        If no file in it is an advisory, so that a wrong zip never passes for "nothing found".
    """
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".json")]
        read = [json.loads(archive.read(name)) for name in names]
    known = [a for a in read if isinstance(a, dict) and "id" in a and "affected" in a]
    if not known:
        raise ValueError(f"{path} holds no advisory of OSV: give the zip with all of PyPI.")
    standing = tuple(a for a in known if not a.get("withdrawn"))
    return Export(standing, max(a.get("modified", "") for a in known)[:10])


def findings(pins: Iterable[tuple[str, str]], advisories: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return, in order, each advisory that names one of the pinned ``(name, version)``."""
    versions: dict[str, list[str]] = {}
    for name, version in pins:
        versions.setdefault(canonicalize_name(name), []).append(version)
    found = {
        Finding(name, version, advisory["id"], advisory.get("summary", ""))
        for advisory in advisories
        for name, affected in _on_pypi(advisory)
        for version in versions.get(name, ())
        if is_affected(version, affected)
    }
    return sorted(map(str, found))


def _on_pypi(advisory: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for affected in advisory["affected"]:
        package = affected.get("package", {})
        if package.get("ecosystem") == "PyPI":
            yield canonicalize_name(package["name"]), affected


def is_affected(version: str, affected: Mapping[str, Any]) -> bool:
    """Say whether a version is listed, or lies in a range from ``introduced`` to its end.

    An advisory that gives neither versions nor ranges speaks of all.
    """
    ranges = [r for r in affected.get("ranges", ()) if r["type"] in {"ECOSYSTEM", "SEMVER"}]
    listed = affected.get("versions", ())
    if not ranges and not listed:
        return True
    return version in listed or any(_in_range(Version(version), r["events"]) for r in ranges)


def _in_range(version: Version, events: Iterable[Mapping[str, str]]) -> bool:
    """Walk the events by version: in from ``introduced``, out from ``fixed``.

    A bound that is no version of Python cannot be compared, so it counts as one that we are within.
    """
    bounds = [(kind, value) for event in events for kind, value in event.items() if kind != "limit"]
    try:
        steps = sorted((_first(value), kind) for kind, value in bounds)
    except InvalidVersion:
        return True
    inside = False
    for place, kind in steps:
        if place > version:
            break
        inside = (inside and place == version) if kind == "last_affected" else kind == "introduced"
    return inside


def _first(value: str) -> Version:
    """Return the version, where "0" stands for before every version."""
    return Version("0.dev0" if value == "0" else value)
