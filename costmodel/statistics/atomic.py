"""Write a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from costmodel.errors import ModelError, OutputError
from costmodel.refusals import refusal_of
from costmodel.statistics.whole_sets import PREFIX, put_in_place, stage


def write_whole(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """Write ``text`` to a temporary name beside ``path``, then move it there.

    Raises
    ------
    OutputError
        If the folder cannot be written to. Nothing is left behind.
    """
    return write_bytes_whole(path, text.encode(encoding))


def write_bytes_whole(path: Path, content: bytes) -> Path:
    """Write bytes as :func:`write_whole` does a text; a program killed half way loses nothing.

    Raises
    ------
    OutputError
        If the folder cannot be written to. Nothing is left behind.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)  # noqa: PTH105 - one name for both systems
    except OSError as error:
        with suppress(OSError):  # what cannot be removed was not written either
            unfinished.unlink(missing_ok=True)
        raise OutputError(refusal_of(error, file=str(path))) from error
    return path


def write_together(contents: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write several files of one folder, all of them or none.

    Parameters
    ----------
    contents : mapping of Path to bytes
        What is to stand in each file. The folder is held by the caller
        (:func:`costmodel.statistics.whole_sets.at_work`).

    Raises
    ------
    OutputError
        If one of them cannot be written: all stand as before.
    """
    if not contents:
        return ()
    folders = {path.parent for path in contents}
    if len(folders) > 1:
        raise ModelError(f"{sorted(map(str, folders))}: files written together share one folder.")
    (folder,) = folders
    path = folder
    try:
        with stage(folder) as made:
            for path, content in contents.items():
                (made / path.name).write_bytes(content)
            put_in_place(made, [path.name for path in contents], folder)
    except OSError as error:
        named = path if _is_hidden(error) else error.filename
        raise OutputError(refusal_of(error, file=str(named))) from error
    return tuple(contents)


def _is_hidden(error: OSError) -> bool:
    """Return whether the system names no file, or one that only the program knows."""
    if not isinstance(error.filename, str):
        return True
    return any(part.startswith(PREFIX) for part in Path(error.filename).parts)
