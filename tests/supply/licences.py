"""Write the list of licences of everything in the lock, and hold it against what may be used."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from license_expression import (  # type: ignore[import-untyped]
    ExpressionParseError,
    get_spdx_licensing,
)

from tests.supply.declared_licence import declared_licence
from tests.supply.lock import Entry, locked, scopes

FOLDER = Path(__file__).resolve().parent
LIST = FOLDER / "licences.csv"
POLICY = FOLDER / "licences.toml"
SPDX = get_spdx_licensing()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    name: str
    version: str
    scope: str
    licence: str
    read_from: str


def policy() -> dict[str, Any]:
    return tomllib.loads(POLICY.read_text(encoding="utf-8"))


def licence_here(name: str) -> str | None:
    """Return what the installed distribution declares, whatever its version."""
    try:
        return declared_licence(distribution(name))
    except PackageNotFoundError:
        return None


def rows(
    found: Sequence[Entry],
    settled: Mapping[str, Mapping[str, str]],
    licence_of: Callable[[str], str | None] = licence_here,
) -> list[Row]:
    """Return the list for a lock; an unknown licence stays empty, and no policy allows it.

    What is settled by hand goes before what metadata say. An entry meant for another interpreter
    takes the licence of the version that is installed.
    """
    scope = scopes(found)
    listed = []
    for entry in found:
        by_hand = settled.get(entry.name)
        licence = by_hand["licence"] if by_hand else licence_of(entry.name)
        place = by_hand["place"] if by_hand else "metadata"
        listed.append(
            Row(entry.name, entry.version or "", scope.get(entry.name, ""), licence or "", place)
        )
    return listed


def as_csv(listed: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, [f.name for f in fields(Row)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in listed)
    return out.getvalue()


def kept_list(path: Path = LIST) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**line) for line in csv.DictReader(file)]


def not_allowed(listed: Iterable[Row], rules: Mapping[str, Any]) -> list[str]:
    """Name each distribution whose licence is unknown or not one that may be used."""
    accepted = {c["licence"]: set(c["names"]) for c in rules["copyleft"]}
    bad = []
    for row in listed:
        may = {*rules["permissive"], *(k for k, names in accepted.items() if row.name in names)}
        if not _satisfied(row.licence, may):
            bad.append(f"{row.name} {row.version}: {row.licence or 'licence unknown'}")
    return bad


def _satisfied(expression: str, may: set[str]) -> bool:
    """Say whether some choice among ``OR`` uses only licences that may be used."""
    try:
        parsed = SPDX.parse(expression)
    except ExpressionParseError:
        return False
    return parsed is not None and _chosen(parsed, may)


def _chosen(part: Any, may: set[str]) -> bool:
    if isinstance(part, SPDX.AND):
        return all(_chosen(p, may) for p in part.args)
    if isinstance(part, SPDX.OR):
        return any(_chosen(p, may) for p in part.args)
    return str(part) in may


if __name__ == "__main__":
    LIST.write_text(as_csv(rows(locked(), policy()["settled"])), encoding="utf-8")
