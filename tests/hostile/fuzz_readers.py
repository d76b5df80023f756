"""Let atheris look for bytes that a reader neither takes nor refuses; see README.md beside it."""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["costmodel", "tomllib", "csv", "zipfile", "json"]):
    from tests.hostile.readers import READERS
    from tests.hostile.reading import refusal


def main(arguments: list[str]) -> None:
    """Fuzz one kind of reader, beginning from its good sample."""
    kind = arguments[1]
    reader = READERS[kind]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder, seeds = Path(name) / "file", Path(name) / "seeds"
        folder.mkdir()
        seeds.mkdir()
        (seeds / "good").write_bytes(reader.good)

        def tried(content: bytes) -> None:
            refusal(reader, content, folder)

        atheris.Setup([arguments[0], *arguments[2:], str(seeds)], tried)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
