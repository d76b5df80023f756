"""What the repository may hold: nothing of a registry or a machine, nothing out of place."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "costmodel",
    "data",
    "notebooks",
    "pyproject.toml",
    "reports",
    "requirements.lock",
    "tests",
}
ADDRESS = re.compile(r"[a-z+]+://|--(extra-)?index-url|--find-links|--trusted-host|@ *file:", re.I)
REGISTRY = re.compile(
    r'https?://[^ "]+/(simple|packages)/|"resolved": *"http|--(extra-)?index-url[ =]+http'
    r"|pypi\.org|pythonhosted\.org"
)
HOME = re.compile(r"/(home|Users)/\w+/|[A-Z]:\\Users\\\w+")
RAW_EXPORT = re.compile(r"(CTAB|CREL|XTAB|XPIV)_\d{14}")
LEFT_OPEN = re.compile(r"TODO|FIXME|XXX|NotImplementedError|add source")
LONGEST = 400  # lines; a longer module is seldom one idea
MODULES = [p for p in sorted((ROOT / "costmodel").rglob("*.py")) if "_data" not in p.parts]


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file under version control that is there, relative to the top."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the list of tracked files is not known")
    # The checkout may belong to another user than the one who tests it, as in a container.
    listing = subprocess.run(
        [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    return [Path(name) for name in listing.split("\0") if name and (ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Each place where the pattern stands, as ``path:line: text``; binary files are passed by."""
    places = []
    for path in paths:
        content = (ROOT / path).read_bytes()
        if b"\0" in content:
            continue
        lines = content.decode("utf-8", errors="replace").splitlines()
        places += [f"{path}:{i}: {s[:120]}" for i, s in enumerate(lines, 1) if pattern.search(s)]
    return places


def function_names_called(tree: ast.AST) -> set[str]:
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {func.id for func in calls if isinstance(func, ast.Name)}


def fills_with_zero(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    given = [*node.args, *(k.value for k in node.keywords)]
    zeros = [v for v in given if isinstance(v, ast.Constant) and v.value == 0]
    return node.func.attr == "fillna" and bool(zeros)


def catches_everything(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = node.type
    return caught is None or (
        isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"}
    )


def distribution_name(requirement: str) -> str:
    """The bare name in a requirement, in the one spelling that indexes compare by."""
    bare = re.split(r"[^A-Za-z0-9._-]", requirement.strip(), maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", bare).lower()


def imported_libraries(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    named |= {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    ours = {*sys.stdlib_module_names, "costmodel"}
    return {name.split(".")[0] for name in named} - ours


def test_each_library_the_package_imports_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {k: v for k, v in project["optional-dependencies"].items() if k != "test"}
    wanted = [*project["dependencies"], *(r for group in extras.values() for r in group)]
    declared = {distribution_name(requirement) for requirement in wanted}
    # What a declared library pins exactly is its other half, as pydantic-core is pydantic's.
    halves = [r for name in declared for r in requires(name) or () if "==" in r and ";" not in r]
    declared |= {distribution_name(requirement) for requirement in halves}
    carriers = packages_distributions()
    used = sorted(set().union(*map(imported_libraries, MODULES)))
    undeclared = [
        name for name in used if declared.isdisjoint(map(distribution_name, carriers.get(name, [])))
    ]
    assert not undeclared


def test_the_lock_names_no_host() -> None:
    assert not lines_with(ADDRESS, [Path("requirements.lock")])


def test_everything_in_the_lock_is_pinned_with_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-zA-Z0-9])", lock.strip())
    bare = [e.splitlines()[0] for e in entries if "==" not in e or "--hash=sha256:" not in e]
    assert entries
    assert not bare


def test_no_file_names_a_registry(tracked: list[Path]) -> None:
    assert not lines_with(REGISTRY, tracked)


def test_no_file_names_a_path_of_a_machine(tracked: list[Path]) -> None:
    here = re.compile("|".join(re.escape(f"{p}/") for p in (ROOT, Path.home()) if len(p.parts) > 1))
    assert not lines_with(HOME, tracked)
    assert not lines_with(here, tracked)


def test_the_top_level_holds_only_what_belongs_there(tracked: list[Path]) -> None:
    assert {path.parts[0] for path in tracked} <= TOP_LEVEL


def test_no_raw_export_is_committed(tracked: list[Path]) -> None:
    assert not [str(path) for path in tracked if RAW_EXPORT.search(path.name)]


def test_reports_hold_only_their_notice_and_the_examples(tracked: list[Path]) -> None:
    found = {p.parts[1] for p in tracked if p.parts[0] == "reports"}
    assert found == {"README.md", "obrazy", "3215011-szczecinek", "9910013-przykladowo"}


def test_nothing_is_left_open(tracked: list[Path]) -> None:
    assert not lines_with(LEFT_OPEN, [p for p in tracked if p.parts[0] in {"costmodel", "data"}])


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
class TestEachModule:
    def test_says_its_idea_first(self, path: Path) -> None:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert docstring, "the first line of a module says its idea in one sentence"

    def test_is_not_too_long(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST

    def test_hides_no_missing_value_and_no_error(self, path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert "print" not in function_names_called(tree)
        assert not [
            n.lineno
            for n in ast.walk(tree)
            if isinstance(n, ast.Call | ast.ExceptHandler)
            if fills_with_zero(n) or catches_everything(n)
        ]


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.name == "__init__.py" and p.parent.parent != ROOT],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_a_part_does_nothing_when_it_is_opened(path: Path) -> None:
    _, *rest = ast.parse(path.read_text(encoding="utf-8")).body
    assert all(isinstance(n, ast.ImportFrom) and n.module == "__future__" for n in rest)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (ADDRESS, "--index-url host"),
        (ADDRESS, "name @ file:///wheels/name.whl"),
        (REGISTRY, "https://host.example" + "/simple/name"),
        (HOME, "see /home" + "/ala/plik.csv"),
        (RAW_EXPORT, "RYNE_2392_CTAB_" + "2" * 14 + ".csv"),
    ],
)
def test_the_patterns_find_what_they_look_for(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


@pytest.mark.parametrize(
    ("code", "finds"),
    [
        ("x.fillna(0)", True),
        ("x.fillna(value=0.0)", True),
        ("x.fillna(mean)", False),
    ],
)
def test_a_zero_in_place_of_a_gap_is_found(code: str, finds: bool) -> None:
    assert any(map(fills_with_zero, ast.walk(ast.parse(code)))) is finds
