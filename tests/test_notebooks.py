"""Each notebook lies beside its plain source, and the two hold the same code."""

from __future__ import annotations

from pathlib import Path

import jupytext  # type: ignore[import-untyped]
import pytest

from tests.notebook_pairs import FOLDER, executed, write_pair

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


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_a_notebook_runs_to_its_end_anywhere(source: Path, tmp_path: Path) -> None:
    notebook = executed(source, tmp_path)
    assert all(c["execution_count"] for c in notebook["cells"] if c["cell_type"] == "code")


def test_a_pair_written_twice_is_the_same(tmp_path: Path) -> None:
    source = tmp_path / "short.py"
    source.write_text("# %% [markdown]\n# # Title\n\n# %%\n1 + 1\n", encoding="utf-8")
    first = write_pair(source).read_bytes()
    assert b'"2"' in first
    assert write_pair(source).read_bytes() == first
    assert cells(source.with_suffix(".ipynb")) == cells(source)
    assert {p.name for p in tmp_path.iterdir()} == {"short.py", "short.ipynb"}
