"""Read findings from a TOML file, each with its source, grade and checked mark."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.evidence.finding import Finding
from costmodel.sources import Grade

Text = Annotated[str, Field(min_length=1)]


class FindingForm(Declared):
    """One ``[finding.<id>]`` table."""

    problem: Text
    instrument: str = ""
    label: Text
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: Text
    year: Text
    population: str = ""
    measured_after: str = ""
    kind: Literal["stated", "derived", "assumed", "expert"]
    design: Text
    grade: Annotated[Grade, Field(strict=False)]
    verified: Literal["yes", "partly", "no"]
    caution: str = ""
    source: DeclaredSource

    @model_validator(mode="after")
    def _fail_if_bounds_cross(self) -> Self:
        given = [bound for bound in (self.low, self.value, self.high) if bound is not None]
        if given != sorted(given):
            raise ValueError("low ≤ value ≤ high")
        if not given and self.unit != "qualitative":
            raise ValueError('value, low albo high; bez liczby tylko przy unit = "qualitative"')
        return self


class FindingsForm(Declared):
    """A file of findings, by their ids."""

    finding: Annotated[dict[str, FindingForm], Field(min_length=1)]


_SAME = [field.name for field in fields(Finding) if field.name not in ("id", "source")]
"""Fields of a finding that its table in the file gives under the same name."""


def load_findings(path: Path) -> dict[str, Finding]:
    """Return the findings that stand in one file, by id.

    Parameters
    ----------
    path : Path
        A TOML file with one ``[finding.<id>]`` table each.

    Raises
    ------
    InputError
        With everything wrong in the file; a finding without a source does not load.

    Examples
    --------
    >>> from costmodel.resources import data_path
    >>> findings = load_findings(data_path("evidence", "unemployment.toml"))
    >>> findings["internship_effective_share_2y"].value
    0.27
    """
    form = read_declared(path, FindingsForm)
    return {id_: _finding(id_, entry) for id_, entry in form.finding.items()}


def _finding(id_: str, entry: FindingForm) -> Finding:
    same: dict[str, Any] = {name: getattr(entry, name) for name in _SAME}
    return Finding(id=id_, source=entry.source.as_source(), **same)
