"""Which values rise and fall together, and how closely."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from costmodel.declared import DeclaredSource, read_declared
from costmodel.language import remembered
from costmodel.problems.uncertain import Record
from costmodel.resources import data_path


class CorrelatedGroup(Record):
    """Values of which every pair has the same rank correlation; each named „file.value”."""

    id: str
    label: str
    names: Annotated[tuple[str, ...], Field(min_length=2)]
    spearman: Annotated[float, Field(ge=0, lt=1)]
    kind: Literal["assumption", "published"]
    source: DeclaredSource


class Correlations(Record):
    """The whole of correlations.toml."""

    group: tuple[CorrelatedGroup, ...]

    @model_validator(mode="after")
    def _check(self) -> Correlations:
        times = Counter(name for group in self.group for name in group.names)
        twice = sorted(name for name, count in times.items() if count > 1)
        if twice:
            raise ValueError(f"„{twice[0]}” tylko w jednej grupie i tylko raz")
        return self


@remembered
def load_correlations(path: Path | None = None) -> tuple[CorrelatedGroup, ...]:
    """Return the groups of the library, or of a file.

    Raises
    ------
    InputError
        If the file is no TOML, a correlation is not from 0 to below 1, or a value stands twice.

    Examples
    --------
    >>> {group.kind for group in load_correlations()}
    {'assumption'}
    """
    return read_declared(path or data_path("correlations.toml"), Correlations).group
