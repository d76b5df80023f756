"""The lock is read as pip reads it, and each entry has its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.supply.lock import SCOPES, entries, locked, scopes

LOCK = """\
first==1.2 ; python_version < '3' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via costmodel (pyproject.toml)
Second_One==2.0 \\
    --hash=sha256:cc
    # via
    #   costmodel (pyproject.toml)
    #   first
third==3 \\
    --hash=sha256:dd
    # via second-one
tool==4 \\
    --hash=sha256:ee
    # via costmodel (pyproject.toml)
"""
PROJECT = """\
[project]
name = "costmodel"
dependencies = ["first>=1"]
[project.optional-dependencies]
more = ["second-one"]
test = ["costmodel[more]", "tool"]
"""


def test_each_entry_has_its_name_version_hashes_and_who_needs_it() -> None:
    first, second, *_ = entries(LOCK)
    assert (first.name, first.version, first.hashes) == ("first", "1.2", ("sha256:aa", "sha256:bb"))
    assert not first.belongs_here()
    assert second.label == "second-one 2.0"
    assert second.belongs_here()
    assert second.needed_by == ("costmodel", "first")


@pytest.mark.parametrize("head", ["loose>=1", "starred==1.*", "bare"])
def test_what_is_not_pinned_to_one_version_has_none(head: str) -> None:
    (entry,) = entries(f"{head} \\\n    --hash=sha256:aa\n")
    assert entry.version is None


def test_the_narrowest_reason_goes_with_all_that_is_required_in_turn(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text(PROJECT, encoding="utf-8")
    # second-one is an extra, but first requires it, so every user gets it, and third with it.
    reason = scopes(entries(LOCK), project)
    assert reason == {"first": "run", "second-one": "run", "third": "run", "tool": "test"}


def test_nothing_is_locked_without_a_reason() -> None:
    found = locked()
    reason = scopes(found)
    assert {entry.name for entry in found} == reason.keys()
    assert set(reason.values()) == set(SCOPES)
