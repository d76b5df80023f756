"""Read a TOML file, and say in Polish where it is broken."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from costmodel.errors import InputError, Problem


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises
    ------
    InputError
        If the text is no TOML, or not in UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = Problem(
            path.name, "", str(error), "tekst TOML w UTF-8", "Popraw wskazane miejsce."
        )
        raise InputError([problem]) from error
