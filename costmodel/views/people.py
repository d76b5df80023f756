"""Views of people: in each state, in each problem. Different units are never added up."""

from __future__ import annotations

import pandas as pd

from costmodel.outcome import ACTIVATION, INACTION, Outcome
from costmodel.views.rows import keyed

SCENARIOS = (INACTION, ACTIVATION)


def people(outcome: Outcome) -> pd.DataFrame:
    """View 8: people in each state at the end of each year, by scenario, problem and state."""
    stack = outcome.stack
    parts = {
        (scenario, stack.problem_of(name), name.partition(".")[2]): outcome.people_in(scenario, [i])
        for scenario in SCENARIOS
        for i, name in enumerate(stack.names)
    }
    return keyed(("scenario", "problem", "state"), parts, _years(outcome))


def people_in_problem(outcome: Outcome) -> pd.DataFrame:
    """People at all levels of a problem at the end of each year, by scenario and problem."""
    parts = {
        (scenario, problem): outcome.people_in_problem(scenario, problem)
        for scenario in SCENARIOS
        for problem in outcome.stack.problems
    }
    return keyed(("scenario", "problem"), parts, _years(outcome))


def _years(outcome: Outcome) -> tuple[int, ...]:
    return (outcome.base_year, *outcome.years)
