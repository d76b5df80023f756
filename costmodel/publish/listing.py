"""The names that a plan and the files of a place may use, as lines to read."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.indicators.catalogue import default_catalogue
from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import shipped_instruments, shipped_problems
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import Place
from costmodel.studies.catalogue import Catalogue, catalogue_of


def catalogue_lines(place: Place | None = None) -> list[str]:
    """Return the lines of a list of problems, levels, instruments and indicators.

    Parameters
    ----------
    place : Place, optional
        A place that may have files of its own; without one, what comes with the library.

    Examples
    --------
    >>> catalogue_lines()[0]
    'PROBLEMY: id, nazwa, jednostka; zmienna w statistics.csv; poziomy'
    """
    known = Catalogue(shipped_problems(), shipped_instruments())
    found = known if place is None else catalogue_of(place)
    lines = ["PROBLEMY: id, nazwa, jednostka; zmienna w statistics.csv; poziomy"]
    for problem in found.problems.values():
        lines += _of_problem(problem)
    lines += ["", "DZIAŁANIA: id, nazwa; kogo obejmuje; jednostka, jeśli plan podaje units"]
    for instrument in found.instruments.values():
        lines += _of_instrument(instrument)
    lines += ["", "WSKAŹNIKI: id, nazwa, jednostka (do celów w plan.toml)"]
    return [*lines, *(f"{i.id}: {i.name} [{i.unit}]" for i in default_catalogue().indicators)]


def _of_problem(problem: SocialProblem) -> Iterator[str]:
    yield f"{problem.id}: {problem.label} ({problem.unit})"
    yield f"    {problem.stock_variable}: {problem.stock_label}"
    for level in problem.level:
        yield f"    {problem.id}.{level.id}: {level.label}"


def _of_instrument(instrument: Instrument) -> Iterator[str]:
    yield f"{instrument.id}: {instrument.label}"
    yield f"    {', '.join(instrument.serves)}"
    if instrument.capacity is not None:
        yield f"    units: {instrument.capacity.unit_label}"
