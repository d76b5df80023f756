"""Which of a place's own counts of a problem end too long before the annex to begin from."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from costmodel.declared import read_declared
from costmodel.errors import InputError, Problem
from costmodel.resources import data_path
from costmodel.statistics.place import STATISTICS_FILE, Place


class _Counted(BaseModel):
    """What is read here of the file of a problem; the rest is left to its own reader."""

    id: str
    label: str
    stock_variable: str


def old_series(place: Place) -> tuple[Problem, ...]:
    """Return a problem for each count that lies further back than it is long.

    Counts of problems that place.toml leaves out are not looked at.

    Parameters
    ----------
    place : Place
        With its own problems, if it has any, in its folder.

    Returns
    -------
    tuple of Problem
        Gaps, not errors: a study can be made, with intervals too wide to be of use.

    Notes
    -----
    A forecast has to cross the years from the last figure to the annex before its first year
    begins. Where that is longer than the series, the past cannot tell how far it may stray.

    Examples
    --------
    >>> from costmodel.statistics.place import load_place
    >>> old_series(load_place("3215011"))
    ()
    """
    return tuple(
        found
        for counted in _counted(place.folder)
        if not place.problems or counted.id in place.problems
        if (found := _too_old(place, counted))
    )


def _counted(own: Path) -> list[_Counted]:
    folders = (data_path("problems"), own / "problems")
    paths = {path.name: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    found = []
    for path in paths.values():
        try:
            found.append(read_declared(path, _Counted))
        except InputError:  # told where the problems of the place are read whole
            continue
    return found


def _too_old(place: Place, counted: _Counted) -> Problem | None:
    years = place.series(counted.stock_variable).index
    if not len(years) or place.annex_date.year - int(years.max()) <= len(years):
        return None
    return Problem(
        STATISTICS_FILE,
        f"zmienna {counted.stock_variable}, kod {place.teryt}",
        f"ostatni rok: {years.max()}, liczba lat z danymi: {len(years)}",
        f"liczby z ostatnich lat przed aneksem ({place.annex_date.year} r.)",
        f"Dopisz nowsze liczby problemu „{counted.label}” albo wyłącz go w place.toml: prognoza od "
        "tak dawnego roku jest za szeroka, żeby na niej polegać.",
    )
