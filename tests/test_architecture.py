"""The plan of the house: which part may import which. A new arrow is drawn here first."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import costmodel

GROUND = {
    *(
        "errors",
        "refusals",
        "units",
        "sources",
        "quantities",
        "tables",
        "resources",
        "declared",
        "teryt",
    ),
    *("language", "translation", "characters", "limits"),
}
MAY_IMPORT: dict[str, set[str]] = {
    "characters": set(),
    "errors": {"characters"},
    "limits": {"errors"},
    "refusals": set(),
    "units": {"errors"},
    "sources": {"errors"},
    "quantities": {"errors", "tables"},
    "tables": {"errors", "units"},
    "resources": {"errors"},
    "version": set(),
    "terminal": {"errors", "refusals"},
    "usage": set(),
    "teryt": set(),
    "language": {"errors"},
    "translation": {"language", "resources"},
    "declared": {"characters", "limits", "errors", "refusals", "sources", "translation"},
    "statutes": GROUND,
    "evidence": GROUND,
    "statistics": GROUND,
    "indicators": GROUND,
    "forecast": GROUND,
    "live": GROUND | {"statistics", "indicators"},
    "cohort": GROUND,
    "markov": GROUND,
    "capacity": GROUND | {"statutes"},
    "costs": GROUND | {"statutes"},
    "uncertainty": GROUND,
    "sensitivity": GROUND | {"uncertainty"},
    "calibration": GROUND | {"cohort", "uncertainty"},
    "targets": GROUND,
    "problems": GROUND | {"evidence", "uncertainty"},
    "intake": GROUND | {"statistics", "problems"},
    "scenario": GROUND | {"cohort"},
    "outcome": GROUND | {"cohort", "costs"},
    "views": GROUND | {"cohort", "costs", "outcome", "uncertainty"},
    "pathway": GROUND | {"cohort", "scenario"},
    "model_checks": GROUND | {"costs", "pathway", "scenario"},
    "model": GROUND | {"scenario", "cohort", "costs", "outcome", "pathway", "model_checks"},
    "net_value": GROUND | {"cohort", "costs", "model", "outcome", "pathway", "scenario"},
    "break_even": GROUND | {"model", "net_value"},
    "fewer_draws": GROUND | {"cohort", "costs", "model", "pathway", "scenario"},
    "annex": GROUND | {"outcome"},
}
BELOW_STUDIES = set(MAY_IMPORT) - {"annex"}
MAY_IMPORT["studies"] = BELOW_STUDIES
MAY_IMPORT["verification"] = BELOW_STUDIES | {"studies"}
MAY_IMPORT["publish"] = BELOW_STUDIES | {"studies", "verification", "annex", "version"}
MAY_IMPORT["batch"] = BELOW_STUDIES | {"studies", "version"}
MAY_IMPORT["cli"] = BELOW_STUDIES | {"studies", "annex", "publish", "batch", "terminal", "usage"}
ROOT = Path(costmodel.__file__).parent
MODULES = [
    p for p in sorted(ROOT.rglob("*.py")) if p != ROOT / "__init__.py" and "_data" not in p.parts
]


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> list[str]:
    """Every module of the package that the file names, wherever the import stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    plain = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    return [name for name in froms + plain if name.split(".")[0] == "costmodel"]


def imported_parts(path: Path) -> set[str]:
    return {f"{name}.__init__".split(".")[1] for name in imported(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_arrows_run_as_drawn(path: Path) -> None:
    part = part_of(path)
    allowed = MAY_IMPORT[part] | {part}
    assert imported_parts(path) <= allowed, f"{part} may import only {sorted(allowed)}"


def test_no_import_runs_in_a_circle() -> None:
    graph = {
        ".".join(["costmodel", *p.relative_to(ROOT).with_suffix("").parts]): imported(p)
        for p in MODULES
    }
    in_order = list(TopologicalSorter(graph).static_order())  # raises CycleError on a circle
    assert graph.keys() <= set(in_order)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_import_hides_a_part_inside_a_function(path: Path) -> None:
    """A module of the same part may be: one that needs an extra is read when first used."""
    tree, same = ast.parse(path.read_text(encoding="utf-8")), f"costmodel.{part_of(path)}"
    inside = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("costmodel")
        if node.module != same
    ]
    assert not inside
