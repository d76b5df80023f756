"""Read a published case; one that does not say where its numbers come from does not load."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def load_case(name: str, *, folder: Path = HERE) -> dict[str, Any]:
    """Return ``<name>/case.json`` or ``<name>.toml`` as it stands.

    Raises
    ------
    ValueError
        If the file has no ``source``, or an empty one.
    """
    table, tree = folder / f"{name}.toml", folder / name / "case.json"
    if table.exists():
        record: dict[str, Any] = tomllib.loads(table.read_text(encoding="utf-8"))
    else:
        record = json.loads(tree.read_text(encoding="utf-8"))
    if not str(record.get("source", "")).strip():
        raise ValueError(f"case {name!r} has no source: a golden number says where it comes from.")
    return record
