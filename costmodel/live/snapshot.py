"""Keep what was fetched beside the workspace, with the day and a checksum of each file."""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import pandas as pd
from pandera.errors import SchemaError
from pydantic import Field

from costmodel.declared import Declared, read_declared
from costmodel.errors import InputError, OutputError, Problem
from costmodel.live.fetched import COLUMNS
from costmodel.refusals import cure_of, reason_of
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.observations import COLUMNS as OBSERVED_COLUMNS
from costmodel.tables import OBSERVATIONS

FOLDER = "snapshot"
MANIFEST = "snapshot.toml"
_AGAIN = "Usuń folder snapshot i pobierz dane jeszcze raz: costmodel fetch FOLDER"


class _File(Declared):
    name: Annotated[str, Field(pattern=r"^fetched-[0-9a-f]{12}\.csv$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    rows: int


class _Form(Declared):
    taken: datetime
    complete: bool
    file: Annotated[list[_File], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an earlier fetch brought.

    Parameters
    ----------
    complete : bool
        Whether everything asked for was had.
    figures : tuple of DataFrame
        The latest first, then the one before it. Columns
        :data:`costmodel.live.fetched.COLUMNS`.
    """

    taken: datetime
    complete: bool
    figures: tuple[pd.DataFrame, ...]


def write_snapshot(
    workspace: Path, figures: pd.DataFrame, *, taken: datetime, complete: bool
) -> tuple[Path, Path]:
    """Write the figures and their manifest; the snapshot before stays, older ones go.

    Raises
    ------
    OutputError
        If the folder cannot be written to.

    Notes
    -----
    Each file is named by its checksum and the manifest is moved into place last, so that an
    interruption at any moment leaves a snapshot that can be read.
    """
    folder = workspace / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: nie można utworzyć folderu ({reason_of(error)}). {cure_of(error)}"
        ) from error
    text = str(figures[list(COLUMNS)].to_csv(index=False, lineterminator="\n"))
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    latest = _File(name=f"fetched-{digest[:12]}.csv", sha256=digest, rows=len(figures))
    before = [file for file in _listed(folder) if file.name != latest.name][:1]
    entries = "".join(
        f'\n[[file]]\nname = "{file.name}"\nsha256 = "{file.sha256}"\nrows = {file.rows}\n'
        for file in (latest, *before)
    )
    manifest = (
        "# Dane pobrane od wydawców: kiedy, czy wszystkie, i suma kontrolna SHA-256 plików.\n"
        "# Pierwszy plik jest najnowszy.\n"
        f"taken = {taken.isoformat(timespec='seconds')}\n"
        f"complete = {str(complete).lower()}\n{entries}"
    )
    written = write_whole(folder / latest.name, text), write_whole(folder / MANIFEST, manifest)
    for path in folder.glob("fetched-*.csv"):
        if path.name not in {latest.name, *(file.name for file in before)}:
            with suppress(OSError):  # the manifest does not name it; the next fetch tries again
                path.unlink()
    return written


def read_snapshot(workspace: Path) -> Snapshot | None:
    """Return the snapshot of a workspace, or ``None`` where there is none.

    Raises
    ------
    InputError
        If one of its files was changed since it was written, or its form is not known.
    """
    folder = workspace / FOLDER
    if not (folder / MANIFEST).is_file():
        return None
    form = read_declared(folder / MANIFEST, _Form)
    return Snapshot(form.taken, form.complete, tuple(_figures(folder, file) for file in form.file))


def _listed(folder: Path) -> list[_File]:
    path = folder / MANIFEST
    return read_declared(path, _Form).file if path.is_file() else []


def _figures(folder: Path, file: _File) -> pd.DataFrame:
    path = folder / file.name
    raw = path.read_bytes() if path.is_file() else b""
    digest = hashlib.sha256(raw).hexdigest()
    if digest != file.sha256:
        mend = f"Plik zmieniono po zapisaniu albo usunięto. {_AGAIN}"
        place = f"{FOLDER}/{file.name}"
        problem = Problem(place, "suma SHA-256", digest[:12], file.sha256[:12], mend)
        raise InputError([problem])
    try:
        return _table(raw)
    except (ValueError, LookupError, SchemaError) as error:
        place, mend = f"{FOLDER}/{file.name}", f"Tabela jest uszkodzona. {_AGAIN}"
        told = Problem(place, "", "inna treść", "tabela pobranych liczb", mend)
        raise InputError([told]) from error


def _table(raw: bytes) -> pd.DataFrame:
    texts = pd.read_csv(io.BytesIO(raw), dtype="str", keep_default_na=False, encoding="utf-8")
    values = [float(text) if text else float("nan") for text in texts["value"]]  # to the last digit
    table = texts.assign(value=values).astype({"year": int, "value": float})
    OBSERVATIONS.validate(table[list(OBSERVED_COLUMNS)])
    return table
