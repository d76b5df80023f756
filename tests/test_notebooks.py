"""Each notebook lies beside its plain source, and the two hold the same code."""

from __future__ import annotations

from pathlib import Path

import jupytext  # type: ignore[import-untyped]
import pytest

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
SOURCES = sorted(FOLDER.glob("*.py"))
LONGEST = 150  # lines; what a notebook needs twice goes into the package


def cells(path: Path) -> list[tuple[str, str]]:
    """The kind and text of each cell that holds something."""
    notebook = jupytext.read(path)
    return [(c["cell_type"], c["source"].strip()) for c in notebook["cells"] if c["source"].strip()]


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_the_pair_holds_the_same_cells(source: Path) -> None:
    pair = source.with_suffix(".ipynb")
    assert pair.is_file(), f"{pair.name} is missing: write it with `make notebooks`"
    assert cells(pair) == cells(source), f"{pair.name} is behind its source: run `make notebooks`"


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_a_notebook_is_short(source: Path) -> None:
    assert len(source.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_notebook_stands_without_its_source() -> None:
    alone = [p.name for p in FOLDER.glob("*.ipynb") if not p.with_suffix(".py").is_file()]
    assert not alone
