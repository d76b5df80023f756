"""No test passes without having asserted something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assertions import asserts, collected, sources

ROOT = Path(__file__).resolve().parent


def test_every_test_asserts_something() -> None:
    found = sources(ROOT)
    idle = [
        f"{source.path.relative_to(ROOT)}:{test.lineno} {test.name}"
        for source in found.values()
        for test in collected(source)
        if not asserts(test, source, found)
    ]
    assert not idle


def idle_tests(folder: Path, **files: str) -> list[str]:
    root = folder / "tests"
    root.mkdir()
    for name, code in files.items():
        (root / f"{name}.py").write_text(code, encoding="utf-8")
    found = sources(root)
    return [t.name for s in found.values() for t in collected(s) if not asserts(t, s, found)]


@pytest.mark.parametrize(
    "body",
    [
        "assert answer() == 42",
        "with pytest.raises(ValueError): answer()",
        "np.testing.assert_allclose(answer(), 42)",
        "assert_frame_equal(answer(), frame)",
        "checked(answer())",  # a helper here that asserts
        "twice(answer())",  # one that calls it
        "elsewhere(answer())",  # one of another file
    ],
)
def test_what_asserts_is_passed(tmp_path: Path, body: str) -> None:
    helpers = "def checked(x):\n    assert x\ndef twice(x):\n    checked(x)\n"
    code = f"from tests.other import checked as elsewhere\n{helpers}def test_it():\n    {body}\n"
    assert not idle_tests(tmp_path, test_it=code, other="def checked(x):\n    assert x\n")


@pytest.mark.parametrize(
    "body",
    [
        "answer()",
        "looked_at(answer())",  # a helper that asserts nothing
        "again(answer())",  # one that calls only itself
        "raises(answer())",  # not the one of pytest
        "elsewhere(answer())",  # of a file that is not a test
    ],
)
def test_what_asserts_nothing_is_named(tmp_path: Path, body: str) -> None:
    helpers = "def looked_at(x):\n    x.strip()\ndef again(x):\n    again(x)\n"
    code = f"from costmodel.units import elsewhere\n{helpers}def test_it():\n    {body}\n"
    assert idle_tests(tmp_path, test_it=code) == ["test_it"]


def test_methods_of_a_class_are_tests_too(tmp_path: Path) -> None:
    code = "class TestIt:\n    def test_idle(self):\n        answer()\n    def help(self): ...\n"
    assert idle_tests(tmp_path, test_it=code) == ["test_idle"]
