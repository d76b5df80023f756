"""Each of the 91 checks of the catalogue of verification has a test that exists."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAST = {"C": 17, "S": 12, "M": 15, "U": 14, "I": 9, "D": 10, "X": 7, "O": 7}
"""The highest number of each group of the catalogue: 91 checks in all."""
IDS = [f"{group}{number:02}" for group, last in LAST.items() for number in range(1, last + 1)]


def read_map() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / "tests" / "verification.toml").read_text(encoding="utf-8"))


MAP = read_map()


def named_in(path: Path) -> set[str]:
    """Names of the test functions of a file, which is read and not run."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def missing(node: str) -> bool:
    """Whether a node „file::test” names no test of this repository."""
    file, _, name = node.partition("::")
    path = ROOT / file
    return not path.is_file() or name not in named_in(path)


@pytest.mark.parametrize("id_", IDS)
def test_each_check_says_what_it_is_and_has_tests_that_exist(id_: str) -> None:
    told = MAP[id_]
    assert set(told) == {"check", "expected", "tests"}
    assert told["check"]
    assert told["expected"]
    nodes = told["tests"]
    assert isinstance(nodes, list)
    assert nodes
    assert len(set(nodes)) == len(nodes)
    assert [node for node in nodes if missing(node)] == []


def test_no_check_is_mapped_that_is_not_known() -> None:
    assert list(MAP) == IDS


@pytest.mark.parametrize(
    "node",
    ["tests/test_gone.py::test_x", "tests/test_verification_map.py::test_x", "tests/town.py::town"],
)
def test_a_test_that_is_gone_would_be_seen(node: str) -> None:
    assert missing(node)
