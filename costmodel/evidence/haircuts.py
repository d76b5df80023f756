"""How far optimism is cut back: the weaker the evidence, the more of an effect is taken away."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.resources import data_path
from costmodel.sources import Grade, Source

Share = Annotated[float, Field(ge=0, le=1)]


class HaircutForm(Declared):
    """Shares taken away, by grade of evidence."""

    A: Share
    B: Share
    C: Share
    D: Share
    E: Share

    @model_validator(mode="after")
    def _fail_if_weaker_evidence_is_cut_less(self) -> Self:
        shares = [self.A, self.B, self.C, self.D, self.E]
        if any(weaker < stronger for stronger, weaker in pairwise(shares)):
            raise ValueError("udziały nie malejące od A do E (słabszy dowód, większe cięcie)")
        return self


class HaircutsForm(Declared):
    """The file of haircuts."""

    label: Annotated[str, Field(min_length=1)]
    unit: Literal["share"]
    kind: Literal["assumed"]
    grade: Annotated[Grade, Field(strict=False)]
    note: str = ""
    source: DeclaredSource
    haircut: HaircutForm


def load_haircuts(path: Path | None = None) -> dict[Grade, float]:
    """Return the share of a positive net effect that is taken away, by grade.

    Parameters
    ----------
    path : Path, optional
        A file of haircuts; the one that comes with the library if left out.

    Returns
    -------
    dict of Grade to float
        From A to E, never decreasing. [share]

    Raises
    ------
    InputError
        If a grade is missing, a share is outside 0 to 1, or weaker evidence is cut less.

    Examples
    --------
    >>> load_haircuts()[Grade.C]
    0.25
    """
    form = _form(path)
    return {grade: float(getattr(form.haircut, grade.value)) for grade in Grade}


def haircut_source(path: Path | None = None) -> Source:
    """Return where the haircuts come from, for printing."""
    form = _form(path)
    return form.source.as_source()


def _form(path: Path | None) -> HaircutsForm:
    return read_declared(path or data_path("evidence", "haircuts.toml"), HaircutsForm)
