"""Digests of files: of what a place brought, without the small counts that nobody is to see."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from costmodel.intake.peer_transitions import PEER_TRANSITIONS_FILE, read_peer_transitions
from costmodel.intake.transitions_file import TRANSITIONS_FILE, read_transitions
from costmodel.statistics.checksums import checksum
from costmodel.statistics.place import LEVELS_FILE, STATISTICS_FILE, Place
from costmodel.studies.small_counts import rounded_moves

CONTENT = "treść bez małych liczb osób"


def digests(files: Mapping[str, Path]) -> list[dict[str, str]]:
    """Return name and sha256 of files, in order of their names."""
    return [{"plik": name, "sha256": checksum(path)} for name, path in sorted(files.items())]


def input_digests(files: Mapping[str, Path], place: Place) -> list[dict[str, str]]:
    """Return name and sha256 of the files of a place, and what was digested if not the file.

    Notes
    -----
    A file that holds a hidden count is not digested itself: whoever knows the rest of it could
    try each value that the count may have. What the model read of it is digested instead.
    """
    tables = {
        name: hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()
        for name, table in _shown_tables(files, place).items()
    }
    whole = {entry["plik"]: entry for entry in digests(files)}
    told = {n: {"plik": n, "sha256": sha, "skrot_z": CONTENT} for n, sha in tables.items()}
    return [(whole | told)[name] for name in sorted(files)]


def _shown_tables(files: Mapping[str, Path], place: Place) -> dict[str, pd.DataFrame]:
    """Return what is shown of the files of which something is not, by name."""
    hidden, found = place.hidden, {}
    if hidden is None or hidden.rounding == 1:
        return {}
    if len(hidden.figures):
        found[STATISTICS_FILE] = place.observations
    if len(hidden.levels):
        found[LEVELS_FILE] = place.levels
    moves: dict[str, Callable[[Path], pd.DataFrame]] = {
        TRANSITIONS_FILE: read_transitions,
        PEER_TRANSITIONS_FILE: partial(read_peer_transitions, own=place.teryt),
    }
    for name, read in moves.items():
        if name in files:
            table = read(files[name])
            keys = [c for c in ("teryt", "problem", "from", "to") if c in table]
            pooled = table.groupby(keys, as_index=False)["count"].sum()
            counts = rounded_moves(pooled["count"].to_numpy(dtype=float), place)
            found[name] = pooled.assign(count=counts)
    return {name: table for name, table in found.items() if name in files}
