"""What ``costmodel fetch`` does: open the publishers, complete the workspace, tell the outcome."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.live.budget import budget_of_file, budget_questions
from costmodel.live.fetch import DIFFERENCES_FILE, More, Question, Report, Told, fetch_workspace
from costmodel.live.publishers import publisher
from costmodel.live.session import Session, StaleAnswerWarning, open_session
from costmodel.live.snapshot import read_snapshot
from costmodel.live.wanted import wanted_variables
from costmodel.statistics.place import Place, load_place, workspace_folder
from costmodel.statistics.whole_sets import at_work
from costmodel.teryt import is_fictional

CACHE_VARIABLE = "COSTMODEL_CACHE"
BASE_VARIABLES = {
    "bdl": "COSTMODEL_BDL_URL",
    "smup": "COSTMODEL_SMUP_URL",
    "dane": "COSTMODEL_DANE_URL",
}
"""Addresses in place of the shipped ones, for a mirror or a test."""
BUDGETS = "budgets"
"""Folder of budget reports among the kept answers."""
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Asking:
    """How publishers are to be asked.

    Parameters
    ----------
    offline : bool
        Use only what was fetched before, whatever its age.
    key : str
        Key of BDL in place of the one in the environment; may be empty.
    environment : mapping of str to str
        Usually ``os.environ``: keys, the folder of kept answers, addresses.
    budget : tuple of int
        Years whose spending by chapter is wanted from the reports Rb-28S.
    budget_file : Path, optional
        The report of the only year in ``budget``, in place of those of the portal.
    """

    environment: Mapping[str, str]
    offline: bool = False
    key: str = ""
    budget: tuple[int, ...] = ()
    budget_file: Path | None = None


def fetch_command(folder: Path, asking: Asking, *, told: Told) -> tuple[str, ...]:
    """Complete a workspace and return what is to be told of it, line by line.

    Parameters
    ----------
    folder : Path
        A workspace. Of a fictional gmina nobody has figures, so nothing is asked or written.

    Raises
    ------
    InputError
        If nothing could be had, or the report given cannot be used.
    MissingExtraError
        If the packages that ask publishers are not installed.
    """
    with at_work(workspace_folder(folder)):  # puts right what an interrupted command left
        place = load_place(folder)
    if is_fictional(place.teryt):
        return (
            f"Folder {folder}: gmina fikcyjna. Kodu {place.teryt} nie ma w TERYT, więc nie ma "
            "czego pobierać. Pliki zostają bez zmian.",
        )
    logging.getLogger("requests_cache").setLevel(logging.CRITICAL)  # told by our own warning
    with ExitStack() as stack, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", StaleAnswerWarning)
        now = datetime.now().astimezone()
        more = _given(place, asking, now) or _of_portal(asking, told, stack)
        sessions = [
            stack.enter_context(closing(_session(name, asking))) for name in _asked(folder, asking)
        ]
        report = fetch_workspace(folder, sessions, now=now, told=told, more=more)
    stale = [str(one.message) for one in caught if one.category is StaleAnswerWarning]
    return lines_of(folder, report, stale=stale)


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of kept answers and counts of requests, one for the whole computer."""
    named = environment.get(CACHE_VARIABLE, "")
    return Path(named) if named else Path.home() / ".cache" / "costmodel"


def _asked(folder: Path, asking: Asking) -> tuple[str, ...]:
    """Return the publishers of the catalogue's figures; none where the snapshot is to serve."""
    if asking.offline and read_snapshot(folder) is not None:
        return ()
    return tuple(dict.fromkeys(one.publisher for one in wanted_variables(folder)))


def _session(name: str, asking: Asking) -> Session:
    described = publisher(
        name,
        environment=asking.environment,
        key=asking.key if name == "bdl" else "",
        base=asking.environment.get(BASE_VARIABLES[name], ""),
    )
    return open_session(described, cache_folder(asking.environment), offline=asking.offline)


def _given(place: Place, asking: Asking, now: datetime) -> list[More]:
    """Return the figures of the report that the user gives, read before anybody is asked."""
    if asking.budget_file is None:
        return []
    if len(asking.budget) != 1:
        stands = ", ".join(map(str, asking.budget)) or "brak roku"
        mend = "Powiedz, z którego roku jest plik: --budget ROK --budget-file PLIK."
        raise InputError([Problem("--budget", "", stands, "jeden rok", mend)])
    (year,) = asking.budget
    fetched = budget_of_file(asking.budget_file, place.teryt, year=year, day=now.date())

    def answered(_: str) -> Iterator[Question]:
        yield lambda: fetched

    return [answered]


def _of_portal(asking: Asking, told: Told, stack: ExitStack) -> list[More]:
    """Return the questions about the reports of the portal; none where no year is wanted."""
    if not asking.budget:
        return []
    session = stack.enter_context(closing(_session("dane", asking)))
    kept = cache_folder(asking.environment) / BUDGETS
    return [partial(budget_questions, session, years=asking.budget, kept=kept, told=told)]


def lines_of(folder: Path, report: Report, *, stale: list[str]) -> tuple[str, ...]:
    """Return the outcome of a fetch in Polish, most important last."""
    result = report.merged
    lines = [f"UWAGA  {notice}" for notice in report.notices]
    lines += [f"NIEAKTUALNE  {text}" for text in stale[:1]]
    lines += [f"NIEAKTUALNE  Takich odpowiedzi razem: {len(stale)}."] if len(stale) > 1 else []
    for row in result.differences.head(_SHOWN).itertuples(index=False):
        lines.append(
            f"RÓŻNICA  {row.teryt}, {row.variable}, {row.year}: "
            f"w pliku {row.own:g} {row.own_unit}, "
            f"u wydawcy {row.fetched:g} {row.fetched_unit}. Zostaje liczba z pliku."
        )
    if len(result.differences):
        lines.append(f"Różnic razem: {len(result.differences)}; wszystkie są w {DIFFERENCES_FILE}.")
    lines.append(
        f"Folder {folder}: nowe liczby: {result.added}, odświeżone: {result.refreshed}, "
        f"bez zmian: {result.kept}. Najstarsza odpowiedź: {report.oldest or 'brak'}."
    )
    if not report.complete:
        lines.append("Nie wszystko udało się pobrać. Uruchom polecenie jeszcze raz później.")
    return tuple(lines)
