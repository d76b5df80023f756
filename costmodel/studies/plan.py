"""The plan of a municipality: which instruments reach which share of whom, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.overlap import FULL_TOLERANCE, Overlap
from costmodel.declared import read_declared
from costmodel.errors import InputError, Problem
from costmodel.problems.instrument import Instrument
from costmodel.studies.plan_goals import (
    DeclaredTarget,
    Doers,
    Goal,
    goal_faults,
    goals_of,
    targets_of_plan,
)
from costmodel.studies.plan_record import PlannedRecord, PlanRecord

Floats = NDArray[np.float64]
FILE = "plan.toml"


@dataclass(frozen=True, slots=True)
class Planned:
    """One instrument of a plan.

    Parameters
    ----------
    first_year, last_year : int
        Years in which it runs; ``None`` is the end of the horizon.
    coverage : mapping of „problem.level” to tuple of float
        Share of the people reached in the first year, the second and so on; the last one holds
        for all further years. [share]
    phase_in : tuple of float
        Part of the coverage, and of the units, in the first years; then all of it. [share]
    units : float or None
        Posts, teams, flats: as many participants as they serve can take part. [units]
    doers : Doers
        Who does it, as the plan says.
    """

    instrument: Instrument
    first_year: int
    last_year: int | None
    coverage: Mapping[str, tuple[float, ...]]
    phase_in: tuple[float, ...] = ()
    units: float | None = None
    doers: Doers = field(default_factory=Doers)

    def running(self, years: tuple[int, ...]) -> Floats:
        """Return the part that runs in each year, shape (n_years,). [share]"""
        last = years[-1] if self.last_year is None else self.last_year
        part = np.zeros(len(years))
        for row, year in enumerate(years):
            if self.first_year <= year <= last:
                since = year - self.first_year
                part[row] = self.phase_in[since] if since < len(self.phase_in) else 1.0
        return part

    def coverage_by_year(self, years: tuple[int, ...], served: tuple[str, ...]) -> Floats:
        """Return the coverage, shape (n_years, n_served). [share]"""
        whole = np.zeros((len(years), len(served)))
        for column, name in enumerate(served):
            shares = self.coverage.get(name, (0.0,))
            for row, year in enumerate(years):
                since = max(year - self.first_year, 0)
                whole[row, column] = shares[min(since, len(shares) - 1)]
        return np.asarray(self.running(years)[:, None] * whole)


@dataclass(frozen=True, slots=True)
class Plan:
    """Several instruments, and the rule for people whom more than one of them would reach.

    ``goals`` and ``targets`` are those of the strategy; empty where the file names none.
    """

    items: tuple[Planned, ...]
    overlap: Overlap = "exclusive"
    goals: tuple[Goal, ...] = ()
    targets: tuple[DeclaredTarget, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """Problems whose people the plan reaches, in order."""
        named = [
            name.partition(".")[0]
            for item in self.items
            for name, shares in item.coverage.items()
            if max(shares) > 0
        ]
        return tuple(dict.fromkeys(named))


def load_plan(path: Path, *, instruments: Mapping[str, Instrument], years: tuple[int, ...]) -> Plan:
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
        If an instrument, a level or the rule of overlap is unknown, an instrument does not serve a
        level, a share is not between 0 and 1, more than 100 % of a level is reached, units are
        missing, a year lies outside the horizon, or goals and targets do not fit: all told at
        once.
    """
    record = read_declared(path, PlanRecord)
    tables = record.instruments
    problems = [p for name, told in tables.items() for p in _faults(name, told, instruments, years)]
    problems += goal_faults(record, instruments)
    if problems:
        raise InputError(problems)
    items = tuple(_planned(instruments[name], told) for name, told in tables.items())
    plan = Plan(items, record.overlap, goals_of(record), targets_of_plan(record))
    _fail_if_over_full(plan, years)
    return plan


def _planned(instrument: Instrument, told: PlannedRecord) -> Planned:
    coverage = {_served(instrument, key)[0]: shares for key, shares in told.coverage.items()}
    return Planned(
        instrument,
        told.first_year,
        told.last_year,
        coverage,
        tuple(told.phase_in),
        told.units,
        Doers(tuple(told.implementers), tuple(told.partners), tuple(told.funding)),
    )


def _served(instrument: Instrument, key: str) -> list[str]:
    """Return whom a key of a coverage means: „problem.level”, or a level that only one has."""
    if key in instrument.serves:
        return [key]
    return [name for name in instrument.serves if name.partition(".")[2] == key]


def _faults(
    name: str,
    told: PlannedRecord,
    instruments: Mapping[str, Instrument],
    years: tuple[int, ...],
) -> list[Problem]:
    if name not in instruments:
        known = ", ".join(sorted(instruments))
        mend = "Popraw nazwę działania albo usuń je z planu."
        return [Problem(FILE, f"[{name}]", name, f"jedno z: {known}", mend)]
    instrument = instruments[name]
    return [
        *_level_faults(instrument, told),
        *_unit_faults(instrument, told),
        *_year_faults(name, told, years),
    ]


def _level_faults(instrument: Instrument, told: PlannedRecord) -> list[Problem]:
    place, faults = f"[{instrument.id}.coverage]", []
    seen: set[str] = set()
    for key in told.coverage:
        found = _served(instrument, key)
        if not found:
            expected = f"poziom obsługiwany przez to działanie: {', '.join(instrument.serves)}"
            mend = "Popraw nazwę poziomu albo usuń ten wiersz."
            faults.append(Problem(FILE, place, key, expected, mend))
        elif len(found) > 1:
            mend = 'Podaj też problem, w cudzysłowie, na przykład "' + found[0] + '" = 0.1.'
            faults.append(Problem(FILE, place, key, f"jedno z: {', '.join(found)}", mend))
        elif found[0] in seen:
            mend = "Usuń jeden z dwóch wierszy."
            faults.append(Problem(FILE, place, key, f"„{found[0]}” tylko raz", mend))
        seen.update(found)
    return faults


def _unit_faults(instrument: Instrument, told: PlannedRecord) -> list[Problem]:
    needs = any(line.per == "unit" for line in instrument.cost)
    place = f"[{instrument.id}]"
    if needs and told.units is None and instrument.capacity:
        label = instrument.capacity.unit_label
        mend = f"Dopisz wiersz units = … (jednostka: {label}): od niej zależy koszt."
        return [Problem(FILE, place, "brak units", "liczba jednostek większa od 0", mend)]
    if told.units is not None and instrument.capacity is None:
        mend = "Usuń units albo opisz [capacity] w pliku działania."
        return [Problem(FILE, place, f"units = {told.units:g}", "brak units", mend)]
    return []


def _year_faults(name: str, told: PlannedRecord, years: tuple[int, ...]) -> list[Problem]:
    last = years[-1] if told.last_year is None else told.last_year
    if years[0] <= told.first_year <= last <= years[-1]:
        return []
    return [
        Problem(
            FILE,
            f"[{name}]",
            f"{told.first_year}–{last}",
            f"lata od {years[0]} do {years[-1]}, pierwszy rok nie później niż ostatni",
            "Popraw first_year i last_year albo wydłuż horyzont (--horizon).",
        )
    ]


def _fail_if_over_full(plan: Plan, years: tuple[int, ...]) -> None:
    served = tuple(dict.fromkeys(name for item in plan.items for name in item.coverage))
    if not served:
        return
    parts = np.stack([item.coverage_by_year(years, served) for item in plan.items])
    covered = parts.sum(axis=0) if plan.overlap == "exclusive" else parts.max(axis=0)
    problems = [
        Problem(
            FILE,
            f"poziom {name}",
            f"{covered[:, column].max():.0%}",
            "najwyżej 100% osób na poziomie w jednym roku (działania się wykluczają)",
            "Zmniejsz udziały w tabelach coverage.",
        )
        for column, name in enumerate(served)
        if covered[:, column].max() > 1 + FULL_TOLERANCE
    ]
    if problems:
        raise InputError(problems)
