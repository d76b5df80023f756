"""What a reader must do with whatever it is given: take it, or refuse it with our error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from costmodel.characters import odd_character
from costmodel.errors import InputError

Read = Callable[[Path], object]
LONGEST_LINE = 12_000
"""Of a message: a reader is told what is wrong, and not the whole of it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How a kind of file is read, the name that it must have, and one that is read well."""

    read: Read
    file: str
    good: bytes


def refusal(reader: Reader, content: bytes, folder: Path) -> InputError | None:
    """Return the error with which a content is refused, or nothing where it is taken.

    Any other error is a fault of ours, and so is a message that could harm a terminal.
    """
    path = folder / reader.file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    try:
        reader.read(path)
    except InputError as error:
        refused = error
    else:
        return None
    assert 0 < len(str(refused).split("\n")) <= len(refused.problems) + 1
    assert_harmless(refused)
    return refused


def assert_harmless(refused: Exception) -> None:
    """A message must not harm a terminal, nor tell a whole file."""
    for line in str(refused).split("\n"):
        assert not odd_character(line)
        assert len(line) <= LONGEST_LINE
