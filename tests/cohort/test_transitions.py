from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.cohort.states import States
from costmodel.cohort.transitions import (
    Flows,
    fail_if_not_probabilities,
    transition_matrix,
)
from costmodel.errors import ProbabilityError
from tests.town import STATES, flows

ONE = States(("poor",))


def one_level(
    leave: float, success: float, relapse: tuple[float, float, float], departure: float
) -> Flows:
    first, second, later = (np.array([chance]) for chance in relapse)
    return Flows(
        exit={"poor": np.array([leave])},
        success={"poor": np.array([success])},
        migration={"poor": {"poor": np.array([1.0])}},
        relapse=(first, second, later),
        relapse_level="poor",
        departure=np.array([departure]),
    )


def test_one_level_by_hand() -> None:
    matrix = transition_matrix(ONE, one_level(0.4, 0.75, (0.5, 0.25, 0.125), 0.1))
    # leaves 0.4: 0.4 · 0.75 = 0.3 to work, 0.1 elsewhere; independent: relapse, leave, go on
    expected = [
        [0.6, 0.3, 0.0, 0.0, 0.1],
        [0.5, 0.0, 0.4, 0.0, 0.1],
        [0.25, 0.0, 0.0, 0.65, 0.1],
        [0.125, 0.0, 0.0, 0.775, 0.1],
        [0.0, 0.0, 0.0, 0.0, 1.0],
    ]
    np.testing.assert_allclose(matrix[0], expected)


def test_migration_moves_only_those_who_stay() -> None:
    told = flows(np.random.default_rng(1), n_draws=4)
    matrix = transition_matrix(STATES, told)
    staying = 1 - told.exit["mild"]
    np.testing.assert_allclose(matrix[:, 0, 1], staying * told.migration["mild"]["severe"])
    np.testing.assert_allclose(matrix[:, 0, :2].sum(axis=1), staying)


@pytest.mark.parametrize(("leave", "stays"), [(0.0, 1.0), (1.0, 0.0)])
def test_limits_of_exit(leave: float, stays: float) -> None:
    matrix = transition_matrix(ONE, one_level(leave, 0.5, (0.0, 0.0, 0.0), 0.0))
    assert matrix[0, 0, 0] == stays


def test_migration_that_sums_to_less_is_refused() -> None:
    short = replace(
        one_level(0.5, 0.5, (0.1, 0.1, 0.1), 0.0), migration={"poor": {"poor": np.array([0.8])}}
    )
    # 0.25 + 0.25 + 0.5 · 0.8 = 0.9
    with pytest.raises(ProbabilityError, match=r"transitions\[0, 0\].*sums to 0\.9\. 1 of 5 rows"):
        transition_matrix(ONE, short)


@pytest.mark.parametrize(
    ("wrong", "row"),
    [
        (one_level(1.2, 0.5, (0.1, 0.1, 0.1), 0.0), 0),
        (one_level(0.5, 1.5, (0.1, 0.1, 0.1), 0.0), 0),
        (one_level(0.5, 0.5, (0.7, 0.1, 0.1), 0.4), 1),
        (one_level(0.5, 0.5, (0.1, 0.1, -0.1), 0.0), 3),
    ],
)
def test_chances_outside_0_to_1_are_refused(wrong: Flows, row: int) -> None:
    with pytest.raises(ProbabilityError, match=rf"transitions\[0, {row}\].*non-negative"):
        transition_matrix(ONE, wrong)


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_agrees_with_one_person_followed_along_each_branch(seed: int) -> None:
    told = flows(np.random.default_rng(seed), n_draws=2)
    matrix = transition_matrix(STATES, told)
    fail_if_not_probabilities(matrix, "transitions")
    names = STATES.names
    for d in range(2):
        for level in STATES.levels:
            branches = {"independent_1": told.exit[level][d] * told.success[level][d]}
            branches["left"] = told.exit[level][d] * (1 - told.success[level][d])
            for other, share in told.migration[level].items():
                branches[other] = (1 - told.exit[level][d]) * share[d]
            row = [branches.get(name, 0.0) for name in names]
            np.testing.assert_allclose(matrix[d, names.index(level)], row)
        for stage, onward, back in zip(
            ("independent_1", "independent_2", "independent"),
            ("independent_2", "independent", "independent"),
            told.relapse,
            strict=True,
        ):
            gone = told.departure[d]
            branches = {"mild": back[d], "left": gone, onward: 1 - back[d] - gone}
            row = [branches.get(name, 0.0) for name in names]
            np.testing.assert_allclose(matrix[d, names.index(stage)], row)
        assert matrix[d, -1].tolist() == [0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ([0.9, 0.0], r"rows\[0\] is .*sums to 0\.9\. 1 of 2 rows fail"),
        ([1.1, 0.0], r"sums to 1\.1"),
        ([1.3, -0.3], "non-negative"),
        ([np.nan, 1.0], r"rows\[0\]"),
    ],
)
def test_a_row_that_is_no_probability_is_named(row: list[float], says: str) -> None:
    with pytest.raises(ProbabilityError, match=says):
        fail_if_not_probabilities(np.array([row, [0.0, 1.0]]), "rows")
