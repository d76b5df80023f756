"""A plugin of pytest: nothing made without the mutant is left when a mutant is tested."""

from __future__ import annotations

import inspect
import sys
from types import FunctionType, ModuleType

KEPT = ("tests.mutation", "tests.conftest")


def pytest_configure() -> None:
    """Forget what was made before the process was told of a mutant.

    A mutant is tested in a fork of a process that has run all tests once already: a distribution
    that a test makes at the top of its module, or a catalogue that the library remembers, would
    stay as it was made without the mutant.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("tests.") and not name.startswith(KEPT):
            del sys.modules[name]
        if name.startswith("costmodel."):
            _forget_remembered(module)


def _forget_remembered(module: ModuleType) -> None:
    for value in vars(module).values():
        is_ours = isinstance(value, FunctionType)
        if is_ours and value.__code__.co_qualname == "remembered.<locals>.recalled":
            inspect.getclosurevars(value).nonlocals["memory"].clear()
        elif callable(getattr(value, "cache_clear", None)):
            value.cache_clear()
