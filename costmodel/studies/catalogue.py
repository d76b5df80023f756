"""The problems and instruments that a place can use: the library's and its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from costmodel.errors import InputError, Problem
from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import (
    load_instrument,
    load_problem,
    shipped_instruments,
    shipped_problems,
)
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.file_names import files_of
from costmodel.statistics.place import Place

PROBLEM_FOLDER, INSTRUMENT_FOLDER = "problems", "instruments"
Filed = TypeVar("Filed", SocialProblem, Instrument)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Problems and instruments by id; a file of the place comes before one of the library."""

    problems: Mapping[str, SocialProblem]
    instruments: Mapping[str, Instrument]


def catalogue_of(place: Place) -> Catalogue:
    """Return what the library ships and what stands in the folder of the place.

    Raises
    ------
    InputError
        With every mistake of every file of the place, or of a link to a level nobody knows.
    """
    faults: list[Problem] = []
    problems = _with_own(shipped_problems(), place.folder / PROBLEM_FOLDER, load_problem, faults)
    instruments = _with_own(
        shipped_instruments(), place.folder / INSTRUMENT_FOLDER, load_instrument, faults
    )
    faults += _loose_ends(problems)
    if faults:
        raise InputError(faults)
    return Catalogue(problems, instruments)


def _with_own(
    shipped: Mapping[str, Filed], folder: Path, load: Callable[[Path], Filed], faults: list[Problem]
) -> dict[str, Filed]:
    found = dict(shipped)
    for path in files_of(folder, "*.toml"):
        try:
            own = load(path)
        except InputError as error:
            faults += error.problems
        else:
            found[own.id] = own
    return found


def _loose_ends(problems: Mapping[str, SocialProblem]) -> list[Problem]:
    """Return links between problems that lead to a level no file knows."""
    known = {f"{p.id}.{level}" for p in problems.values() for level in p.levels}
    return [
        Problem(
            f"{problem.id}.toml",
            "[[emergence]]",
            end,
            "„problem.poziom” z któregoś pliku problemu",
            "Popraw nazwę problemu albo poziomu.",
        )
        for problem in problems.values()
        for link in problem.emergence
        for end in (link.source, link.target)
        if problem.level_of(end) is None and end not in known
    ]
