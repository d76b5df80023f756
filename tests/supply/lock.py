"""Read the lock: each distribution with its version, hashes and who needs it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
HASH = re.compile(r"--hash=(\S+)")
NEEDED_BY = re.compile(r"^ +# (?:via |  )([A-Za-z0-9][\w.-]*)", re.MULTILINE)
SCOPES = ("run", "extra", "test")
"""From what every user gets to what only a developer gets."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One pinned distribution; ``needed_by`` holds canonical names."""

    requirement: Requirement
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str | None:
        """The one version it is pinned to, or nothing where it is not pinned."""
        pins = [s.version for s in self.requirement.specifier if s.operator == "=="]
        return pins[0] if len(pins) == 1 and "*" not in pins[0] else None

    @property
    def label(self) -> str:
        return f"{self.name} {self.version}"

    def belongs_here(self) -> bool:
        """Say whether the running interpreter is one that the entry is meant for."""
        marker = self.requirement.marker
        return marker is None or marker.evaluate()


def entries(text: str) -> list[Entry]:
    """Return the entries of a lock in the form that pip reads with ``--require-hashes``."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    return [_entry(block) for block in blocks if block.strip()]


def _entry(block: str) -> Entry:
    head = block.splitlines()[0].removesuffix("\\").strip()
    asked_for_by = [canonicalize_name(name) for name in NEEDED_BY.findall(block)]
    return Entry(
        Requirement(HASH.sub("", head).strip()),
        tuple(HASH.findall(block)),
        tuple(dict.fromkeys(asked_for_by)),
    )


def locked() -> list[Entry]:
    return entries(LOCK.read_text(encoding="utf-8"))


def scopes(found: Iterable[Entry], project: Path = PROJECT) -> dict[str, str]:
    """Return for each name the narrowest reason to have it.

    ``run`` for what the package itself requires, ``extra`` for what an optional feature requires,
    ``test`` for what only the tests require; with all that these require in turn.
    """
    table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    groups: dict[str, list[str]] = table["optional-dependencies"]
    asked = {
        "run": table["dependencies"],
        "extra": [r for name, group in groups.items() if name != "test" for r in group],
        "test": groups["test"],
    }
    requires: dict[str, set[str]] = {}
    for entry in found:
        for parent in entry.needed_by:
            requires.setdefault(parent, set()).add(entry.name)
    reason: dict[str, str] = {}
    for scope in SCOPES:
        waiting: list[str] = [canonicalize_name(Requirement(r).name) for r in asked[scope]]
        while waiting:
            name = waiting.pop()
            if name in reason or name == canonicalize_name(table["name"]):
                continue
            reason[name] = scope
            waiting.extend(requires.get(name, ()))
    return reason
