"""Parts of a batch on disk: each written whole or not at all, so that a run can go on."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError

from costmodel.errors import InputError, Problem
from costmodel.limits import read_limited
from costmodel.statistics.checksums import checksum

ORDER, FAILED = "zlecenie.json", "nieudane"


class _Failure(BaseModel):
    """A gmina without results, and why."""

    model_config = ConfigDict(extra="forbid", strict=True)

    teryt: str
    name: str
    reason: str


FAILURE_COLUMNS = tuple(_Failure.model_fields)


class _Note(BaseModel):
    """What is written down when a part is done: its failures, and its results' checksum."""

    model_config = ConfigDict(extra="forbid", strict=True)

    sha256: str
    failures: list[_Failure]


@dataclass(frozen=True, slots=True)
class Part:
    """Some gminas of a batch, and the files of what came out.

    ``failures`` is written last: where it stands, the part is done.
    """

    number: int
    codes: tuple[str, ...]
    results: Path
    failures: Path

    @property
    def is_done(self) -> bool:
        """Whether the part was finished, now or in an earlier run, and is as it was written."""
        try:
            told = _note_of(self).sha256
            return self.results.is_file() and told == checksum(self.results)
        except (OSError, ValidationError, InputError):
            return False  # absent, or damaged since: worked on again


def parts_of(codes: Sequence[str], folder: Path, *, size: int) -> tuple[Part, ...]:
    """Return the parts of a batch: the same for the same list, whoever works on them."""
    return tuple(
        Part(
            number,
            tuple(codes[start : start + size]),
            folder / f"czesc-{number:05d}.parquet",
            folder / f"czesc-{number:05d}.{FAILED}.json",
        )
        for number, start in enumerate(range(0, len(codes), size))
    )


def open_folder(folder: Path, order: dict[str, object]) -> None:
    """Make the folder of the parts, or go on in that of an earlier run of the same order.

    Raises
    ------
    InputError
        If the folder holds the parts of another order: results of two orders are never mixed.
    """
    text = json.dumps(order, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    path = folder / ORDER
    if path.exists() and read_limited(path) != text.encode("utf-8"):
        mend = "Podaj inny folder (--out) albo usuń ten, jeśli wyniki nie są potrzebne."
        raise InputError(
            [Problem(str(folder), ORDER, "inne zlecenie", "to samo zlecenie co wcześniej", mend)]
        )
    folder.mkdir(parents=True, exist_ok=True)
    _write(path, text.encode("utf-8"))


def write_part(part: Part, results: pd.DataFrame, failures: Sequence[Sequence[str]]) -> None:
    """Write a part: first its results, then what failed, each moved into place whole."""
    unfinished = _unfinished(part.results)
    results.to_parquet(unfinished, index=False)
    unfinished.replace(part.results)
    told = [_Failure(**dict(zip(FAILURE_COLUMNS, row, strict=True))) for row in failures]
    note = _Note(sha256=checksum(part.results), failures=told)
    _write(part.failures, (note.model_dump_json(indent=2) + "\n").encode("utf-8"))


def failures_of(parts: Sequence[Part]) -> pd.DataFrame:
    """Return what failed in finished parts: teryt, name, reason."""
    rows = [failure.model_dump() for part in parts for failure in _note_of(part).failures]
    return pd.DataFrame(rows, columns=list(FAILURE_COLUMNS)).astype("str")


def _note_of(part: Part) -> _Note:
    return _Note.model_validate_json(read_limited(part.failures))


def unreadable(part: Part) -> InputError:
    """Return the error for results that are as they were noted, and still no table of ours."""
    place = str(part.results.parent)
    mend = "Usuń ten plik i uruchom polecenie jeszcze raz: policzy tę część od nowa."
    return InputError(
        [Problem(place, part.results.name, "inna treść", "tabela wyników tej części", mend)]
    )


def _write(path: Path, content: bytes) -> None:
    unfinished = _unfinished(path)
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")
