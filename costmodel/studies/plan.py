"""The plan of a municipality: which instruments reach which share of whom, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, RootModel, Strict

from costmodel.declared import Declared, read_declared
from costmodel.errors import InputError, Problem
from costmodel.problems.instrument import Instrument

Floats = NDArray[np.float64]
Share = Annotated[float, Strict(), Field(ge=0, le=1)]
FILE = "plan.toml"


class PlannedRecord(Declared):
    """An ``[instrument]`` table of plan.toml."""

    first_year: int
    last_year: int | None = None
    coverage: dict[str, Share]


class PlanRecord(RootModel[dict[str, PlannedRecord]]):
    """The whole of plan.toml."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One instrument of a plan, with its coverage by level.

    ``coverage`` holds the share of people of a level reached in each year from ``first_year``
    to ``last_year`` (or the end of the horizon). [share]
    """

    instrument: Instrument
    first_year: int
    last_year: int | None
    coverage: Mapping[str, float]

    def coverage_by_year(self, years: tuple[int, ...], levels: tuple[str, ...]) -> Floats:
        """Return the coverage, shape (n_years, n_levels). [share]"""
        table = np.zeros((len(years), len(levels)))
        last = years[-1] if self.last_year is None else self.last_year
        for row, year in enumerate(years):
            if self.first_year <= year <= last:
                table[row] = [self.coverage.get(level, 0.0) for level in levels]
        return table


def load_plan(
    path: Path, *, instruments: Mapping[str, Instrument], years: tuple[int, ...]
) -> tuple[Planned, ...]:
    """Return the plan of a file.

    Parameters
    ----------
    path : Path
        plan.toml of a workspace.
    instruments : mapping of str to Instrument
        What may be planned, by id.
    years : tuple of int
        Years of the horizon.

    Raises
    ------
    InputError
        If an instrument or a level is unknown, an instrument does not serve a level, a share is
        not between 0 and 1, more than 100 % of a level is reached, or a year lies outside the
        horizon: all told at once.
    """
    record = read_declared(path, PlanRecord)
    problems = [
        problem
        for name, planned in record.root.items()
        for problem in _faults(name, planned, instruments, years)
    ]
    if problems:
        raise InputError(problems)
    plan = tuple(
        Planned(instruments[name], item.first_year, item.last_year, dict(item.coverage))
        for name, item in record.root.items()
    )
    _fail_if_over_full(plan, years)
    return plan


def _faults(
    name: str, planned: PlannedRecord, instruments: Mapping[str, Instrument], years: tuple[int, ...]
) -> list[Problem]:
    if name not in instruments:
        known = ", ".join(sorted(instruments))
        mend = "Popraw nazwę działania albo usuń je z planu."
        return [Problem(FILE, f"[{name}]", name, f"jedno z: {known}", mend)]
    served = instruments[name].effect[0].levels
    faults = [
        Problem(
            FILE,
            f"[{name}.coverage]",
            level,
            f"poziom obsługiwany przez to działanie: {', '.join(served)}",
            "Popraw nazwę poziomu albo usuń ten wiersz.",
        )
        for level in planned.coverage
        if level not in served
    ]
    last = years[-1] if planned.last_year is None else planned.last_year
    if not years[0] <= planned.first_year <= last <= years[-1]:
        faults.append(
            Problem(
                FILE,
                f"[{name}]",
                f"{planned.first_year}–{last}",
                f"lata od {years[0]} do {years[-1]}, pierwszy rok nie później niż ostatni",
                "Popraw first_year i last_year albo wydłuż horyzont (--horizon).",
            )
        )
    return faults


def _fail_if_over_full(plan: tuple[Planned, ...], years: tuple[int, ...]) -> None:
    levels = tuple(dict.fromkeys(level for item in plan for level in item.coverage))
    if not levels:
        return
    covered = sum(
        (item.coverage_by_year(years, levels) for item in plan),
        start=np.zeros((len(years), len(levels))),
    )
    problems = [
        Problem(
            FILE,
            f"poziom {level}",
            f"{covered[:, column].max():.0%}",
            "najwyżej 100% osób na poziomie w jednym roku (działania się wykluczają)",
            "Zmniejsz udziały w tabelach coverage.",
        )
        for column, level in enumerate(levels)
        if covered[:, column].max() > 1 + 1e-9
    ]
    if problems:
        raise InputError(problems)
