"""Is a workspace ready for an annex? Everything wrong or missing, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.intake.peer_transitions import PEER_TRANSITIONS_FILE, read_peer_transitions
from costmodel.intake.transitions_file import TRANSITIONS_FILE, read_transitions
from costmodel.problems.common import COMMON
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import Place, load_place
from costmodel.statistics.workspace import Report, check_workspace
from costmodel.statutes.book import load_book
from costmodel.statutes.overdue import overdue
from costmodel.studies.calibration import calibrated
from costmodel.studies.catalogue import catalogue_of
from costmodel.studies.inputs import declared_records, plan_of, problems_of, values_of
from costmodel.studies.own_values import with_own_values
from costmodel.studies.parameters import latest_price_year, parameters_used
from costmodel.studies.peer_moves import peer_gaps
from costmodel.studies.plan import Plan
from costmodel.studies.settings import Settings
from costmodel.studies.shares import latest_levels, level_history
from costmodel.studies.small_counts import with_small_counts_hidden
from costmodel.studies.stocks import base_of

MANY_YEARS = 2
"""Years by level from which the draws are weighed."""


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
    place = with_small_counts_hidden(load_place(folder))
    settings = settings or Settings()
    errors = tuple(_errors(place, settings))
    if errors:
        return Report(errors=errors, gaps=report.gaps)
    plan, problems = _studied(place, settings)
    idle = [gap for problem in problems.values() for gap in peer_gaps(place, problem)]
    return Report(errors=(), gaps=(*report.gaps, *idle, *_overdue(place, plan, problems)))


def _overdue(place: Place, plan: Plan, problems: Mapping[str, SocialProblem]) -> list[Problem]:
    """Return the amounts in use of which a newer one is to be expected by the annex's date."""
    used = parameters_used(problems.values(), (item.instrument for item in plan.items))
    return [
        Problem(
            f"{found.name}.toml",
            f"„{found.label}”, wartość od {found.since}",
            f"annex_date = {place.annex_date}",
            f"wartość sprawdzona po {found.review}: od tego dnia spodziewana jest nowa",
            "Sprawdź kwotę u źródła i dopisz nową do data/statutes albo data/unit_costs.",
        )
        for found in overdue(load_book(), used, day=place.annex_date)
    ]


def _studied(place: Place, settings: Settings) -> tuple[Plan, dict[str, SocialProblem]]:
    """Return the plan and the problems of a study; raises InputError where they cannot be."""
    base_year = place.annex_date.year
    years = tuple(range(base_year + 1, base_year + settings.horizon + 1))
    catalogue = catalogue_of(place)
    plan = plan_of(place, catalogue.instruments, years)
    return plan, problems_of(place, plan, catalogue)


def _errors(place: Place, settings: Settings) -> Iterator[Problem]:
    base_year = place.annex_date.year
    try:
        plan, problems = _studied(place, settings)
    except InputError as error:
        yield from error.problems
        return
    used = parameters_used(problems.values(), (item.instrument for item in plan.items))
    checks: list[Callable[[], object]] = [
        lambda: latest_price_year(used, book=load_book(), at_most=base_year),
        lambda: with_own_values(place, declared_records(problems, plan)),
        lambda: read_transitions(place.folder / TRANSITIONS_FILE),
        lambda: read_peer_transitions(place.folder / PEER_TRANSITIONS_FILE, own=place.teryt),
    ]
    for problem in problems.values():
        checks.append(partial(base_of, place, problem))
        checks.append(partial(latest_levels, place, problem))
        checks.append(partial(level_history, place, problem))
    found = [fault for check in checks for fault in _faults(check)]
    if not found:
        found = _faults(lambda: _calibrate(place, plan, problems, settings))
    yield from found


def _calibrate(
    place: Place, plan: Plan, problems: Mapping[str, SocialProblem], settings: Settings
) -> None:
    """Try what the place's own registers and yearly numbers teach, problem by problem."""
    faults: list[Problem] = []
    price_year = place.annex_date.year
    for name, problem in problems.items():
        if len(level_history(place, problem)) < MANY_YEARS:
            continue
        records = with_own_values(place, declared_records(problems, plan))
        own = {owner: records[owner] for owner in (COMMON, name)}
        values = values_of(own, load_book(), price_year, settings)
        faults += _faults(partial(calibrated, place, {name: problem}, values, settings=settings))
    if faults:
        raise InputError(faults)


def _faults(check: Callable[[], object]) -> list[Problem]:
    try:
        check()
    except InputError as error:
        return list(error.problems)
    return []
