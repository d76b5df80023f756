"""What ``costmodel fetch`` does: open the publishers, complete the workspace, tell the outcome."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

from costmodel.live.fetch import DIFFERENCES_FILE, Report, Told, fetch_workspace
from costmodel.live.publishers import publisher
from costmodel.live.session import Session, StaleAnswerWarning, open_session
from costmodel.live.snapshot import read_snapshot
from costmodel.live.wanted import wanted_variables

CACHE_VARIABLE = "COSTMODEL_CACHE"
BASE_VARIABLES = {"bdl": "COSTMODEL_BDL_URL", "smup": "COSTMODEL_SMUP_URL"}
"""Addresses in place of the shipped ones, for a mirror or a test."""
_SHOWN = 10


def fetch_command(
    folder: Path, *, offline: bool, key: str, environment: Mapping[str, str], told: Told
) -> tuple[str, ...]:
    """Complete a workspace and return what is to be told of it, line by line.

    Parameters
    ----------
    offline : bool
        Use only what was fetched before, whatever its age.
    key : str
        Key of BDL in place of the one in the environment; may be empty.
    environment : mapping of str to str
        Usually ``os.environ``: keys, the folder of kept answers, addresses.

    Raises
    ------
    InputError
        If nothing could be had.
    MissingExtraError
        If the packages that ask publishers are not installed.
    """
    logging.getLogger("requests_cache").setLevel(logging.CRITICAL)  # told by our own warning
    with ExitStack() as stack, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", StaleAnswerWarning)
        sessions = [
            stack.enter_context(closing(session))
            for session in _sessions(folder, offline=offline, key=key, environment=environment)
        ]
        report = fetch_workspace(folder, sessions, now=datetime.now().astimezone(), told=told)
    stale = [str(one.message) for one in caught if one.category is StaleAnswerWarning]
    return lines_of(folder, report, stale=stale)


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of kept answers and counts of requests, one for the whole computer."""
    named = environment.get(CACHE_VARIABLE, "")
    return Path(named) if named else Path.home() / ".cache" / "costmodel"


def _sessions(
    folder: Path, *, offline: bool, key: str, environment: Mapping[str, str]
) -> list[Session]:
    if offline and read_snapshot(folder) is not None:
        return []
    asked = dict.fromkeys(one.publisher for one in wanted_variables(folder))
    return [
        open_session(
            publisher(
                name,
                environment=environment,
                key=key if name == "bdl" else "",
                base=environment.get(BASE_VARIABLES[name], ""),
            ),
            cache_folder(environment),
            offline=offline,
        )
        for name in asked
    ]


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
