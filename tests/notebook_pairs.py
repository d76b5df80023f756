"""Run a notebook's plain source and write beside it the pair that Jupyter opens."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]
from nbclient import NotebookClient

from tests.notebook_pages import write_page

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
SECONDS_PER_CELL = 600
WIDGET = "application/vnd.jupyter.widget-view+json"
"""What only a running Jupyter can show, under a name that changes in each run."""


def executed(source: Path, folder: Path) -> Any:
    """Return the notebook with its outputs, run with ``folder`` as the place it writes to.

    Cell ids count up and no times are kept, so that a second run differs only where a result does.
    Of widgets the table is kept that stands for them where none can be shown.
    """
    notebook = jupytext.read(source)
    for i, cell in enumerate(notebook["cells"], 1):
        cell["id"] = f"cell-{i}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    NotebookClient(
        notebook,
        kernel_name=kernel["name"],
        timeout=SECONDS_PER_CELL,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
    notebook["metadata"] = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return notebook


def with_parameters(source: Path, folder: Path, changes: Mapping[str, str]) -> Path:
    """Write a copy of a source with other parameters, each of which it must set once."""
    text = source.read_text(encoding="utf-8")
    for name, value in changes.items():
        text, n_changed = re.subn(rf"^{name} = .*$", f"{name} = {value}", text, flags=re.MULTILINE)
        if n_changed != 1:
            raise ValueError(f"{source.name} sets {name} {n_changed} times: it must be once.")
    changed = folder / source.name
    changed.write_text(text, encoding="utf-8")
    return changed


def write_pair(source: Path) -> Path:
    """Write the pair of one source beside it, whole or not at all."""
    pair = source.with_suffix(".ipynb")
    with tempfile.TemporaryDirectory() as folder:
        notebook = executed(source, Path(folder))
    unfinished = pair.with_name(f".{pair.name}")
    jupytext.write(notebook, unfinished, fmt="ipynb")
    unfinished.replace(pair)
    return pair


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.py")):
        write_page(write_pair(path))
