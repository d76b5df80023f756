"""A copy of the library in which mutants are made and the tests of some parts are run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("costs", "cohort", "statutes", "uncertainty", "indicators")
NEEDED = ("costmodel", "data", "tests")
SETTINGS = """\
[mutmut]
source_paths=costmodel
only_mutate=
{modules}
also_copy=data
track_dependencies=false
use_git_change_detection=false
do_not_mutate_patterns=
    raise \\w+Error\\(
    Problem\\(
pytest_add_cli_args=
    -p
    tests.mutation.few_examples
    -p
    tests.mutation.fresh_tests
pytest_add_cli_args_test_selection=
{tests}
"""
"""What an error says is not mutated: a call that raises an error or tells a problem is left out."""


def copy_of_library(folder: Path, parts: Sequence[str]) -> None:
    """Lay out in ``folder`` the library as it stands, with mutmut told to mutate ``parts``."""
    for name in NEEDED:
        skipped = shutil.ignore_patterns("__pycache__", "_data", ".*")
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    shutil.copy(ROOT / "pyproject.toml", folder)
    modules = [f"    costmodel/{part}/*.py" for part in parts]
    tests = [f"    {place}/{part}" for part in parts for place in ("tests", "costmodel")]
    settings = SETTINGS.format(modules="\n".join(modules), tests="\n".join(tests))
    (folder / "setup.cfg").write_text(settings, encoding="utf-8")


def make_and_test_mutants(folder: Path, *, chosen: Sequence[str], processes: int) -> str:
    """Run mutmut in ``folder`` and return the last lines that it prints.

    Parameters
    ----------
    chosen : sequence of str
        Patterns of names of mutants, for example ``*__mutmut_7``; none at all means every one.
    processes : int
        How many mutants are tested at once.

    Raises
    ------
    RuntimeError
        If mutmut stops before the end, for example because a test fails without any mutant.
    """
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(processes), *chosen]
    ours = ("PYTEST_", "MUTANT_", "PYTHONPATH")  # what a pytest around this one has set
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        command,
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    last = "\n".join(done.stdout.replace("\r", "\n").splitlines()[-60:])
    if done.returncode != 0:
        raise RuntimeError(f"mutmut stopped with {done.returncode}; it said at the end:\n{last}")
    return last
