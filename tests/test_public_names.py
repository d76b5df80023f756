"""The public names: few, all there, quick to import."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import costmodel as cm

ROOT = Path(__file__).resolve().parents[1]
MOST_NAMES = 30
HEAVY = ("statsmodels", "matplotlib", "docx", "typst")


def test_all_names_are_there_in_order_and_few() -> None:
    assert sorted(set(cm.__all__)) == cm.__all__
    assert len(cm.__all__) <= MOST_NAMES
    assert not [name for name in cm.__all__ if not hasattr(cm, name)]


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cm.__version__ == project["version"]


@pytest.mark.parametrize("name", sorted(set(cm.__all__) - {"__version__"}))
def test_each_public_name_says_what_it_is(name: str) -> None:
    assert (getattr(cm, name).__doc__ or "").strip()


def test_an_import_loads_nothing_heavy_and_says_nothing() -> None:
    code = f"import sys, costmodel; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


def test_the_notebook_needs_no_name_that_is_not_public() -> None:
    text = (ROOT / "notebooks" / "aneks.py").read_text(encoding="utf-8")
    used = {word.split("(")[0] for word in text.split("cm.")[1:]}
    names = {"".join(c for c in word.split()[0] if c.isalnum() or c == "_") for word in used}
    assert names
    assert names <= set(cm.__all__)
