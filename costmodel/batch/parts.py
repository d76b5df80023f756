"""Parts of a batch on disk: each written whole or not at all, so that a run can go on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem

ORDER, FAILED = "zlecenie.json", "nieudane"
FAILURE_COLUMNS = ("teryt", "name", "reason")


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
        """Whether the part was finished, now or in an earlier run."""
        return self.failures.is_file() and self.results.is_file()


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
    if path.is_file() and path.read_text(encoding="utf-8") != text:
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
    told = [dict(zip(FAILURE_COLUMNS, row, strict=True)) for row in failures]
    _write(part.failures, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def failures_of(parts: Sequence[Part]) -> pd.DataFrame:
    """Return what failed in finished parts: teryt, name, reason."""
    rows = [row for part in parts for row in json.loads(part.failures.read_text(encoding="utf-8"))]
    return pd.DataFrame(rows, columns=list(FAILURE_COLUMNS)).astype("str")


def digest(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    unfinished = _unfinished(path)
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")
