from __future__ import annotations

import numpy as np
import pytest

from costmodel.model import run
from costmodel.outcome import ACTIVATION, INACTION, Outcome
from costmodel.views.people import people, people_in_problem
from tests.town import town
from tests.views.reading import means


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(town(n_draws=50))


def test_view_8_tells_people_of_each_state_from_the_base_year(outcome: Outcome) -> None:
    table = people(outcome)
    assert sorted(set(table["year"])) == [outcome.base_year, *outcome.years]
    assert len(table) == 2 * 11 * 6
    for scenario in (INACTION, ACTIVATION):
        for place, name in enumerate(outcome.stack.names):
            problem, _, state = name.partition(".")
            np.testing.assert_allclose(
                means(table, scenario=scenario, problem=problem, state=state),
                outcome.people[scenario][:, place].mean(axis=1),
            )


def test_states_of_the_same_name_in_two_problems_are_told_apart(outcome: Outcome) -> None:
    table = people(outcome)
    first = {
        p: means(table, scenario=INACTION, problem=p, state="independent_1")
        for p in ("debt", "rent")
    }
    assert first["debt"] != first["rent"]


def test_levels_make_the_people_of_a_problem_and_problems_are_not_added_up(
    outcome: Outcome,
) -> None:
    table, whole = people(outcome), people_in_problem(outcome)
    both = np.array(means(table, scenario=INACTION, state="mild")) + means(
        table, scenario=INACTION, state="severe"
    )
    np.testing.assert_allclose(both, means(whole, scenario=INACTION, problem="debt"))
    late = means(table, scenario=ACTIVATION, state="late")
    np.testing.assert_allclose(late, means(whole, scenario=ACTIVATION, problem="rent"))
    assert set(whole["problem"]) == {"debt", "rent"}  # persons and households have no sum
