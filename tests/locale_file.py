"""Compile the Polish texts of click: ``python -m tests.locale_file`` after a change of them."""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TEXTS = Path(str(files("costmodel") / "locale" / "pl" / "LC_MESSAGES" / "messages.po"))
COMPILED = TEXTS.with_suffix(".mo")


def compiled() -> bytes:
    """Return the texts in the form that gettext reads."""
    made = io.BytesIO()
    with TEXTS.open("rb") as file:
        write_mo(made, read_po(file, locale="pl", abort_invalid=True))
    return made.getvalue()


if __name__ == "__main__":
    COMPILED.write_bytes(compiled())
