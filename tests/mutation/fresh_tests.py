"""A plugin of pytest: read the tests anew, so that what they make as they are read is mutated."""

from __future__ import annotations

import sys

KEPT = ("tests.mutation", "tests.conftest")


def pytest_configure() -> None:
    """Forget the modules of tests that the process read before it was told of a mutant.

    A mutant is tested in a fork of a process that has run all tests once already: a distribution
    that a test makes at the top of its module would stay as it was made without the mutant.
    """
    for name in list(sys.modules):
        if name.startswith("tests.") and not name.startswith(KEPT):
            del sys.modules[name]
