"""Audit what the package rests on with no network: ``make audit``, ``make audit OSV=all.zip``."""

from __future__ import annotations

import sysconfig
from collections.abc import Mapping, Sequence
from importlib.metadata import distributions
from pathlib import Path

import click

from tests.supply import bom, installed, licences, osv
from tests.supply.lock import LOCK, Entry, locked

NOT_ASKED = (
    "known weaknesses: NOT CHECKED, no database was given. Bring the export of OSV for PyPI "
    "(all.zip) and name it: make audit OSV=all.zip"
)


def of_environment(found: Sequence[Entry], folder: Path) -> dict[str, list[str]]:
    """Return for each check of a folder of packages what it found; nothing is an empty list."""
    here = list(distributions(path=[str(folder)]))
    return {
        "the lock pins each file": installed.faults_of_lock(found),
        "installed is what is locked": installed.unlike_lock(found, installed.versions(here)),
        "files are as they were installed": [
            name for d in here for name in installed.changed_files(d)
        ],
        "no module without an owner": installed.unowned_files(folder, here),
    }


def of_repository(found: Sequence[Entry]) -> dict[str, list[str]]:
    """Return for each kept file whether it is what the lock makes of it today."""
    rules, kept = licences.policy(), licences.kept_list()
    pins = {(e.name, e.version) for e in found}
    listed = {(row.name, row.version) for row in kept}
    stale = sorted(f"{name} {version}" for name, version in pins ^ listed)
    bill = [] if stale else _stale_bill(kept)
    return {
        "the list of licences has what is locked (else: make licences)": stale,
        "licences may be used": licences.not_allowed(kept, rules),
        "the bill of materials is the lock's (else: make sbom)": bill,
    }


def _stale_bill(kept: Sequence[licences.Row]) -> list[str]:
    made = bom.as_json(bom.bill(LOCK.read_text(encoding="utf-8"), kept))
    there = bom.BOM.read_text(encoding="utf-8") if bom.BOM.exists() else ""
    return [] if made == there else [bom.BOM.name]


def report(results: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a line for each check, and under it a line for each thing found."""
    lines = []
    for check, found in results.items():
        lines.append(f"{'FAILED' if found else 'ok':7} {check}")
        lines += [f"        {fault}" for fault in found]
    return lines


def weaknesses(found: Sequence[Entry], path: Path | None) -> tuple[dict[str, list[str]], str]:
    """Return the check against the export of OSV, and what must be said of it."""
    if path is None:
        return {}, NOT_ASKED
    read = osv.export(path)
    pins = [(e.name, e.version or "0") for e in found]
    said = f"OSV: {len(read.advisories)} advisories, the newest of {read.newest}"
    return {"no weakness that OSV knows of": osv.findings(pins, read.advisories)}, said


@click.command()
@click.option("--osv", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(path: Path | None) -> None:
    """Print each check with what it found; exit with 1 where anything was found."""
    found, folder = locked(), Path(sysconfig.get_path("purelib"))
    known, said = weaknesses(found, path)
    results = {**of_environment(found, folder), **of_repository(found), **known}
    click.echo("\n".join([*report(results), said]))
    raise SystemExit(any(results.values()))


if __name__ == "__main__":
    main()
