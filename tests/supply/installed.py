"""Hold what is installed against the lock and against what it was when it was installed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, PackagePath
from pathlib import Path

from packaging.utils import canonicalize_name

from tests.supply.lock import Entry

ALWAYS_THERE = {"costmodel", "pip", "setuptools", "wheel"}
"""The package itself, and what Python puts into each new environment."""


def versions(here: Iterable[Distribution]) -> dict[str, str]:
    return {canonicalize_name(d.metadata["Name"]): d.version for d in here}


def faults_of_lock(found: Iterable[Entry]) -> list[str]:
    """Name each entry that is not pinned to one version, or to no file by SHA-256."""
    found = list(found)
    unpinned = [f"{e.name}: not pinned to one version" for e in found if e.version is None]
    return unpinned + [
        f"{e.name}: no hash of SHA-256"
        for e in found
        if not e.hashes or any(not h.startswith("sha256:") for h in e.hashes)
    ]


def unlike_lock(found: Iterable[Entry], here: Mapping[str, str]) -> list[str]:
    """Name what is missing, what stands in another version, and what nobody asked for."""
    wanted = {e.name: e.version or "" for e in found if e.belongs_here()}
    missing = [
        f"{name} {v}: locked, not installed" for name, v in wanted.items() if name not in here
    ]
    other = [
        f"{name}: {here[name]} is installed, {v} is locked"
        for name, v in wanted.items()
        if here.get(name, v) != v
    ]
    extra = sorted(here.keys() - wanted.keys() - ALWAYS_THERE)
    return missing + other + [f"{name} {here[name]}: installed, not in the lock" for name in extra]


def changed_files(distribution: Distribution) -> list[str]:
    """Name each file that is gone, or differs from its hash in the record of its installation.

    Files without a hash there are passed by: the record itself, and what Python compiled.
    """
    recorded = [f for f in distribution.files or () if f.hash is not None]
    if not recorded:
        return [f"{distribution.metadata['Name']}: no record of its files"]
    return [str(file) for file in recorded if not _is_as_recorded(file)]


def _is_as_recorded(file: PackagePath) -> bool:
    path = Path(str(file.locate()))
    if file.hash is None or not path.is_file():
        return False
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, file.hash.mode).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == file.hash.value


def unowned_files(folder: Path, owners: Iterable[Distribution]) -> list[str]:
    """Name each module or ``.pth`` file in a folder of packages that no installed one brought."""
    owned = {Path(str(f.locate())).resolve() for d in owners for f in d.files or ()}
    there = [p for p in folder.rglob("*") if p.suffix in {".py", ".pth", ".so", ".pyd"}]
    return sorted(str(p.relative_to(folder)) for p in there if p.resolve() not in owned)
