"""Change the library in one place after another and tell which changes no test notices."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutation.results import Change, Mutant, change_of, mutants_in
from tests.mutation.survivors import Survivors, as_toml, load_survivors
from tests.mutation.workshop import PARTS, copy_of_library, make_and_test_mutants

LEAST_NOTICED = 0.9
SAMPLE = ("*__mutmut_17",)
"""The sample: of each function that has so many mutants, the seventeenth."""


def mutants_after_tests(
    folder: Path, parts: Sequence[str], *, chosen: Sequence[str], processes: int
) -> list[Mutant]:
    """Return the mutants of ``parts`` that were chosen, tested in a copy laid out in ``folder``."""
    copy_of_library(folder, parts)
    make_and_test_mutants(folder, chosen=chosen, processes=processes)
    return mutants_in(folder)


def unexplained(mutants: Sequence[Mutant], folder: Path, survivors: Survivors) -> list[Change]:
    """Return the changes that no test noticed and the kept list does not explain."""
    changes = [change_of(mutant, folder) for mutant in mutants if not mutant.noticed]
    return [change for change in changes if survivors.reason(change) is None]


def table(mutants: Sequence[Mutant]) -> str:
    """Return by part how many mutants there were and how many were noticed, as Markdown."""
    rows = ["| part | mutants | killed | survived | killed of all |", "|---|--:|--:|--:|--:|"]
    parts = sorted({mutant.part for mutant in mutants})
    for part in (*parts, "all"):
        noticed = [mutant.noticed for mutant in mutants if part in (mutant.part, "all")]
        n, killed = len(noticed), sum(noticed)
        rows.append(f"| {part} | {n} | {killed} | {n - killed} | {killed / n:.1%} |")
    return "\n".join(rows)


def parts_below(mutants: Sequence[Mutant]) -> list[str]:
    """Return the parts of which fewer mutants were noticed than must be."""
    below = []
    for part in sorted({mutant.part for mutant in mutants}):
        noticed = [mutant.noticed for mutant in mutants if mutant.part == part]
        if sum(noticed) < LEAST_NOTICED * len(noticed):
            below.append(part)
    return below


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the table and what is not explained; return 1 where either is not in order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; or all")
    parser.add_argument("--sample", action="store_true", help="the sample that CI tests")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    told = parser.parse_args(arguments)
    unknown = sorted(set(told.parts) - set(PARTS))
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        chosen = SAMPLE if told.sample else ()
        parts = told.parts or PARTS
        mutants = mutants_after_tests(folder, parts, chosen=chosen, processes=told.processes)
        left = unexplained(mutants, folder, load_survivors())
    write = sys.stdout.write
    write(table(mutants) + "\n")
    below = [] if told.sample else parts_below(mutants)
    for part in below:
        write(f"{part}: less than {LEAST_NOTICED:.0%} of the mutants were killed\n")
    for change in left:
        write(f"\nsurvived, and tests/mutation/survivors.toml gives no reason:\n{as_toml(change)}")
    return 1 if below or left else 0


if __name__ == "__main__":
    sys.exit(main())
