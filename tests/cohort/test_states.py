from __future__ import annotations

import pytest

from costmodel.cohort.states import States
from costmodel.errors import ModelError


def test_levels_come_first_in_their_order() -> None:
    states = States(("b", "a"))
    assert [states.index(name) for name in ("b", "a", "independent_1", "left")] == [0, 1, 2, 5]


@pytest.mark.parametrize("levels", [(), ("a", "a"), ("a", "left"), ("independent_2",)])
def test_levels_that_cannot_be_told_apart_are_refused(levels: tuple[str, ...]) -> None:
    with pytest.raises(ModelError, match="each name once, none of"):
        States(levels)


def test_an_unknown_state_is_named_with_those_there_are() -> None:
    with pytest.raises(ModelError, match=r"state 'mid' is unknown: it must be one of \['mild'"):
        States(("mild",)).index("mid")
