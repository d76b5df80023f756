"""Links that lead out of a workspace: what they name is not the municipality's to read."""

from __future__ import annotations

import os
from pathlib import Path

from costmodel.characters import named, odd_character
from costmodel.errors import Problem


def links_out(folder: Path) -> list[Problem]:
    """Return the links in a workspace that lead out of it, each with how to mend it.

    The folder itself may be reached by a link; hidden folders (caches, versions) are not looked
    into.
    """
    inside = folder.resolve()
    found = []
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*folders, *files]):
            path = Path(here) / name
            if odd := odd_character(name):
                shown, mend = path.relative_to(folder).as_posix(), "Zmień nazwę pliku albo folderu."
                found.append(Problem(shown, "nazwa", named(odd), "nazwa ze zwykłych znaków", mend))
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                found.append(
                    Problem(
                        path.relative_to(folder).as_posix(),
                        "",
                        "dowiązanie poza folder gminy",
                        "plik albo folder, który leży w folderze gminy",
                        "Skopiuj plik do folderu zamiast dowiązania.",
                    )
                )
    return found
