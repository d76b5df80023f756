"""Find tests that can only fail by an error on the way: they assert nothing, nor call what does."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
EXPECTING = {"raises", "warns", "fail"}
"""Of pytest: what fails a test by itself."""


@dataclass(frozen=True)
class Source:
    """One file of tests: its functions by name, and where its imported names come from."""

    path: Path
    tree: ast.Module

    @cached_property
    def functions(self) -> Mapping[str, Function]:
        return {n.name: n for n in ast.walk(self.tree) if isinstance(n, Function)}

    @cached_property
    def origins(self) -> Mapping[str, tuple[str, str]]:
        """Return for each name imported from a module the module and the name there."""
        return {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }


def sources(root: Path) -> dict[str, Source]:
    """Return every file of tests under the name by which it is imported."""
    return {
        ".".join(path.relative_to(root.parent).with_suffix("").parts): Source(
            path, ast.parse(path.read_text(encoding="utf-8"))
        )
        for path in sorted(root.rglob("*.py"))
        if "_data" not in path.parts
    }


def collected(source: Source) -> Iterator[Function]:
    """Yield what pytest collects: in ``test_….py``, functions ``test…``, also in a class."""
    if not source.path.name.startswith("test_"):
        return
    for node in source.tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (n for n in inside if isinstance(n, Function) and n.name.startswith("test"))


def asserts(function: Function, source: Source, all_sources: Mapping[str, Source]) -> bool:
    """Say whether the function, or a function of the tests that it calls, asserts anything."""
    return _asserts(function, source, all_sources, frozenset())


def _asserts(
    function: Function,
    source: Source,
    all_sources: Mapping[str, Source],
    seen: frozenset[tuple[Path, str]],
) -> bool:
    if (source.path, function.name) in seen:
        return False
    seen |= {(source.path, function.name)}
    nodes = list(ast.walk(function))
    if any(isinstance(n, ast.Assert) or _asserts_by_name(n) for n in nodes):
        return True
    called = {n.func for n in nodes if isinstance(n, ast.Call)}
    return any(
        _asserts(found, where, all_sources, seen)
        for func in called
        for found, where in _defined(func, source, all_sources)
    )


def _asserts_by_name(node: ast.AST) -> bool:
    """Say whether a call is one of ``pytest.raises``, ``pytest.warns``, ``….assert_…``."""
    if not isinstance(node, ast.Call):
        return False
    func = node.func
    if isinstance(func, ast.Attribute):
        of_pytest = isinstance(func.value, ast.Name) and func.value.id == "pytest"
        return func.attr.startswith("assert_") or (of_pytest and func.attr in EXPECTING)
    return isinstance(func, ast.Name) and func.id.startswith("assert_")


def _defined(
    func: ast.expr, source: Source, all_sources: Mapping[str, Source]
) -> Iterator[tuple[Function, Source]]:
    """Yield the function of the tests that a call names: here, in a class here, or imported."""
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    if name in source.functions:
        yield source.functions[name], source
    module, original = source.origins.get(name, ("", ""))
    where = all_sources.get(module)
    if where is not None and original in where.functions:
        yield where.functions[original], where
