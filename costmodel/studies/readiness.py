"""Is a workspace ready for an annex? Everything wrong or missing, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.statistics.place import Place, load_place
from costmodel.statistics.workspace import Report, check_workspace
from costmodel.statutes.book import load_book
from costmodel.studies.catalogue import catalogue_of
from costmodel.studies.inputs import declared_records, plan_of, problems_of
from costmodel.studies.own_values import with_own_values
from costmodel.studies.parameters import latest_price_year, parameters_used
from costmodel.studies.settings import Settings
from costmodel.studies.shares import latest_levels
from costmodel.studies.stocks import base_of


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
    base_year = place.annex_date.year
    years = tuple(range(base_year + 1, base_year + settings.horizon + 1))
    try:
        catalogue = catalogue_of(place)
        plan = plan_of(place, catalogue.instruments, years)
        problems = problems_of(place, plan, catalogue)
    except InputError as error:
        yield from error.problems
        return
    used = parameters_used(problems.values(), (item.instrument for item in plan.items))
    checks: list[Callable[[], object]] = [
        lambda: latest_price_year(used, book=load_book(), at_most=base_year),
        lambda: with_own_values(place, declared_records(problems, plan)),
    ]
    for problem in problems.values():
        checks.append(partial(base_of, place, problem))
        checks.append(partial(latest_levels, place, problem))
    for check in checks:
        try:
            check()
        except InputError as error:
            yield from error.problems
