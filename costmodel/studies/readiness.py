"""Is a workspace ready for an annex? Everything wrong or missing, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statistics.place import Place, load_place
from costmodel.statistics.workspace import Report, check_workspace
from costmodel.statutes.book import load_book
from costmodel.studies.inputs import history_of, latest_levels, plan_of
from costmodel.studies.parameters import latest_price_year, parameters_used
from costmodel.studies.settings import Settings


def check_readiness(folder: Path, *, settings: Settings | None = None) -> Report:
    """Check the files of a workspace, then what a study would make of them.

    Parameters
    ----------
    folder : Path
        A workspace.
    settings : Settings, optional
        The horizon decides which years a plan may name.

    Returns
    -------
    Report
        Errors that make the workspace unusable, and gaps that do not, in Polish.
    """
    report = check_workspace(folder)
    if report.errors:
        return report
    place = load_place(folder)
    errors = tuple(_errors(place, settings or Settings()))
    return Report(errors=errors, gaps=report.gaps)


def _errors(place: Place, settings: Settings) -> Iterator[Problem]:
    problem, instruments = shipped_problem("unemployment"), shipped_instruments()
    base_year = place.annex_date.year
    years = tuple(range(base_year + 1, base_year + settings.horizon + 1))
    used = parameters_used(problem, instruments.values())
    checks: tuple[Callable[[], object], ...] = (
        lambda: history_of(place, problem),
        lambda: plan_of(place, instruments, years),
        lambda: latest_levels(place, problem),
        lambda: latest_price_year(used, book=load_book(), at_most=base_year),
    )
    for check in checks:
        try:
            check()
        except InputError as error:
            yield from error.problems
