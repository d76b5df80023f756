"""A sample of mutants: each is killed, or the kept list says why nobody can notice it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.mutation.run import SAMPLE, mutants_after_tests, unexplained
from tests.mutation.survivors import as_toml, load_survivors
from tests.mutation.workshop import PARTS


@pytest.mark.skipif(sys.platform == "win32", reason="mutmut forks a process for each mutant")
def test_no_mutant_of_the_sample_survives_without_a_reason(tmp_path: Path) -> None:
    mutants = mutants_after_tests(tmp_path, PARTS, chosen=SAMPLE, processes=1)
    assert {mutant.part for mutant in mutants} == set(PARTS)
    left = unexplained(mutants, tmp_path, load_survivors())
    assert not left, "\n".join(as_toml(change) for change in left)
