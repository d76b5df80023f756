"""Complete a workspace with the figures of its publishers, as far as they can be had now."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, OutputError, Problem
from costmodel.live.areas import Area, areas_of_workspace
from costmodel.live.bdl import figures_of_unit
from costmodel.live.failures import ComeBackLaterError, NoSuchDataError
from costmodel.live.fetched import Fetched, completed, table_of
from costmodel.live.merge import Merged, merged
from costmodel.live.session import Session
from costmodel.live.smup import FIRST_YEAR, figures_of_indicator
from costmodel.live.snapshot import read_snapshot, write_snapshot
from costmodel.live.wanted import Wanted, wanted_variables
from costmodel.refusals import refusal_of
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.panel import areas_around
from costmodel.statistics.place import STATISTICS_FILE, load_place, workspace_folder
from costmodel.statistics.sheet import sheet_text
from costmodel.statistics.tidy import read_tidy, write_for_users
from costmodel.statistics.whole_sets import at_work

DIFFERENCES_FILE = "roznice.csv"
Told = Callable[[str], object]
Question = Callable[[], Fetched]
More = Callable[[str], Iterator[Question]]
"""Further questions about the gmina of a code, asked after those of the publishers."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a fetch did.

    Parameters
    ----------
    merged : Merged
        The figures of the workspace now, and where its own differ from the publishers'.
    notices : tuple of Problem
        What could not be had, and why.
    complete : bool
        Whether every publisher answered everything; if not, run the fetch again.
    oldest : str
        Day of the oldest answer used (ISO 8601), empty where there is none.
    """

    merged: Merged
    notices: tuple[Problem, ...]
    complete: bool
    oldest: str


def fetch_workspace(
    folder: Path,
    sessions: Sequence[Session],
    *,
    now: datetime,
    told: Told = str,
    more: Sequence[More] = (),
) -> Report:
    """Ask the publishers for the figures of a workspace, and write them down.

    Parameters
    ----------
    folder : Path
        A workspace made by ``costmodel new``.
    sessions : sequence of Session
        One for each publisher to be asked; none: the figures of the last snapshot.
    now : datetime
        Day and hour of the snapshot; figures are asked for up to the year before.
    told : callable
        Told what is being asked for.
    more : sequence of callable
        What is asked beside the figures of the catalogue: the budget reports of some years.

    Returns
    -------
    Report
        Written beside it: ``statistics.csv``, ``snapshot/`` and, where a person's figure
        differs from the publisher's, ``roznice.csv``.

    Raises
    ------
    InputError
        If the workspace cannot be read, or nothing at all could be had.
    OutputError
        If its files cannot be written; none is then left half done.
    """
    with at_work(workspace_folder(folder)):
        return _completed(folder, sessions, now=now, told=told, more=more)


def _completed(
    folder: Path, sessions: Sequence[Session], *, now: datetime, told: Told, more: Sequence[More]
) -> Report:
    place = load_place(folder)
    wanted = wanted_variables(folder)
    before = read_snapshot(folder)
    asked = _Asked(place.teryt, wanted, now.year - 1, told)
    questions = [_QUESTIONS[session.publisher.id](session, asked) for session in sessions]
    questions += [ask(place.teryt) for ask in more]
    parts = [part for ask in questions for part in _answers(ask)]
    notices = tuple(dict.fromkeys(notice for part in parts for notice in part.notices))
    earlier = before.figures if before else ()
    if not earlier and not any(len(part.table) for part in parts):
        raise InputError(notices or [_nothing(folder)])
    figures = completed(table_of([]), [*(part.table for part in parts), *earlier[:1]])
    complete = all(part.complete for part in parts) if parts else before is None or before.complete
    result = merged(place.observations, figures, earlier=earlier)
    if not earlier or not figures.equals(earlier[0]):
        write_snapshot(folder, figures, taken=now, complete=complete)
    if not result.table.equals(place.observations):
        _write_statistics(folder, result.table)
    _write_differences(folder / DIFFERENCES_FILE, result.differences)
    return Report(result, notices, complete, str(figures["asked_on"].min()))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of every publisher."""

    teryt: str
    wanted: tuple[Wanted, ...]
    last_year: int
    told: Told


@dataclass(frozen=True, slots=True)
class _Part:
    """One answer, and whether asking again could bring more."""

    table: pd.DataFrame
    notices: tuple[Problem, ...] = ()
    complete: bool = True


def _answers(questions: Iterator[Question]) -> Iterator[_Part]:
    """Yield what one publisher answers, up to the question after which it must be left alone."""
    try:
        for question in questions:
            try:
                fetched = question()
                yield _Part(fetched.table, fetched.notices)
            except NoSuchDataError as error:
                yield _Part(table_of([]), error.problems)
            except ComeBackLaterError:
                raise
            except InputError as error:
                yield _Part(table_of([]), error.problems, complete=False)
    except InputError as error:
        yield _Part(table_of([]), error.problems, complete=False)


def _bdl_questions(session: Session, asked: _Asked) -> Iterator[Question]:
    mine = [one for one in asked.wanted if one.publisher == "bdl"]
    asked.told("BDL: obszary")
    areas, missing = areas_of_workspace(session, asked.teryt)
    yield lambda: Fetched(table_of([]), missing)
    for area in areas:
        asked.told(f"BDL: {area.teryt}")
        yield partial(_figures_of_area, session, area, [w for w in mine if area.level in w.levels])


def _figures_of_area(session: Session, area: Area, wanted: Sequence[Wanted]) -> Fetched:
    """Return the figures of an area from all its units, its present unit first."""
    parts = [figures_of_unit(session, unit, wanted=wanted, teryt=area.teryt) for unit in area.units]
    table = completed(parts[0].table, [part.table for part in parts[1:]])
    notices = [notice for part in parts for notice in part.notices]
    absent = [one for one in wanted if one.variable not in set(table["variable"])]
    if absent:
        names = ", ".join(f"{one.variable} ({one.external_id})" for one in absent)
        mend = "Wpisz te liczby ręcznie, jeśli są w innym źródle."
        place = f"obszar {area.teryt}"
        notices.append(
            Problem("GUS, Bank Danych Lokalnych (API)", place, f"brak: {names}", "dane", mend)
        )
    return Fetched(table, tuple(notices))


def _smup_questions(session: Session, asked: _Asked) -> Iterator[Question]:
    codes, years = areas_around(asked.teryt), range(FIRST_YEAR, asked.last_year + 1)
    for one in asked.wanted:
        if one.publisher == "smup":
            asked.told(f"SMUP: {one.variable}")
            yield partial(figures_of_indicator, session, one, years=years, codes=codes)


_QUESTIONS = {"bdl": _bdl_questions, "smup": _smup_questions}


def _nothing(folder: Path) -> Problem:
    mend = "Uruchom polecenie z połączeniem z internetem, bez --offline."
    return Problem(str(folder), "", "brak pobranych danych", "migawka albo sieć", mend)


def _write_statistics(folder: Path, table: pd.DataFrame) -> None:
    """Write the figures, once it is sure that they can be read again."""
    with tempfile.TemporaryDirectory() as place:
        read_tidy(write_for_users(table, Path(place) / STATISTICS_FILE))
    write_for_users(table, folder / STATISTICS_FILE)


def _write_differences(path: Path, differences: pd.DataFrame) -> None:
    """Write where the workspace and the publishers differ; no file where they do not."""
    if differences.empty:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(refusal_of(error, file=str(path))) from error
        return
    numbers = {name: differences[name].map(_polish_number) for name in ("own", "fetched")}
    texts = sheet_text(differences.assign(**numbers), separator=";", newline="\r\n")
    write_whole(path, texts, encoding="utf-8-sig")


def _polish_number(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.12g}".replace(".", ",")
