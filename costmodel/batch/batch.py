"""Run the study of many municipalities in parallel and gather the results in one file."""

from __future__ import annotations

import hashlib
import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import costmodel.version as release
from costmodel.batch.measures import COLUMNS, measures_of
from costmodel.batch.parts import (
    Part,
    failures_of,
    open_folder,
    parts_of,
    unreadable,
    write_part,
)
from costmodel.batch.places import Request, codes_of, place_in_panel
from costmodel.errors import CostModelError, MissingExtraError, OutputError
from costmodel.limits import read_limited
from costmodel.refusals import refusal_of
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.one_at_a_time import only_one
from costmodel.studies.settings import Settings

PART_SIZE = 20
"""Gminas in a part: the most that a killed run computes anew, for each worker."""
PARTS, RESULTS, SUMMARY = "czesci", "wyniki.parquet", "nieudane.csv"
EXPECTED = (CostModelError, ArithmeticError, ValueError, np.linalg.LinAlgError)
"""What a gmina with odd figures may raise: it is noted and the others go on."""
Told = Callable[[int], object]
Parallel = Callable[[Callable[..., int], Sequence[Part], Request, Settings], Iterator[int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch gave: the file of results, how many succeeded, and what failed and why."""

    results: Path
    n_done: int
    failures: pd.DataFrame


def silent(n_places: int) -> None:
    """Take no notice of progress."""


def run_batch(
    areas: Sequence[str],
    folder: Path,
    *,
    request: Request,
    settings: Settings,
    workers: int = 1,
    dask: str | None = None,
    told: Told = silent,
) -> Batch:
    """Run the study of every gmina of some areas.

    Parameters
    ----------
    areas : sequence of str
        TERYT codes of gminas, powiats or voivodeships, or ``PL``.
    folder : Path
        Where results go. A run that was stopped goes on where it was; finished parts are kept.
    workers : int
        Processes on this machine; -1 for all its cores.
    dask : str, optional
        Address of a dask scheduler whose workers are used instead. They must see ``folder``.
    told : callable, optional
        Told how many gminas a finished part holds.

    Raises
    ------
    InputError
        If an area is unknown, or the folder holds another order.
    OutputError
        If the folder cannot be written to, or another batch is writing there.
    MissingExtraError
        If the extra packages for many municipalities are not installed.

    Notes
    -----
    Draws depend on names and the seed only, and parts are gathered in order of their codes:
    the results are the same to the last byte with any number of workers.
    """
    codes = codes_of(areas)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with only_one(folder):
            return _gathered(codes, folder, request, settings, _backend(workers, dask), told)
    except OSError as error:
        file = error.filename if isinstance(error.filename, str) else str(folder)
        kept = "Policzone części zostają: to samo polecenie policzy tylko brakujące."
        raise OutputError(f"{refusal_of(error, file=file)} {kept}") from error


def _gathered(
    codes: Sequence[str],
    folder: Path,
    request: Request,
    settings: Settings,
    backend: AbstractContextManager[Parallel],
    told: Told,
) -> Batch:
    parts = parts_of(codes, folder / PARTS, size=PART_SIZE)
    open_folder(folder / PARTS, _order(codes, request, settings))
    _clear_unfinished(folder)
    left = [part for part in parts if not part.is_done]
    told(sum(len(part.codes) for part in parts if part.is_done))
    with backend as parallel:
        for n_places in parallel(_work, left, request, settings):
            told(n_places)
    failures = failures_of(parts)
    _gather(parts, folder / RESULTS)
    text = str(failures.to_csv(index=False, sep=";", lineterminator="\n"))
    write_whole(folder / SUMMARY, text, encoding="utf-8-sig")
    return Batch(folder / RESULTS, len(codes) - len(failures), failures)


def _clear_unfinished(folder: Path) -> None:
    """Remove what a killed run was writing; the folder is ours alone."""
    for path in (*folder.glob(".*.part"), *(folder / PARTS).glob(".*.part")):
        path.unlink()


def _order(codes: Sequence[str], request: Request, settings: Settings) -> dict[str, object]:
    return {
        "wersja": release.VERSION,
        "gminy": list(codes),
        "data": request.annex_date.isoformat(),
        "problemy": list(request.problems),
        "plan_sha256": hashlib.sha256(read_limited(request.plan)).hexdigest(),
        "ustawienia": asdict(settings),
    }


def _work(part: Part, request: Request, settings: Settings) -> int:
    """Run one part: a gmina that fails is noted, the others go on."""
    tables, failures = [], []
    for code in part.codes:
        place = place_in_panel(code, request)
        try:
            tables.append(measures_of(place, settings=settings))
        except EXPECTED as error:
            failures.append((code, place.name, str(error)))
    empty = pd.DataFrame(columns=list(COLUMNS)).astype(
        dict.fromkeys(COLUMNS[:7], "str") | dict.fromkeys(COLUMNS[7:], float)
    )
    write_part(part, pd.concat(tables, ignore_index=True) if tables else empty, failures)
    return len(part.codes)


def _gather(parts: Sequence[Part], path: Path) -> None:
    """Write the results of all parts in order into one file, a part at a time."""
    writer = _extra("pyarrow.parquet").ParquetWriter
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    schema = _read(parts[0]).schema
    try:
        with writer(unfinished, schema) as out:
            for part in parts:
                out.write_table(_read(part, schema=schema))
        unfinished.replace(path)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _read(part: Part, *, schema: Any = None) -> Any:
    """Return the table of a part, its columns those of ``schema``.

    Raises
    ------
    InputError
        If it is no table, or one of other columns. Arrow tells some of that as an OSError.
    """
    arrow, parquet = _extra("pyarrow"), _extra("pyarrow.parquet")
    try:
        table = parquet.read_table(part.results)
        return arrow.table(table.to_pydict(), schema=schema or table.schema)
    except (arrow.ArrowException, LookupError, ValueError, TypeError) as error:
        raise unreadable(part) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise unreadable(part) from error


@contextmanager
def _backend(workers: int, dask: str | None) -> Iterator[Parallel]:
    """Yield what runs parts side by side: processes of this machine, or of a dask cluster."""
    joblib = _extra("joblib")
    cluster: AbstractContextManager[Any] = nullcontext()
    config: dict[str, Any] = {"n_jobs": workers}
    if dask is not None:
        cluster = _extra("distributed").Client(dask)
        config = {"backend": "dask", "n_jobs": -1}

    def parallel(
        work: Callable[..., int], parts: Sequence[Part], request: Request, settings: Settings
    ) -> Iterator[int]:
        jobs = (joblib.delayed(work)(part, request, settings) for part in parts)
        run: Iterator[int] = joblib.Parallel(return_as="generator_unordered")(jobs)
        return run

    with cluster, joblib.parallel_config(**config):
        yield parallel


def _extra(name: str) -> Any:
    """Return a module that only the extra packages bring."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        extra = "cluster" if name == "distributed" else "batch"
        raise MissingExtraError(name, extra) from error
