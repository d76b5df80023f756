from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.evidence.haircuts import haircut_source, load_haircuts
from costmodel.sources import Grade

BAD = Path(__file__).resolve().parents[1] / "bad" / "evidence"


def test_every_grade_has_its_haircut_and_weaker_evidence_is_cut_no_less() -> None:
    haircuts = load_haircuts()
    assert list(haircuts) == list(Grade)
    assert list(haircuts.values()) == sorted(haircuts.values())
    assert all(0 <= haircut < 1 for haircut in haircuts.values())


def test_the_haircut_is_shown_as_an_assumption() -> None:
    assert "założenie" in str(haircut_source())


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("haircuts_decreasing", "klucz haircut.*nie malejące od A do E"),
        ("haircuts_above_one", r"klucz haircut\.E: jest „50”"),
        ("haircuts_without_grade", r"klucz haircut\.E: jest „brak”"),
    ],
)
def test_bad_haircuts_are_refused(name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        load_haircuts(BAD / f"{name}.toml")
