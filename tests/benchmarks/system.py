"""How long the system of all problems takes: building, walking, pricing, many places.

Run by hand: ``python -m tests.benchmarks.system``. It prints medians of several runs in this
process; nothing is asserted, and pytest does not collect it.
"""

from __future__ import annotations

import dataclasses
import itertools
import statistics
import sys
import time
from collections.abc import Callable

from costmodel.model import run
from costmodel.net_value import net_values
from costmodel.outcome import PUBLIC
from costmodel.pathway import walk
from costmodel.problems.loader import shipped_problems
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import build
from costmodel.studies.settings import Settings

RUNS = 5


def seconds(action: Callable[[], object]) -> float:
    """Return the median time of some runs. [s]"""
    found = []
    for _ in range(RUNS):
        started = time.perf_counter()
        action()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def main() -> None:
    """Time the eleven problems of the example with 10,000 draws."""
    place = dataclasses.replace(load_place("3215011"), problems=tuple(shipped_problems()))
    settings = Settings()
    inputs, model = build(place, settings=settings)

    seeds = itertools.count(settings.seed + 1)

    def build_anew() -> None:
        build(place, settings=dataclasses.replace(settings, seed=next(seeds)))

    rows = {
        "build, all values drawn": seconds(build_anew),
        "build, values drawn before": seconds(lambda: build(place, settings=settings)),
        "walk, inaction": seconds(lambda: walk(model.system, model.inaction)),
        "walk, activation": seconds(lambda: walk(model.system, model.activation)),
        "run: both pathways and the ledger by payer": seconds(lambda: run(model)),
        "net value without a ledger": seconds(lambda: net_values(model, [PUBLIC])),
    }
    write = sys.stdout.write
    write(
        f"{len(inputs.problems)} problems, {len(model.system.stack.names)} states, "
        f"{len(model.system.moves.sources)} moves, {len(model.system.emergence.sources)} links, "
        f"{len(model.charges)} charges, {model.n_draws} draws, {model.n_years} years\n"
    )
    for name, took in rows.items():
        write(f"{name:45s} {took:8.3f} s\n")


if __name__ == "__main__":
    main()
