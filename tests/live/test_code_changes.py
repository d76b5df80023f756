from __future__ import annotations

import pytest

from costmodel.live.code_changes import borders_notes, code_changes, other_codes
from costmodel.statistics.panel import load_panel
from costmodel.statistics.teryt import is_teryt


def test_the_list_agrees_with_the_years_of_the_panel() -> None:
    """Under the old code the figures end in the year before those of the new code begin."""
    known = load_panel().unemployed.notna().to_dict("index")
    for change in code_changes():
        old, new = (
            [int(str(year)) for year, stands in known[code].items() if stands]
            for code in (change.old, change.new)
        )
        assert (max(old) + 1, min(new)) == (change.since, change.since), change


def test_only_a_kind_changed_but_for_two_gminas() -> None:
    moved = {c.old for c in code_changes() if c.old[:6] != c.new[:6]}
    assert moved == {"0221091", "0606082"}
    assert all(is_teryt(c.old) and is_teryt(c.new) for c in code_changes())


def test_a_code_is_left_once_and_taken_once() -> None:
    for codes in ([c.old for c in code_changes()], [c.new for c in code_changes()]):
        assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("teryt", "codes"),
    [
        ("0265011", ("0221091",)),
        ("0603153", ("0606082", "0603152")),  # changed twice
        ("0603152", ("0606082", "0603153")),
        ("3215011", ()),  # never changed
    ],
)
def test_the_other_codes_stand_in_the_order_of_their_years(
    teryt: str, codes: tuple[str, ...]
) -> None:
    assert other_codes(teryt) == codes


def test_a_gmina_that_ended_has_no_other_code_and_a_note() -> None:
    assert other_codes("3203042") == ()
    assert "zniesiona" in borders_notes()["3203042"]
    assert other_codes("0221053") == other_codes("9999999") == ()
