"""How long a whole set of an annex takes, step by step, with all draws.

Run by hand: ``python -m tests.benchmarks.whole_set [PLACE …]``. It prints the seconds of each
step as the progress bar names it; nothing is asserted, and pytest does not collect it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from costmodel.publish.write import write_annex
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import study_municipality
from costmodel.studies.settings import Settings

PLACES = ("3215011", "9910013")


class Watch:
    """Tells how long each step took, when the next one begins."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, float]] = []

    def __call__(self, step: str) -> None:
        self.steps.append((step, time.perf_counter()))

    def table(self) -> str:
        """Return the seconds of each step, and of all, as Markdown."""
        self("")
        begun = [moment for _, moment in self.steps]
        spans = [end - start for start, end in pairwise(begun)]
        rows = [f"| {name} | {s:.1f} |" for (name, _), s in zip(self.steps, spans, strict=False)]
        return "\n".join(["| step | s |", "|---|--:|", *rows, f"| all | {sum(spans):.1f} |"])


def main() -> None:
    """Time the sets of the places named, or of the two examples of ``reports/``."""
    for code in sys.argv[1:] or PLACES:
        watch = Watch()
        watch("dane")
        study = study_municipality(load_place(code), settings=Settings(), progress=watch)
        with tempfile.TemporaryDirectory() as folder:
            write_annex(study, Path(folder) / "set", progress=watch)
        inputs = study.inputs
        told = f"{code}: {inputs.settings.n_draws:,} draws, {len(inputs.problems)} problems"
        sys.stdout.write(f"{told}\n\n{watch.table()}\n\n")


if __name__ == "__main__":
    main()
