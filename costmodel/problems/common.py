"""Uncertain values that several files use: one number, one draw, whoever asks."""

from __future__ import annotations

from pathlib import Path

from costmodel.declared import read_declared
from costmodel.language import remembered
from costmodel.problems.uncertain import Record, UncertainRecord
from costmodel.resources import data_path

COMMON = "common"
"""Owner of the common values, where a name is told with its owner."""


class CommonValues(Record):
    """The whole of common.toml."""

    value: dict[str, UncertainRecord]


@remembered
def load_common(path: Path | None = None) -> dict[str, UncertainRecord]:
    """Return the common values by name, of the library or of a file; each is read once.

    Raises
    ------
    InputError
        If the file is no TOML, or a value lacks something.

    Examples
    --------
    >>> load_common()["months_in_year"].mode
    12.0
    """
    return read_declared(path or data_path("common.toml"), CommonValues).value
