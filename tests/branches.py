"""Tell what share of the branches of the package the tests take: ``make coverage`` asks."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

SETTINGS = Path(__file__).parents[1] / "pyproject.toml"


def least_share() -> float:
    """Return the share that must be taken, as it stands in pyproject.toml. [%]"""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    return float(settings["tool"]["coverage"]["report"]["fail_under"])


def told(report: Path, *, least: float) -> tuple[str, bool]:
    """Return a line on the branches in a report of ``coverage json``, and whether they are enough.

    Raises
    ------
    ValueError
        If no branch was counted.
    """
    totals = json.loads(report.read_text(encoding="utf-8"))["totals"]
    taken, there = int(totals["covered_branches"]), int(totals["num_branches"])
    if not there:
        raise ValueError("no branch was counted: see [tool.coverage.run] in pyproject.toml")
    share = 100 * taken / there
    return f"branches taken: {taken} of {there}, {share:.1f}% (at least {least:g}%)", share >= least


def main(arguments: Sequence[str]) -> int:
    """Print the line; return 1 where branches are too few."""
    line, enough = told(Path(arguments[0]), least=least_share())
    sys.stdout.write(line + "\n")
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
