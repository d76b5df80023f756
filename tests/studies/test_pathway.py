from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.cohort.transitions import fail_if_not_probabilities
from costmodel.problems.loader import shipped_problem
from costmodel.problems.parts import Portion
from costmodel.statutes.book import load_book
from costmodel.studies.pathway import (
    arrivals,
    emergence_links,
    local_shares,
    portions,
    yearly_transitions,
)
from costmodel.studies.values import Values, draw_values
from tests.studies.made_up import known, problem
from tests.town import STACK

PROBLEM, BOOK = shipped_problem("unemployment"), load_book()


@pytest.fixture(scope="module")
def values() -> Values:
    return draw_values(
        PROBLEM.value, owner="unemployment", book=BOOK, price_year=2026, seed=1, n_draws=300
    )


def test_portions_are_taken_in_turn_from_what_is_left() -> None:
    half = Values({"half": np.array([0.5]), "fifth": np.array([0.2])}, BOOK, 2026)
    parts = (
        Portion(level="a", share_of_rest="half"),
        Portion(level="b", share_of_rest="fifth"),
        Portion(level="c"),
    )
    shares = portions(parts, half, n_draws=1)
    # a takes 0.5, b 0.2 of the other 0.5, c all that is left
    assert {k: float(v[0]) for k, v in shares.items()} == {"a": 0.5, "b": 0.1, "c": 0.4}


def test_the_shipped_split_makes_one_in_every_draw(values: Values) -> None:
    shares = portions(PROBLEM.split, values, n_draws=300)
    assert set(shares) == set(PROBLEM.levels)
    np.testing.assert_allclose(sum(shares.values()), 1.0)


@given(st.lists(st.integers(0, 5000), min_size=4, max_size=4))
@settings(max_examples=20, deadline=None)
def test_local_counts_make_shares_around_them(counts: list[int]) -> None:
    table = pd.DataFrame({"level": PROBLEM.levels, "persons": [float(c) for c in counts]})
    shares = local_shares(table, PROBLEM.levels, seed=1, n_draws=512)
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)
    assert (shares >= 0).all()
    # mean of a Dirichlet: (count + prior) / sum
    expected = (np.array(counts) + 0.5) / (sum(counts) + 2)
    np.testing.assert_allclose(shares.mean(axis=0), expected, atol=0.01)


def test_more_local_counts_make_narrower_shares() -> None:
    few, many = (
        local_shares(
            pd.DataFrame({"level": ["a", "b"], "persons": [10.0 * k, 30.0 * k]}),
            ("a", "b"),
            seed=1,
            n_draws=256,
        )
        for k in (1, 100)
    )
    assert many[:, 0].std() < few[:, 0].std() / 5


def test_shares_follow_the_names_not_the_rows() -> None:
    table = pd.DataFrame({"level": ["b", "a"], "persons": [90.0, 10.0]})
    shares = local_shares(table, ("a", "b"), seed=1, n_draws=64)
    assert shares[:, 0].mean() == pytest.approx(0.11, abs=0.02)


def test_every_draw_of_the_shipped_problem_is_a_matrix_of_probabilities(values: Values) -> None:
    matrix = yearly_transitions(PROBLEM, values, n_draws=300)
    assert matrix.shape == (300, 8, 8)
    fail_if_not_probabilities(matrix, "transitions")


def test_the_matrix_moves_people_as_the_file_says(values: Values) -> None:
    matrix = yearly_transitions(PROBLEM, values, n_draws=300)
    leave, success = values("exit_12_24"), values("success_12_24")
    assisted = values("becomes_assisted")
    np.testing.assert_allclose(matrix[:, 1, 4], leave * success)  # to work
    np.testing.assert_allclose(matrix[:, 1, 7], leave * (1 - success))  # gone, no success
    np.testing.assert_allclose(matrix[:, 1, 3], (1 - leave) * assisted)
    np.testing.assert_allclose(matrix[:, 1, 2], (1 - leave) * (1 - assisted))
    assert not matrix[:, 1, :2].any()  # nobody stays from 12 to 24 months for another year
    np.testing.assert_allclose(matrix[:, 4, 0], values("relapse_year_1"))


def fixed(number: float) -> Values:
    return Values(dict.fromkeys(("quarter", "rate"), np.array([number])), BOOK, 2026)


def test_new_people_arrive_where_the_file_says(values: Values) -> None:
    found = arrivals(PROBLEM, values, n_draws=300)
    np.testing.assert_array_equal(found, [[1.0] * 300, [0.0] * 300, [0.0] * 300, [0.0] * 300])
    debt = problem("debt", ("mild", "severe")).model_copy(
        update={"entry": (Portion(level="severe", share_of_rest="quarter"), Portion(level="mild"))}
    )
    np.testing.assert_array_equal(arrivals(debt, fixed(0.25), n_draws=1), [[0.75], [0.25]])


def test_new_related_cases_stand_between_the_levels_that_the_files_name() -> None:
    link = {"from": "severe", "to": "rent.late", "rate": "rate"}
    debt = problem("debt", ("mild", "severe"), emergence=(link,), rate=known(0.1))
    rent = problem("rent", ("late",))
    values = {"debt": fixed(0.1), "rent": fixed(0.0)}
    found = emergence_links({"debt": debt, "rent": rent}, values, STACK, n_draws=3)
    assert (found.sources, found.targets) == ((1,), (6,))
    np.testing.assert_array_equal(found.rates, [[0.1] * 3])
    none = emergence_links({"rent": rent}, values, STACK, n_draws=3)
    assert none.rates.shape == (0, 3)
