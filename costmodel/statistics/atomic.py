"""Write a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from costmodel.errors import OutputError


def write_whole(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """Write ``text`` to a temporary name beside ``path``, then move it there.

    Raises
    ------
    OutputError
        If the folder cannot be written to. Nothing is left behind.
    """
    return write_together({path: text.encode(encoding)})[0]


def write_together(contents: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write several files, all of them or none.

    Parameters
    ----------
    contents : mapping of Path to bytes
        What is to stand in each file.

    Raises
    ------
    OutputError
        If one of them cannot be written: those already moved are put back as they were.
    """
    before: dict[Path, bytes | None] = {}
    written: list[Path] = []
    path = Path()
    try:
        for path, content in contents.items():
            written.append(_temporary(path))
            written[-1].write_bytes(content)
        for path in contents:
            stood = path.read_bytes() if path.is_file() else None
            os.replace(_temporary(path), path)  # noqa: PTH105 - one name for both systems
            before[path] = stood
    except OSError as error:
        _put_back(before)
        for left in written:
            with suppress(OSError):  # what cannot be removed was not written either
                left.unlink(missing_ok=True)
        raise OutputError(
            f"{path}: nie można zapisać pliku ({error.strerror}). "
            "Wybierz folder, do którego wolno pisać, albo zamknij plik w innym programie."
        ) from error
    return tuple(contents)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content)
