"""The public names: few, all there, quick to import."""

from __future__ import annotations

import re
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


@pytest.mark.parametrize("name", ["notebooks/aneks.py", "README.md"])
def test_what_readers_are_shown_needs_only_public_names(name: str) -> None:
    used = set(re.findall(r"\bcm\.(\w+)", (ROOT / name).read_text(encoding="utf-8")))
    assert "load_place" in used
    assert used <= set(cm.__all__)


def test_the_lines_shown_in_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", readme, re.M | re.S)
    quick = code.replace("ality(place)", "ality(place, settings=cm.Settings(n_draws=100))")
    assert quick != code
    monkeypatch.chdir(tmp_path)
    exec(quick, {})
    assert (tmp_path / "aneks" / "aneks.docx").is_file()
