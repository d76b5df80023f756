"""Write a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from costmodel.errors import OutputError


def write_whole(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """Write ``text`` to a temporary name beside ``path``, then move it there.

    Raises
    ------
    OutputError
        If the folder cannot be written to. Nothing is left behind.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(text.encode(encoding))
        os.replace(temporary, path)  # noqa: PTH105 - one name for both systems
    except OSError as error:
        temporary.unlink(missing_ok=True) if temporary.parent.is_dir() else None
        raise OutputError(
            f"{path}: nie można zapisać pliku ({error.strerror}). "
            "Wybierz folder, do którego wolno pisać, albo zamknij plik w innym programie."
        ) from error
    return path
