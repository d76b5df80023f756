"""Read every file of the corpus in a process with little memory; print what each costs, as JSON.

Run as a module with the folder to write the files into.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.hostile.corpus import CORPUS
from tests.hostile.readers import READERS
from tests.hostile.reading import refusal

MEMORY = 1_500_000_000
"""Bytes of address space beyond what the library itself takes."""


def limit_memory() -> None:
    """Give this process no more memory, where the system can hold it to that."""
    try:
        import resource
    except ModuleNotFoundError:  # not on Windows
        return
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main(folder: Path) -> None:
    """Print for each file whether it was refused, and the seconds that took."""
    limit_memory()
    told = {}
    for name, make in CORPUS.items():
        content = make()
        begun = time.perf_counter()
        refused = refusal(READERS[name.partition(":")[0]], content, folder)
        told[name] = {
            "refused": refused is not None,
            "seconds": time.perf_counter() - begun,
            "told": str(refused)[:200],
        }
        sys.stderr.write(f"{name}\n")  # the last one is at fault where this process dies
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
