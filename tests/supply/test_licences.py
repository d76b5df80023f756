"""Everything that is locked has a licence known, allowed, and written down."""

from __future__ import annotations

from typing import Any

import pytest

from tests.supply.licences import Row, as_csv, kept_list, licence_here, not_allowed, policy, rows
from tests.supply.lock import entries, locked

RULES = {
    "permissive": ["MIT", "BSD-3-Clause"],
    "copyleft": [{"licence": "MPL-2.0", "names": ["accepted"], "why": "its own files only"}],
}


@pytest.fixture(scope="module")
def rules() -> dict[str, Any]:
    return policy()


def test_the_kept_list_is_what_the_lock_and_the_metadata_say(rules: dict[str, Any]) -> None:
    found = locked()
    here = {(e.name, e.version or "") for e in found if e.belongs_here()}
    said = {row for row in rows(found, rules["settled"]) if (row.name, row.version) in here}
    kept = kept_list()
    assert said <= set(kept), "run make licences"
    assert [(r.name, r.version) for r in kept] == [(e.name, e.version) for e in found]


def test_every_licence_may_be_used(rules: dict[str, Any]) -> None:
    assert not not_allowed(kept_list(), rules)


def test_every_copyleft_is_needed_and_says_why(rules: dict[str, Any]) -> None:
    kept = {row.name: row.licence for row in kept_list()}
    for accepted in rules["copyleft"]:
        assert accepted["why"]
        assert all(accepted["licence"] in kept[name] for name in accepted["names"])


def test_what_wheels_carry_belongs_to_something_locked(rules: dict[str, Any]) -> None:
    names = {row.name for row in kept_list()}
    for carried in rules["carried"]:
        assert carried["why"]
        assert set(carried["within"]) <= names


def test_nothing_is_settled_for_what_is_not_locked(rules: dict[str, Any]) -> None:
    assert rules["settled"].keys() <= {row.name for row in kept_list()}


@pytest.mark.parametrize(
    ("name", "licence", "allowed"),
    [
        ("some", "MIT", True),
        ("some", "MIT AND BSD-3-Clause", True),
        ("some", "MIT AND GPL-3.0-only", False),
        ("some", "MIT OR GPL-3.0-only", True),  # one may choose
        ("some", "MPL-2.0", False),
        ("accepted", "MPL-2.0", True),
        ("accepted", "MPL-2.0 AND GPL-2.0-only", False),
        ("some", "", False),
        ("some", "AND AND", False),
    ],
)
def test_an_expression_is_allowed_when_a_choice_is(name: str, licence: str, allowed: bool) -> None:
    bad = not_allowed([Row(name, "1", "run", licence, "metadata")], RULES)
    assert bad == ([] if allowed else [f"{name} 1: {licence or 'licence unknown'}"])


def test_what_is_settled_by_hand_goes_first_and_the_unknown_stays_empty() -> None:
    found = entries("a==1 \\\n    --hash=sha256:aa\nb==2 \\\n    --hash=sha256:bb\n")
    listed = rows(found, {"a": {"licence": "MIT", "place": "its page"}}, lambda _: None)
    assert as_csv(listed).splitlines() == [
        "name,version,scope,licence,read_from",
        "a,1,,MIT,its page",
        "b,2,,,metadata",
    ]


def test_what_is_not_installed_declares_nothing() -> None:
    assert licence_here("a-name-nobody-has-here") is None
