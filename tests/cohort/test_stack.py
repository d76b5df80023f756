from __future__ import annotations

import pytest

from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.errors import ModelError

TWO = Stack(("debt", "rent"), (States(("mild", "severe")), States(("late",))))


def test_states_stand_problem_after_problem() -> None:
    assert TWO.names[:3] == ("debt.mild", "debt.severe", "debt.independent_1")
    assert TWO.names[5:8] == ("debt.left", "rent.late", "rent.independent_1")
    assert len(TWO.names) == 11
    assert [TWO.index(name) for name in TWO.names] == list(range(11))


def test_levels_are_told_with_their_problem() -> None:
    assert TWO.levels == ("debt.mild", "debt.severe", "rent.late")


def test_places_of_the_second_problem_begin_after_the_first() -> None:
    assert (TWO.first_of("debt"), TWO.first_of("rent")) == (0, 6)
    assert (TWO.levels_of("debt"), TWO.levels_of("rent")) == ([0, 1], [6])
    assert TWO.independent_of("debt") == [2, 3, 4]
    assert TWO.independent_of("rent") == [7, 8, 9]
    assert TWO.states_of("rent") == [6, 7, 8, 9, 10]


def test_levels_independence_and_the_gone_make_all_states_of_a_problem() -> None:
    for problem in TWO.problems:
        left = TWO.index(f"{problem}.left")
        parts = [*TWO.levels_of(problem), *TWO.independent_of(problem), left]
        assert parts == TWO.states_of(problem)


def test_the_problem_is_what_stands_before_the_point() -> None:
    assert {TWO.problem_of(name) for name in TWO.names} == {"debt", "rent"}
    assert TWO.problem_of("debt.mild.again") == "debt"  # before the first, if there are more


def test_the_same_level_of_two_problems_is_two_states() -> None:
    same = Stack(("debt", "rent"), (States(("mild",)), States(("mild",))))
    assert same.index("debt.mild") != same.index("rent.mild")


@pytest.mark.parametrize("problems", [(), ("debt", "debt"), ("debt.old", "rent")])
def test_problems_that_cannot_be_told_apart_are_refused(problems: tuple[str, ...]) -> None:
    states = tuple(States(("mild",)) for _ in problems)
    with pytest.raises(ModelError, match=r"each name once and without '\.'"):
        Stack(problems, states)


def test_a_problem_without_states_is_refused() -> None:
    with pytest.raises(ModelError, match="give as many of both"):
        Stack(("debt", "rent"), (States(("mild",)),))


def test_an_unknown_state_or_problem_is_named_with_those_there_are() -> None:
    with pytest.raises(ModelError, match=r"state 'mild' is unknown: .*'debt\.mild'"):
        TWO.index("mild")
    with pytest.raises(ModelError, match=r"problem 'loan' is unknown: .*\['debt', 'rent'\]"):
        TWO.levels_of("loan")
